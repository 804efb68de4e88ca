/// An edit of a title, to tell whether two titles of an entry were edited alike.
///
/// One is what the feed calls the entry, the other stands above the article.
struct TitleEdit {
    private let to: String
    private let added: Set<Substring>
    private let removed: Set<Substring>

    init(from: String, to: String) {
        self.to = to
        let (old, new) = (Self.words(from), Self.words(to))
        added = new.subtracting(old)
        removed = old.subtracting(new)
    }

    /// - Parameter detail: the detail of a change; the result is nil if the title did not change.
    init?(detail: String) {
        guard let titles = Self.titles(inDetail: detail) else { return nil }
        self.init(from: titles.from, to: titles.to)
    }

    /// The title before and after the change with that detail; nil if it did not change.
    static func titles(inDetail detail: String) -> (from: String, to: String)? {
        let fields = (try? JSONValue(parsing: Array(detail.utf8)))?["fields"]?.arrayValue ?? []
        guard let field = fields.first(where: { $0["field"]?.stringValue == "title" }),
            let from = field["from"]?.stringValue, let to = field["to"]?.stringValue
        else { return nil }
        return (from, to)
    }

    /// Whether the other title reads just as this one does now, apart from a site's name.
    func leads(to other: String) -> Bool {
        TitleDiff.verdict(from: to, to: other).map { $0.level < .major } ?? true
    }

    /// Whether the other edit added one of the same words or, if neither added any, removed one.
    func isSame(as other: TitleEdit) -> Bool {
        added.isEmpty && other.added.isEmpty
            ? !removed.isDisjoint(with: other.removed) : !added.isDisjoint(with: other.added)
    }

    private static func words(_ title: String) -> Set<Substring> {
        Set(
            Normaliser.text(title).caseFolded.split {
                !$0.isLetter && !$0.isNumber
            })
    }
}
