/// The words of one language by class, ready to be found in text.
struct LanguageLexicon: Sendable {
    private struct Entry: Sendable {
        let length: Int
        let classes: WordClasses
        let isOpenAtStart: Bool
        let isOpenAtEnd: Bool
    }

    private let automaton: PhraseAutomaton
    /// The phrases, folded as they are looked for.
    private let phrases: [[UInt8]]
    private let entries: [[Entry]]
    /// The length of each phrase.
    ///
    /// `isOpenAtEnd` tells whether any of its entries may be the beginning of a longer word.
    private let lengths: [Int]
    private let isOpenAtEnd: [Bool]
    /// Four sets of classes for each phrase: within a word, at its end, at its start, and alone.
    private let standing: [WordClasses]
    /// The length of each class's shortest word, by the place of the class.
    private let shortest: [Int]
    private let bits: [String: WordClasses]

    /// - Parameters:
    ///   - classes: the words of each class. A word ends with `*` if any ending may follow, and
    ///     begins with `*` if any beginning may precede it.
    ///   - literals: words of which each is a class of its own.
    init(_ classes: [(name: String, words: [String])], literals: [String]) {
        var bits: [String: WordClasses] = [:]
        var found: [[UInt8]: [Entry]] = [:]
        let literals = literals.map { (name: Self.quoted($0), words: PackFile.expanded([$0])) }
        for (index, (name, words)) in (classes + literals).enumerated() {
            let bit = WordClasses.bit(index)
            bits[name] = bit
            for word in words {
                for (bytes, entry) in Self.spellings(word, bit) {
                    found[bytes, default: []].append(entry)
                }
            }
        }
        self.init(found, bits)
    }

    /// A literal's name among the names of classes.
    private static func quoted(_ literal: some StringProtocol) -> String { "'\(literal)" }

    private init(_ found: [[UInt8]: [Entry]], _ bits: [String: WordClasses]) {
        phrases = found.keys.sorted { $0.lexicographicallyPrecedes($1) }
        automaton = PhraseAutomaton(phrases)
        entries = phrases.map { found[$0] ?? [] }
        lengths = phrases.map(\.count)
        isOpenAtEnd = entries.map { $0.contains(where: \.isOpenAtEnd) }
        standing = entries.flatMap { entries in
            [(false, false), (false, true), (true, false), (true, true)].map { isAtStart, isAtEnd in
                entries.reduce(.none) { classes, entry in
                    let isIt =
                        (isAtStart || entry.isOpenAtStart) && (isAtEnd || entry.isOpenAtEnd)
                    return isIt ? classes | entry.classes : classes
                }
            }
        }
        var shortest = [Int](repeating: 0, count: WordClasses.capacity)
        for entry in entries.joined() {
            entry.classes.forEachPlace { place in
                let known = shortest[place]
                shortest[place] = known == 0 ? entry.length : min(known, entry.length)
            }
        }
        self.shortest = shortest
        self.bits = bits
    }

    /// The hash of each class's name, by its place; 0 for a word that only a frame names.
    var classHashes: [UInt32] {
        var hashes = [UInt32](repeating: 0, count: WordClasses.capacity)
        for (name, bit) in bits where !name.hasPrefix("'") {
            bit.forEachPlace { hashes[$0] = FeatureWords.Hash.of(name).value }
        }
        return hashes
    }

    /// The bit of a class; empty if there is no such class.
    func bit(_ name: String) -> WordClasses { bits[name] ?? .none }

    func literal(_ word: some StringProtocol) -> WordClasses { bit(Self.quoted(word)) }

    func bits(_ classes: GrammarClass...) -> WordClasses { bits(classes) }

    func bits(_ classes: [GrammarClass]) -> WordClasses {
        classes.reduce(.none) { $0 | bit($1.rawValue) }
    }

