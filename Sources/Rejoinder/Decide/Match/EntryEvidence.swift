/// What an entry says, in the form in which it is compared with what another says.
struct EntrySide: Sendable {
    /// The id that the feed itself gives, if it says more than the link.
    let id: String?
    /// The `CanonicalAddress.key` of its link.
    let address: String?
    let title: String
    let text: String
    let published: Timestamp?

    init(_ content: RevisionContent, id: String? = nil) {
        self.id = id
        address = content.link.map { CanonicalAddress.key($0) }
        title = Normaliser.text(content.title)
        text = Normaliser.text(content.text)
        published = content.published
    }

    var wording: String { title + "\n" + text }

    /// Nil if one of them has no date.
    func hasSameDate(as other: EntrySide) -> Bool? {
        guard let published, let date = other.published else { return nil }
        return published == date
    }

    /// Whether most of what the shorter text says is in the other.
    func isAlike(_ other: EntrySide) -> Bool {
        let (short, long) =
            text.utf8.count < other.text.utf8.count ? (text, other.text) : (other.text, text)
        return !short.isEmpty && WordRuns(long).share(of: short) >= WordRuns.leastAlike
    }

    /// Whether the titles share at least half of the longer one's words.
    func titleIsAlike(_ other: EntrySide) -> Bool {
        let (mine, its) = (Self.words(title), Self.words(other.title))
        guard !mine.isEmpty, !its.isEmpty else { return false }
        return mine.intersection(its).count * 2 >= max(mine.count, its.count)
    }

    private static func words(_ title: String) -> Set<Substring> {
        Set(title.caseFolded.split { !$0.isLetter && !$0.isNumber })
    }
}

/// What two entries may have in common that shows that they are one, the strongest first.
enum EntryEvidence: CaseIterable, Sendable {
    case address
    /// Title and text.
    case wording
    case title
    case date
    /// The text under another title.
    case text

    /// A text that is shorter may be one that the feed puts under everything.
    private static let leastText = 100

    /// The value that must be the same; nil if the entry has none that would say anything.
    func value(of side: EntrySide) -> String? {
        switch self {
        case .address: side.address
        case .wording: side.text.isEmpty ? nil : side.wording
        case .title: side.title.isEmpty ? nil : side.title
        case .date: side.published?.description
        case .text: side.text.utf8.count < Self.leastText ? nil : side.text
        }
    }

    /// Whether the rest of what is known of two entries lets them be one.
    ///
    /// - Parameter place: where the one stood that the document has lost.
    func holds(for new: EntrySide, _ old: EntrySide, at place: EntryPairing.Place) -> Bool {
        let hasSameDate = new.hasSameDate(as: old)
        switch self {
        case .address:
            if hasSameDate ?? false { return true }
            let hasNoText = new.text.isEmpty || old.text.isEmpty
            guard new.id != nil else {
                return hasNoText || new.title == old.title || new.isAlike(old)
            }
            guard hasSameDate == false else {
                return new.isAlike(old) || (hasNoText && new.title == old.title)
            }
            // A new id with a new date is a new entry, even with old words ("All is well again"),
            // unless no id of the document is an old one.
            return place == .gone && !new.text.isEmpty && new.wording == old.wording
        case .wording:
            // A token may be the only difference between two addresses, and some feeds date all
            // that they list anew.
            let isThere = new.addressWithoutQuery == old.addressWithoutQuery
            let isNewAtOldAddress =
                new.id != nil && new.address == old.address && place != .gone
            return (isThere && place != .end && !isNewAtOldAddress)
                || hasSameDate
                    ?? (place != .end)
        case .title:
            if place == .middle, new.addressWithoutQuery == old.addressWithoutQuery {
                return new.isAlike(old)
            }
            guard let hasSameDate else { return place != .end && new.isAlike(old) }
            return hasSameDate && (new.text.isEmpty || old.text.isEmpty || new.isAlike(old))
        case .date:
            return new.text.isEmpty && old.text.isEmpty
                ? new.titleIsAlike(old) : new.isAlike(old)
        case .text: return place == .middle || hasSameDate ?? false
        }
    }
}

extension EntrySide {
    fileprivate var addressWithoutQuery: String? { address.map(CanonicalAddress.keyWithoutQuery) }
}
