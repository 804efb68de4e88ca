/// How much of a question's matter another text shares, term by term.
struct TopicMatch: Sendable {
    /// The sum of the weights of the shared terms.
    let score: Double
    /// How many terms are shared.
    ///
    /// `telling` counts those that are not in every other text, and `named` those among them that
    /// name something.
    let count: Int
    let telling: Int
    let named: Int
    let reasons: [String]

    /// - apart: terms that say nothing here, such as the institution's own name.
    /// - rarity: how rare a term is, from 0 to 1, where 1 is rare.
    init(
        _ question: TopicTerms, _ text: TopicTerms, apart: Set<String>,
        rarity: (String) -> Double
    ) {
        var score = 0.0
        var count = 0
        var telling = 0
        var named = 0
        var reasons: [String] = []
        for term in question.order where !apart.contains(term) {
            guard let kind = text.kinds[term], let asked = question.kinds[term] else { continue }
            let word = question.shown[term] ?? term
            let rare = min(1, max(0, rarity(term)))
            let isTelling = rare >= Self.tellingRarity
            let weight = Self.weight(max(kind.rawValue, asked.rawValue)) * (0.4 + 0.6 * rare)
            score += weight
            count += 1
            if isTelling {
                telling += 1
                if kind == .name || asked == .keyword || kind == .number { named += 1 }
            }
            let percent = Int(clamping: (weight * 100).rounded())
            let note = isTelling ? "" : ", which many texts have"
            reasons.append("shares \"\(word)\" (\(percent) of 100\(note))")
        }
        self.score = score
        self.count = count
        self.telling = telling
        self.named = named
        self.reasons = reasons
    }

    /// From this rarity on, a shared term shows that two texts speak of one matter.
    static let tellingRarity = 0.25

    private static func weight(_ kind: Int) -> Double {
        switch TopicTerms.Kind(rawValue: kind) {
        case .keyword: 1
        case .name: 0.8
        case .number: 0.5
        case .country: 0.4
        case .word, nil: 0.6
        }
    }
}
