/// Month names, full or shortened, in the languages that feeds use.
struct MonthNames: Sendable {
    private let ordered: [(name: String, month: Int)]
    private let names: [String: Int]

    init(_ languages: Languages) {
        ordered = languages.keyed(.months).flatMap { list in
            list.words.enumerated().map { (name: $1, month: $0 % 12 + 1) }
        }
        names = Dictionary(
            ordered.map { ($0.name, $0.month) }, uniquingKeysWith: { first, _ in first })
    }

    static let embedded = MonthNames(.embedded)

    /// - Parameter word: in lower case, without a full stop.
    /// - Returns: 1 to 12.
    func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        if let exact = names[word] { return exact }
        // The first name that begins with the word; a word longer than every name begins none.
        return ordered.first { $0.name.hasPrefix(word) }?.month
    }
}
