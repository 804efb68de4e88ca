import Markup

/// Parameters in addresses that tell where a reader came from, but nothing about the page.
///
/// They are left out when addresses are compared, never from what is stored or shown.
package enum TrackingParameters {
    /// The address without these parameters and without its fragment.
    package static func stripped(_ address: String) -> String {
        guard ByteSearch.contains(0x3F, in: address) || ByteSearch.contains(0x23, in: address)
        else {
            return address
        }
        var reference = URLReference(address)
        // A fragment names a part of the same page, unless it is a route ("#!").
        if reference.fragment?.hasPrefix("!") != true { reference.fragment = nil }
        guard let query = reference.query else { return reference.description }
        let kept = query.split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.caseFolded
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
