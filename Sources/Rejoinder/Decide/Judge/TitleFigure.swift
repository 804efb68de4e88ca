/// A title in which only figures changed, to tell a count that moves from an edit.
struct TitleFigure: Hashable, Sendable {
    /// The title with a mark for each figure.
    private let shape: [UInt8]

    init?(from old: String, to new: String) {
        shape = Self.shape(new)
        guard old != new, Self.shape(old) == shape else { return nil }
    }

    /// Whether a change with this detail changed only the same figure.
    func isSame(inDetail detail: String) -> Bool {
        guard let edit = TitleEdit.titles(inDetail: detail) else { return false }
        return TitleFigure(from: edit.from, to: edit.to) == self
    }

    /// Marks of thousands and decimals belong to the figure: 999 and 1,000 have one shape.
    private static func shape(_ title: String) -> [UInt8] {
        let bytes = Array(title.utf8)
        var shape: [UInt8] = []
        func isDigit(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
        }
        for (index, byte) in bytes.enumerated() {
            if isDigit(index) {
                if shape.last != 0 { shape.append(0) }
            } else if [0x2C, 0x2E].contains(byte), isDigit(index - 1), isDigit(index + 1) {
                continue
            } else {
                shape.append(byte)
            }
        }
        return shape
    }
}

extension Listing {
    /// Whether only figures changed in the titles of most of what the document lists.
    var countsInTitles: Bool {
        let moved = observed.count { $0.change?.titleFigure != nil }
        return moved > 1 && moved * 2 >= entryCount
    }
}

extension Change {
    /// Set if nothing but figures of the title changed.
    var titleFigure: TitleFigure? {
        guard kinds == [.headline], let title = fields.first(where: { $0.field == .title }) else {
            return nil
        }
        return TitleFigure(from: title.from, to: title.to)
    }
}
