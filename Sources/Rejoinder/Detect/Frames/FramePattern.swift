/// A compiled frame: the classes of words that tell who was asked, refused or answered.
///
/// It also says where among the words the party stands.
///
/// A frame is written as `state party pattern`. The party is `S` (the noun phrase before the
/// pattern), `N` (the one at `N` in the pattern) or `-`; after it stand the `FrameFlags`, as in
/// `S+org+fornow`. A pattern is made of words and of classes, which are written in capitals: `WORD`
/// once, `WORD?` at most once, `WORD*` any number, `!WORD` not here, `_3` up to three words, `~3`
/// the same but across commas, `$` the end of the clause, `,` a comma (`,?` a comma or none), and
/// `N`. `(a b|c)` stands for either, `{NAME}` for a macro of the language.
struct FramePattern: Sendable {
    enum Party: Sendable { case before, inside, none }

    enum Element: Sendable, Equatable {
        case one(WordClasses)
        case optional(WordClasses)
        case many(WordClasses)
        case not(WordClasses)
        case gap(Int)
        case noun
        /// A comma; if it is not needed, it may be missing.
        case comma(isNeeded: Bool)
        /// Like `gap`, but also across commas.
        case leap(Int)
        case end
    }

    let state: AskedParty.State
    let party: Party
    let flags: FrameFlags
    let elements: [Element]
    /// What a sentence must have after the first word for the pattern to match in it.
    let required: [WordClasses]
    /// Tells the frame apart from others, of all languages, by how it is written.
    let hash: UInt32

    /// Whether the pattern holds in quoted speech, and only there.
    var isQuoted: Bool { flags.contains(.quoted) }

    /// The classes that the first element accepts.
    var anchor: WordClasses {
        if case .one(let classes)? = elements.first { classes } else { .none }
    }

    /// A sentence that the pattern matches has a word of each of these sets of classes.
    var needs: [WordClasses] {
        anchor.isEmpty ? required : [anchor] + required
    }
}

extension FramePattern {
    /// All patterns that a frame stands for.
    static func compiled(
        _ frame: Frame, _ lexicon: LanguageLexicon
    ) throws(FrameError) -> [FramePattern] {
        let isOpened = frame.pattern.utf8.count { $0 == 0x28 }
        guard isOpened == frame.pattern.utf8.count(where: { $0 == 0x29 }) else {
            throw FrameError("not every parenthesis has its partner")
        }
        let implied = FrameFlags.needs.filter { frame.flags.contains($0.0) }
            .map { lexicon.bits($0.1) }.filter { !$0.isEmpty }
        var patterns: [FramePattern] = []
        let hash = FeatureWords.Hash.of(
            "\(frame.state) \(frame.flags.rawValue) \(frame.pattern)"
        ).value
        for words in alternatives(frame.pattern) {
            var elements: [Element] = []
            for word in words { elements.append(try element(word, lexicon)) }
            guard case .one? = elements.first else {
                throw FrameError("a pattern begins with a word: “\(words.joined(separator: " "))”")
            }
            let words: [WordClasses] = elements.dropFirst().compactMap {
                if case .one(let classes) = $0 { classes } else { nil }
            }
            patterns.append(
                FramePattern(
                    state: frame.state, party: frame.party, flags: frame.flags,
                    elements: elements, required: words + implied, hash: hash))
        }
        return patterns
    }

    /// Whether the name of a frame is one of a class: it has capitals and digits only.
    static func isClass(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0.isDigit }
            && name.utf8.contains { !$0.isDigit }
    }

    private static func element(
        _ word: String, _ lexicon: LanguageLexicon
    ) throws(FrameError) -> Element {
        switch word {
        case "N": return .noun
        case "$": return .end
        case ",": return .comma(isNeeded: true)
        case ",?": return .comma(isNeeded: false)
        default: break
        }
        if word.hasPrefix("_"), let count = Int(word.dropFirst()) { return .gap(count) }
        if word.hasPrefix("~"), let count = Int(word.dropFirst()) { return .leap(count) }
        var name = word
        let isNegated = name.hasPrefix("!")
        if isNegated { name.removeFirst() }
        let mark = name.last
        if mark == "?" || mark == "*" { name.removeLast() }
        let bits = name.split(separator: "/").reduce(WordClasses.none) {
            $0 | (isClass(String($1)) ? lexicon.bit($1.caseFolded) : lexicon.literal($1))
        }
        guard !bits.isEmpty else { throw FrameError("“\(word)” is no element of a pattern") }
        if isNegated { return .not(bits) }
        return mark == "?" ? .optional(bits) : mark == "*" ? .many(bits) : .one(bits)
    }

    /// The lists of words that a pattern with `(a|b c)` stands for.
    private static func alternatives(_ text: String) -> [[String]] {
        var stack: [[[[String]]]] = [[[[]]]]
        var word = ""
        func extend() {
            guard !word.isEmpty else { return }
            let top = stack.count - 1
            let last = stack[top].count - 1
            stack[top][last] = stack[top][last].map { $0 + [word] }
            word = ""
        }
        for character in text.replacing(")?", with: "|)") {
            switch character {
            case " ": extend()
            case "(":
                extend()
                stack.append([[[]]])
            case "|":
                extend()
                stack[stack.count - 1].append([[]])
            case ")":
                extend()
                guard stack.count > 1 else { continue }
                let inner = united(stack.removeLast().flatMap { $0 })
                let top = stack.count - 1
                let last = stack[top].count - 1
                stack[top][last] = stack[top][last].flatMap { head in inner.map { head + $0 } }
            default: word.append(character)
            }
        }
        extend()
        return stack.first?.flatMap { $0 } ?? []
    }

    /// Joins the alternatives that are one plain word each: "(a|b c|d)" becomes "(a/d|b c)".
    private static func united(_ alternatives: [[String]]) -> [[String]] {
        let plain = alternatives.filter { $0.count == 1 && $0.allSatisfy(isPlainWord) }
        guard plain.count > 1 else { return alternatives }
        return [[plain.joined().joined(separator: "/")]]
            + alternatives.filter { $0.count != 1 || !$0.allSatisfy(isPlainWord) }
    }

    private static func isPlainWord(_ word: String) -> Bool {
        guard let first = word.first, let last = word.last else { return false }
        return word != "N" && !"_~!$,".contains(first) && !"?*".contains(last)
    }
}
