/// Reads the attributions of one sentence, cue by cue.
///
/// No word takes part in two of them: words in the content of one attribution make no attribution
/// of their own.
struct SentenceReader {
    let units: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon
    var drafts: [AttributionCandidate] = []

    static func drafts(_ units: SafeArray<AttributionToken>, _ range: Range<Int>, lexicon: Lexicon)
        -> [AttributionCandidate]
    {
        var end = range.upperBound
        while end > range.lowerBound, units[end - 1].kind == .stop { end -= 1 }
        guard end > range.lowerBound else { return [] }
        var reader = SentenceReader(
            units: units, range: range.lowerBound..<end, lexicon: lexicon)
        reader.run()
        return reader.drafts
    }

    private init(units: SafeArray<AttributionToken>, range: Range<Int>, lexicon: Lexicon) {
        self.units = units
        self.range = range
        self.lexicon = lexicon
    }

    var phrases: PhraseReader { PhraseReader(units: units, range: range, lexicon: lexicon) }
    var subjects: SubjectReader { SubjectReader(units: units, range: range, lexicon: lexicon) }
    var complements: ComplementReader {
        ComplementReader(units: units, range: range, lexicon: lexicon)
    }

    func has(_ index: Int) -> Bool { range.contains(index) }

    private mutating func run() {
        var index = range.lowerBound
        while index < range.upperBound {
            if units[index].kind == .word, !isTaken(index) {
                if let phrase = sourcePhrase(at: index) {
                    readSourcePhrase(phrase)
                    index = phrase.upperBound
                    continue
                }
                readCue(at: index)
            }
            index += 1
        }
        if drafts.isEmpty { readColon() }
        if drafts.isEmpty { readSignature() }
    }

    private mutating func readCue(at index: Int) {
        let unit = units[index]
        if unit.is(.postposition) {
            readPostposition(index)
        } else if unit.is(.cue), phrases.isVerbal(index) {
            guard let verb = VerbGroup(at: index, units: units, range: range) else { return }
            read(verb)
        } else if unit.is(.cueNoun) {
            readNoun(index)
        }
    }

    /// Whether the word already belongs to a source or a cue.
    private func isTaken(_ index: Int) -> Bool {
        drafts.contains { draft in
            draft.source?.contains(index) == true || draft.cue?.contains(index) == true
        }
    }

    private mutating func read(_ verb: VerbGroup) {
        // "as predicted" reports nobody's words.
        if verb.start > range.lowerBound, units[verb.start - 1].is(.asWord), !lexicon.inverts {
            return
        }
        if let draft = commented(verb) { return drafts.append(draft) }
        if verb.isGerund { return readGerund(verb) }
        if verb.isPassive { return readPassive(verb) }
        if verb.classes.has(.quotative), !verb.isInfinitive {
            if let draft = trailing(verb) ?? inverted(verb) { return add(trailing: draft) }
        } else if verb.classes.has(.clause), let draft = trailing(verb) {
            return add(trailing: draft)
        }
        if let draft = leading(verb) { add(leading: draft, verb) }
    }

    /// The earliest place at which content that ends before a cue can begin.
    var lower: Int {
        drafts.last(where: \.isTrailing).map { draft in
            max(draft.source?.upperBound ?? 0, draft.cue?.upperBound ?? 0, draft.content.upperBound)
        } ?? range.lowerBound
    }

    mutating func add(trailing draft: AttributionCandidate) {
        guard let cue = draft.cue else { return }
        // The last attribution covers the whole content; an aside within a clause adds nothing.
        if let last = drafts.last, last.content.contains(cue.lowerBound), !last.isTrailing {
            let isLast = cue.upperBound + 12 >= range.upperBound || draft.pieces.count > 1
            guard isLast, draft.content.lowerBound <= (last.cue?.lowerBound ?? 0) else { return }
        }
        drafts.removeAll {
            $0.content.overlaps(draft.content) || draft.content.overlaps($0.cue ?? 0..<0)
        }
        drafts.append(draft)
    }

    mutating func add(leading draft: AttributionCandidate, _ verb: VerbGroup) {
        // The attribution of a relative clause gives way to that of the clause around it.
        if let last = drafts.last, let source = draft.source, last.content.overlaps(source),
            last.isRelative
        {
            drafts.removeLast()
        }
        let start = ownSubject(draft, verb)?.lowerBound ?? verb.start
        guard let last = drafts.last, last.content.upperBound > verb.start else {
            drafts.append(draft)
            return
        }
        // A whole quotation is not a subordinate clause.
        let isSpeech =
            units[draft.content.lowerBound].kind == .quote
            && units[draft.content.lowerBound].isCapital
        let isSplice = isSpeech && start > 0 && units[start - 1].kind == .comma
        let coordinated = coordination(before: start, verb, last)
        guard let cut = coordinated ?? (isSplice ? start - 1 : nil) else { return }
        drafts[drafts.count - 1] = shortened(last, to: cut)
        drafts.append(draft)
    }

    /// The subject, unless it is the subject of an earlier cue.
    private func ownSubject(_ draft: AttributionCandidate, _ verb: VerbGroup) -> Range<Int>? {
        guard let source = draft.source, source.lowerBound < verb.start else { return nil }
        return source.lowerBound >= drafts.last?.cue?.upperBound ?? 0 ? source : nil
    }

    /// The end of the previous candidate's content, if the new cue is coordinated with its cue.
    private func coordination(before start: Int, _ verb: VerbGroup, _ last: AttributionCandidate)
        -> Int?
    {
        guard let cue = last.cue, cue.upperBound < verb.start else { return nil }
        let hasOwnSubject = start < verb.start
        var index = (hasOwnSubject ? start : verb.start) - 1
        while index > cue.upperBound, units[index].is([.adverb, .time]),
            !units[index].is(.coordinator)
        {
            index -= 1
        }
        guard index > cue.upperBound else { return nil }
        let unit = units[index]
        if unit.kind == .semicolon || unit.kind == .dash { return index }
        let before = units[index - 1].kind
        if unit.is([.coordinator, .subordinator]), before == .comma || before == .quote {
            return before == .comma ? index - 1 : index
        }
        if unit.is(.coordinator), !hasOwnSubject { return index }
        if unit.kind == .comma, verb.isGerund { return index }
        return nil
    }

    private func shortened(_ draft: AttributionCandidate, to end: Int) -> AttributionCandidate {
        var draft = draft
        draft.pieces = draft.pieces.compactMap { piece in
            piece.lowerBound < end ? piece.lowerBound..<min(piece.upperBound, end) : nil
        }
        draft.isQuoted = isQuoted(draft.pieces)
        return draft
    }

    func isQuoted(_ pieces: [Range<Int>]) -> Bool {
        !pieces.isEmpty
            && pieces.allSatisfy { piece in
                units[piece].allSatisfy {
                    $0.kind == .quote || $0.kind == .comma || $0.kind == .stop
                }
                    && units[piece].contains { $0.kind == .quote }
            }
    }
}