    /// A lexicon with only the words of these classes.
    func only(_ classes: WordClasses) -> LanguageLexicon {
        let kept = zip(phrases, entries).compactMap { phrase, entries in
            let entries = entries.filter { $0.classes.overlaps(classes) }
            return entries.isEmpty ? nil : (phrase, entries)
        }
        return LanguageLexicon(Dictionary(kept, uniquingKeysWith: { $1 }), bits)
    }

    /// Of several sets of classes, the one with the longest words; short words occur in every text.
    func rarest(of sets: [WordClasses]) -> WordClasses {
        sets.max { length($0) < length($1) } ?? .none
    }

    private func length(_ classes: WordClasses) -> Int {
        var length = Int.max
        classes.forEachPlace { length = min(length, shortest[$0]) }
        return length
    }

    /// The classes of all words in a part of the text.
    func classes(in folded: SafeArray<UInt8>, _ range: Range<Int>) -> WordClasses {
        var classes = WordClasses.none
        automaton.scan(folded, range) { phrase, end in
            let isAtEnd = end == folded.count || !Self.isLetter(folded[end])
            // Most finds lie within longer words.
            guard isAtEnd || isOpenAtEnd[phrase] else { return }
            let start = end - lengths[phrase]
            let isAtStart = start == 0 || !Self.isLetter(folded[start - 1])
            classes |= standing[phrase * 4 + (isAtStart ? 2 : 0) + (isAtEnd ? 1 : 0)]
        }
        return classes
    }

    /// Whether the byte is a small ASCII letter.
    ///
    /// Other letters count as no letters, which can only find too much.
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte)
    }

    /// Gives each token the classes of the words that it is a part of.
    func annotate(_ tokens: inout SafeArray<TaggedToken>, folded: SafeArray<UInt8>) {
        var current = 0
        automaton.scan(folded) { phrase, end in
            // No token ends between two letters.
            guard
                isOpenAtEnd[phrase] || end == folded.count || !Self.isLetter(folded[end])
                    || !Self.isLetter(folded[end - 1])
            else { return }
            while current + 1 < tokens.count, tokens[current + 1].start < end { current += 1 }
            guard current < tokens.count else { return }
            for entry in entries[phrase] {
                mark(entry, end: end, last: current, in: &tokens, folded: folded)
            }
        }
    }

    private func mark(
        _ entry: Entry, end: Int, last: Int, in tokens: inout SafeArray<TaggedToken>,
        folded: SafeArray<UInt8>
    ) {
        let start = end - entry.length
        guard tokens[last].end >= end,
            entry.isOpenAtEnd || tokens[last].end == end || tokens[last].bareEnd == end
        else { return }
        var first = last
        while first > 0, tokens[first].start > start { first -= 1 }
        let isAtStart =
            tokens[first].start == start || entry.isOpenAtStart
            || (start > tokens[first].start && folded[start - 1] == 0x2D)
        guard isAtStart else { return }
        for index in first...last { tokens[index].classes |= entry.classes }
    }
}

extension LanguageLexicon {
    /// The word with each kind of apostrophe that texts use.
    private static func spellings(_ word: String, _ bit: WordClasses) -> [([UInt8], Entry)] {
        var letters = Array(word.utf8)
        let isOpenAtEnd = letters.count > 1 && letters.last == 0x2A
        if isOpenAtEnd { letters.removeLast() }
        let isOpenAtStart = letters.count > 1 && letters.first == 0x2A
        if isOpenAtStart { letters.removeFirst() }
        let folded = CaseFolding.folded(letters)
        var spellings = [folded]
        if folded.contains(0x27) {
            for apostrophe: [UInt8] in [[0xE2, 0x80, 0x99], [0xCA, 0xBC]] {
                spellings.append(folded.flatMap { $0 == 0x27 ? apostrophe : [$0] })
            }
        }
        return spellings.map {
            (
                $0,
                Entry(
                    length: $0.count, classes: bit, isOpenAtStart: isOpenAtStart,
                    isOpenAtEnd: isOpenAtEnd)
            )
        }
    }
}
