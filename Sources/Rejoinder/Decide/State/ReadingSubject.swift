import Signing

/// What a pure stage reads at one time: the program may crash on any of these.
package enum ReadingSubject: Hashable, Sendable {
    /// A feed's document as a whole.
    case document(feed: Int64)
    /// An entry of a feed, by the key of its identity.
    case entry(feed: Int64, key: String)
    /// The page of an entry.
    case page(entry: Int64)
    /// The stored text of an entry, whose terms are counted.
    case text(entry: Int64)

    /// An entry, by the identity that its feed gives it, however long that identity is.
    package static func entry(feed: Int64, identity: String) -> ReadingSubject {
        .entry(
            feed: feed, key: Hex.string(Array(SHA256.digest(Array(identity.utf8)).prefix(16))))
    }
}

extension ReadingSubject: LosslessStringConvertible {
    /// `document 12`, `entry 12 8f3a…`, `page 345`, or `text 345`.
    package var description: String {
        switch self {
        case .document(let feed): "document \(feed)"
        case .entry(let feed, let key): "entry \(feed) \(key)"
        case .page(let entry): "page \(entry)"
        case .text(let entry): "text \(entry)"
        }
    }

    package init?(_ description: String) {
        let words = description.split(separator: " ")
        guard words.count >= 2, let number = Int64(words[1]) else { return nil }
        switch (words[0], words.count) {
        case ("document", 2): self = .document(feed: number)
        case ("entry", 3): self = .entry(feed: number, key: String(words[2]))
        case ("page", 2): self = .page(entry: number)
        case ("text", 2): self = .text(entry: number)
        default: return nil
        }
    }
}

/// Runs a stage that reads a text, and notes what it reads while it does.
///
/// What is quarantined is not read: then the stage does not run.
package typealias ReadingGuard = @Sendable (ReadingSubject, () -> Void) -> Void
