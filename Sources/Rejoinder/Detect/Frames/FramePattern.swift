/// A compiled frame: the classes of words that tell who was asked, refused or answered.
///
/// It also says where among the words the party stands.
///
/// A frame is written as `state party pattern`. The party is `S` (the noun phrase before the
/// pattern), `N` (the one at `N` in the pattern), `P` (the subject of the frame's sentence,
/// wherever it stands) or `-`. A pattern is made of classes: `word` once, `word?` at most once,
/// `word*` any number, `!word` not here, `_3` up to three words, `~3` the same but across commas,
/// `$` the end of the clause, `,` a comma (`,?` a comma or none), and `N`. `(a b|c)` stands for
/// either, `{name}` for a macro of the language. The flags after the party, as in `S+quoted`, are
/// read by `MentionFinder`.
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
    let flags: Set<String>
    /// Whether the pattern holds in quoted speech, and only there.
    let isQuoted: Bool
    let elements: [Element]
    /// What a sentence must have after the first word for the pattern to match in it.
    let required: [WordClasses]

    /// For some flags, the classes of which the sentence must have a word.
    private static let implied = [
        "contacted": "contact", "askedabout": "asked contact answering",
        "byus": "press ourselves", "fornow": "fornow", "neither": "neither",
    ]

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
    /// All patterns that a frame's line stands for; empty if the line is malformed.
    static func compiled(
        _ line: String, macros: [String: String], lexicon: LanguageLexicon
    ) -> [FramePattern] {
        let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3, let state = AskedParty.State(rawValue: parts[0]) else { return [] }
        let head = parts[1].split(separator: "+").map(String.init)
        let party: Party =
            switch head.first {
            case "S": .before
            case "N": .inside
            default: .none
            }
        return alternatives(unfolded(parts[2], macros)).compactMap { words in
            let elements = words.compactMap { element($0, lexicon) }
            guard elements.count == words.count, case .one? = elements.first else { return nil }
            let implied = head.dropFirst().compactMap { Self.implied[$0] }.map { lexicon.bits($0) }
            return FramePattern(
                state: state, party: party, flags: Set(head.dropFirst()),
                isQuoted: head.dropFirst().contains("quoted"), elements: elements,
                required: elements.dropFirst().compactMap {
                    if case .one(let classes) = $0 { classes } else { nil }
                } + implied.filter { !$0.isEmpty })
        }
    }

    private static func element(_ word: String, _ lexicon: LanguageLexicon) -> Element? {
        switch word {
        case "N": return .noun
        case "$": return .end
        case ",": return .comma(isNeeded: true)
        case ",?": return .comma(isNeeded: false)
        default: break
        }
        if word.hasPrefix("_") { return Int(word.dropFirst()).map { .gap($0) } }
        if word.hasPrefix("~") { return Int(word.dropFirst()).map { .leap($0) } }
        var name = word
        let isNegated = name.hasPrefix("!")
        if isNegated { name.removeFirst() }
        let mark = name.last
        if mark == "?" || mark == "*" { name.removeLast() }
        let bits = name.split(separator: "/").reduce(WordClasses.none) {
            $0 | lexicon.bit(String($1))
        }
        guard !bits.isEmpty else { return nil }
        if isNegated { return .not(bits) }
        return mark == "?" ? .optional(bits) : mark == "*" ? .many(bits) : .one(bits)
    }

    /// Replaces macros with their bodies; a body may use macros that are defined before it.
    private static func unfolded(_ text: String, _ macros: [String: String]) -> String {
        var text = text
        for _ in 0..<4 where text.contains("{") {
            for (name, body) in macros { text.replace("{\(name)}", with: "(\(body))") }
        }
        return text
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
