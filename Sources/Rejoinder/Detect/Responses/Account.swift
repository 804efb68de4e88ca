/// How far an institution's own text gives an account of a matter.
///
/// Two texts of a press office share streets, wards and names without being about one matter, and two
/// on one matter need not share many words. What also tells an answer from other news is its manner: it
/// says what was, when, and what was not. Neither sign does alone.
struct Account {
    /// How alike the text and the question are, from 0 to 1.
    let likeness: Double
    /// The numbers of sentences that say what was not, that tell of the past, and that name a month or a
    /// year.
    private let negations: Int, past: Int, dates: Int
    private let sentences: Int

    init(likeness: Double, _ passage: Passage, _ replies: ReplyWords) {
        self.likeness = likeness
        let sentences = passage.sentences.map { sentence in
            sentence.filter { passage.tokens[$0].isWordlike }.map {
                String(decoding: passage.folded($0), as: UTF8.self)
            }
        }
        func count(_ isMeant: (String) -> Bool) -> Int {
            sentences.count { $0.contains(where: isMeant) }
        }
        negations = count(Self.negators.contains)
        past = count(replies.past.contains)
        dates = count { replies.months[$0] != nil || Self.isYear($0) }
        self.sentences = sentences.count
    }

    private static let negators = Languages.embedded.set(.negators)

    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && word.hasPrefix("20") && Int(word) != nil
    }

    /// How strongly the text gives an account of the matter, from 0 to some 25.
    ///
    /// The factors are those of a logistic regression over the releases of made-up press offices, rounded.
    /// A long text has more of everything, so its sentences count as if they were twelve.
    var strength: Double { manner + 16 * likeness.squareRoot() }

    private var manner: Double {
        (Double(negations) + Double(dates) / 2) * 12 / Double(max(12, sentences))
    }

    /// Whether it answers the question.
    ///
    /// - Parameter shared: what the text shares of the matter.
    func answers(_ shared: SharedMatter) -> Bool {
        past > 0 && manner >= 3 && likeness >= 0.075 && shared.bits >= 18 && strength >= 10
    }

    /// Whether a person should see it.
    func isHint(_ shared: SharedMatter) -> Bool { shared.isHint && strength >= 8 }

    /// What it says of itself in an explanation.
    var reason: String {
        "is alike by \(Int((likeness * 100).rounded())) %; of \(sentences) sentences, \(past) tell of the "
            + "past, \(dates) name a month or year, \(negations) say what was not"
    }
}
