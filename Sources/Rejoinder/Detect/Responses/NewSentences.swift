/// The sentences that an edit brought, to find them again in the whole text.
struct NewSentences {
    private let sentences: [String]

    init(_ sentences: [String]) {
        self.sentences = sentences.map(Normaliser.text).filter { !$0.isEmpty }
    }

    /// The numbers of the passage's sentences that are new.
    func places(in passage: Passage) -> Set<Int> {
        var places: Set<Int> = []
        for (number, range) in passage.sentences.enumerated() {
            let text = Normaliser.text(passage.text(range))
            guard !text.isEmpty else { continue }
            // An edit's sentences may be cut elsewhere, so either may hold the other.
            let isNew = sentences.contains { new in
                new == text || new.contains(text) && text.utf8.count >= Self.least
                    || text.contains(new) && new.utf8.count >= Self.least
            }
            if isNew { places.insert(number) }
        }
        return places
    }

    /// Shorter pieces may stand anywhere.
    private static let least = 16
}
