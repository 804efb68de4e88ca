/// The address that an event is about, for a program that archives what stands there.
enum ArchivedLink {
    /// - Returns: the page that was looked at, or else the entry's link; nil if it is no web address
    ///   that could be handed to a program.
    static func of(_ event: Event) -> String? {
        guard let data = (try? JSONValue(parsing: event.body))?["data"] else { return nil }
        let named = data["page"]?["url"] ?? data["entry"]?["link"]
        guard let link = named?.stringValue, link.utf8.count <= 4096, link.isWebAddress,
            !link.utf8.contains(0x7F)
        else { return nil }
        return link
    }
}
