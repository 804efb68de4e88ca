/// Fits notices into what a target takes: details are cut first, links never.
struct NoticeText {
    /// A notice, with as many of its details as there is room for.
    struct Item {
        let notice: EventNotice
        var details: [String] = []

        var link: String? { notice.link }
        var title: String { notice.title }
    }

    /// The room for all of the text.
    let limit: Int
    /// The room for the title and the details of one item.
    var itemLimit = Int.max
    /// How much of it a text takes, escaped as it will be.
    let size: @Sendable (String) -> Int

    /// What there is room for, in order.
    ///
    /// - Returns: the items, and how many notices at the end found no place even for their titles
    ///   and links.
    func fit(_ notices: [EventNotice]) -> (items: [Item], left: Int) {
        // Room for the line that says how many are left.
        var room = limit - 64
        var items: [Item] = []
        for notice in notices {
            let needed = size(notice.title) + (notice.link.map(size) ?? 0) + Self.breaks
            guard needed <= room || items.isEmpty else { break }
            room -= needed
            items.append(Item(notice: notice))
        }
        let share = max(0, room) / max(1, items.count)
        for index in items.indices {
            let room = min(share, itemLimit - min(itemLimit, size(items[index].title)))
            items[index].details = cut(items[index].notice.details.map(\.plain), to: room)
        }
        return (items, notices.count - items.count)
    }

    /// The first lines that fit; the last of them may be cut.
    private func cut(_ lines: [String], to room: Int) -> [String] {
        var room = room - 4
        var kept: [String] = []
        for line in lines {
            let needed = size(line) + 1
            if needed <= room {
                kept.append(line)
                room -= needed
                continue
            }
            kept.append(shortened(line, to: room) ?? "…")
            break
        }
        // A mark that something is missing, where nothing is left, says nothing.
        return kept == ["…"] ? [] : kept
    }

    /// Nil if too little of the line would be left.
    private func shortened(_ line: String, to room: Int) -> String? {
        var limit = min(room, line.unicodeScalars.count)
        while limit >= 24 {
            let cut = VisibleText.line(line, limit: limit)
            if size(cut) <= room { return cut }
            limit = limit * 3 / 4
        }
        return nil
    }

    /// Line breaks and the like around a title and a link.
    private static let breaks = 8

    /// What a digest is called.
    static func title(_ notices: [EventNotice]) -> String {
        if notices.count == 1, let only = notices.first { return only.title }
        return "\(notices.count) events"
    }

    /// What to say of those for which there is no room.
    static func rest(_ left: Int) -> String {
        "and \(left) more: `rejoinder log` has them"
    }

    /// Items as paragraphs of plain text.
    ///
    /// - Parameters:
    ///   - hasTitles: whether each begins with its title; a single event's stands elsewhere.
    ///   - hasLinks: whether each ends with its link.
    static func plain(
        _ items: [Item], left: Int, hasTitles: Bool, hasLinks: Bool
    ) -> String {
        var paragraphs = items.map { item in
            ((hasTitles ? [item.title] : []) + item.details
                + (hasLinks ? [item.link].compactMap(\.self) : []))
                .joined(separator: "\n")
        }
        if left > 0 { paragraphs.append(rest(left)) }
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}
