import Signing

/// What an entry is known by within its feed: the second half of the ledger's key.
///
/// Rule 1, in the order of trust:
/// 1. the id that the feed gives, unless entries of the document that lead to different pages share
///    it: such an id names nothing, and is joined with the link;
/// 2. the link, without its fragment and tracking parameters;
/// 3. a hash of title and date, or of the title and the text.
///
/// What is still the same after that is told apart by its place among its likes. The date never
/// takes part where there is an id or a link: dates change.
package struct EntryIdentity: Hashable, Sendable {
    /// The version of the rule; kept with each entry, so that a change of rule can be told from a
    /// new entry.
    package static let rule = 1

    package let value: String

    /// The identities of a document's entries, in their order; no two are equal.
    package static func identities(of entries: [FeedEntry]) -> [EntryIdentity] {
        var links: [String: Set<String>] = [:]
        for entry in entries {
            guard let id = entry.id else { continue }
            links[id, default: []].insert(entry.link ?? entry.title?.value ?? "")
        }
        var seen: [String: Int] = [:]
        return entries.map { entry in
            let name = name(entry, isShared: entry.id.map { (links[$0]?.count ?? 0) > 1 } ?? false)
            let count = seen[name, default: 0]
            seen[name] = count + 1
            return EntryIdentity(value: count == 0 ? name : "\(name) #\(count + 1)")
        }
    }

    private static func name(_ entry: FeedEntry, isShared: Bool) -> String {
        let link = entry.link.map { TrackingParameters.stripped($0) }
        if let id = entry.id {
            guard isShared else { return "id:\(id)" }
            return "id:\(id) \(link ?? entry.title?.plain ?? "")"
        }
        if let link { return "link:\(link)" }
        let parts = [
            entry.title?.plain ?? "",
            entry.published?.raw ?? entry.updated?.raw
                ?? (entry.summary ?? entry.content)?.plain ?? "",
        ]
        return "hash:\(Hex.string(SHA256.digest(Array(parts.joined(separator: "\n").utf8))))"
    }
}

/// Parameters of addresses that tell where a reader came from, and nothing about the page.
///
/// They are left out where addresses are compared, never in what is stored or shown.
enum TrackingParameters {
    static func stripped(_ address: String) -> String {
        guard address.utf8.contains(0x3F) || address.utf8.contains(0x23) else { return address }
        var reference = URLReference(address)
        // A fragment names a part of the same page, unless it is a route ("#!").
        if reference.fragment?.hasPrefix("!") != true { reference.fragment = nil }
        guard let query = reference.query else { return reference.description }
        let kept = query.split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased()
            return !names.contains(name) && !prefixes.contains { name.hasPrefix($0) }
        }
        reference.query = kept.isEmpty ? nil : kept.joined(separator: "&")
        return reference.description
    }

    private static let prefixes = ["utm_", "mtm_", "pk_", "at_", "wt_", "hsa_", "ns_", "xtor"]
    private static let names: Set<String> = [
        "fbclid", "gclid", "dclid", "msclkid", "twclid", "yclid", "igshid", "mc_cid", "mc_eid",
        "cmpid", "ocid", "ito", "smid", "ref_src", "spm", "traffic_source", "maca", "cmp",
    ]
}
