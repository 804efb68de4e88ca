/// The part of a feed's query that only its requests have.
struct SecretQuery: Hashable {
    private let text: Substring

    /// - Returns: nil if there is none.
    init?(_ secret: Secret?) {
        guard let text = secret?.reveal().drop(while: { $0 == "?" || $0 == "&" }), !text.isEmpty
        else { return nil }
        self.text = text
    }

    func added(to address: String) -> String {
        guard let mark = address.firstIndex(of: "?") else { return "\(address)?\(text)" }
        let isEmpty = address.index(after: mark) == address.endIndex
        return isEmpty || address.hasSuffix("&") ? "\(address)\(text)" : "\(address)&\(text)"
    }

    /// The address without these parameters, wherever a redirect has put them.
    func removed(from address: String) -> String {
        guard let mark = address.firstIndex(of: "?") else { return address }
        let secrets = Set(text.split(separator: "&"))
        let kept = address[mark...].dropFirst().split(separator: "&").filter {
            !secrets.contains($0)
        }
        return address[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }
}
