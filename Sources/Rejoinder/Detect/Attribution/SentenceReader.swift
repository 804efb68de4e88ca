/// Reads the attributions of one sentence, cue by cue.
///
/// No word takes part in two of them: words in the content of one attribution make no attribution
/// of their own.
struct SentenceReader {
    let tokens: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon
    var candidates: [AttributionCandidate] = []

    static func candidates(
        _ tokens: SafeArray<AttributionToken>, _ range: Range<Int>, lexicon: Lexicon
    )
        -> [AttributionCandidate]
    {
        var end = range.upperBound
        while end > range.lowerBound, tokens[end - 1].kind == .stop { end -= 1 }
        guard end > range.lowerBound else { return [] }
        var reader = SentenceReader(
            tokens: tokens, range: range.lowerBound..<end, lexicon: lexicon)
        reader.run()
        reader.finish()
        return reader.candidates
    }

    /// Cuts the sources to the names, and tells what somebody really said.
    private mutating func finish() {
        let names = SourceName(tokens: tokens, range: range, lexicon: lexicon)
        let utterance = Utterance(tokens: tokens, range: range, lexicon: lexicon)
        for index in candidates.indices {
            candidates[index].source = candidates[index].source.map(names.trimmed)
            // The owner of a claim is in the genitive.
            candidates[index].isNamed =
                candidates[index].form != .noun
                && candidates[index].source.map(names.mayName) ?? false
            candidates[index].isSaid = utterance.isOne(candidates[index])
        }
    }

    private init(tokens: SafeArray<AttributionToken>, range: Range<Int>, lexicon: Lexicon) {
        self.tokens = tokens
        self.range = range
        self.lexicon = lexicon
    }

    var phrases: PhraseReader { PhraseReader(tokens: tokens, range: range, lexicon: lexicon) }
    var subjects: SubjectReader { SubjectReader(tokens: tokens, range: range, lexicon: lexicon) }
    var complements: ComplementReader {
        ComplementReader(tokens: tokens, range: range, lexicon: lexicon)
    }

    func has(_ index: Int) -> Bool { range.contains(index) }

    private mutating func run() {
        var index = range.lowerBound
        while index < range.upperBound {
            if tokens[index].kind == .word, !isTaken(index) {
                if let phrase = sourcePhrase(at: index) {
                    readSourcePhrase(phrase)
                    index = phrase.upperBound
                    continue
                }
                readCue(at: index)
            }
            index += 1
        }
        if candidates.isEmpty { readColon() }
        if candidates.isEmpty { readSignature() }
    }

    private mutating func readCue(at index: Int) {
        let token = tokens[index]
        if token.is(.postposition) {
            readPostposition(index)
        } else if token.is(.cue), phrases.isVerbal(index) {
            guard let verb = VerbGroup(at: index, tokens: tokens, range: range) else { return }
            read(verb)
        } else if token.is(.cueNoun) {
            readNoun(index)
        }
    }

    /// Whether the word already belongs to a source or a cue.
    private func isTaken(_ index: Int) -> Bool {
        candidates.contains { candidate in
            candidate.source?.contains(index) == true || candidate.cue?.contains(index) == true
        }
    }

    private mutating func read(_ verb: VerbGroup) {
        // "as predicted" reports nobody's words.
        if verb.start > range.lowerBound, tokens[verb.start - 1].is(.asWord), !lexicon.inverts {
            return
        }
        if let candidate = commented(verb) { return candidates.append(candidate) }
        if verb.isGerund { return readGerund(verb) }
        if verb.isPassive { return readPassive(verb) }
        if verb.classes.has(.quotative), !verb.isInfinitive {
            if let candidate = trailing(verb) ?? inverted(verb) { return add(trailing: candidate) }
        } else if verb.classes.has(.clause), let candidate = trailing(verb) {
            return add(trailing: candidate)
        }
        if let candidate = leading(verb) { add(leading: candidate, verb) }
    }

    /// The earliest place at which content that ends before a cue can begin.
    var lower: Int {
        candidates.last(where: \.isTrailing).map { candidate in
            max(
                candidate.source?.upperBound ?? 0, candidate.cue?.upperBound ?? 0,
                candidate.content.upperBound)
        } ?? range.lowerBound
    }

    mutating func add(trailing candidate: AttributionCandidate) {
        guard let cue = candidate.cue else { return }
        // The last attribution covers the whole content; an aside within a clause adds nothing.
        if let last = candidates.last, last.content.contains(cue.lowerBound), !last.isTrailing {
            let isLast = cue.upperBound + 12 >= range.upperBound || candidate.pieces.count > 1
            guard isLast, candidate.content.lowerBound <= (last.cue?.lowerBound ?? 0) else {
                return
            }
        }
        candidates.removeAll {
            $0.content.overlaps(candidate.content) || candidate.content.overlaps($0.cue ?? 0..<0)
        }
        candidates.append(candidate)
    }

    mutating func add(leading candidate: AttributionCandidate, _ verb: VerbGroup) {
        // The attribution of a relative clause gives way to that of the clause around it.
        if let last = candidates.last, let source = candidate.source, last.content.overlaps(source),
            last.isRelative
        {
            candidates.removeLast()
        }
        let start = ownSubject(candidate, verb)?.lowerBound ?? verb.start
        guard let last = candidates.last, last.content.upperBound > verb.start else {
            candidates.append(candidate)
            return
        }
        // A whole quotation is not a subordinate clause.
        let isSpeech =
            tokens[candidate.content.lowerBound].kind == .quote
            && tokens[candidate.content.lowerBound].isCapital
        let isSplice = isSpeech && start > 0 && tokens[start - 1].kind == .comma
        let coordinated = coordination(before: start, verb, last)
        guard let cut = coordinated ?? (isSplice ? start - 1 : nil) else { return }
        candidates[candidates.count - 1] = shortened(last, to: cut)
        candidates.append(candidate)
    }

    /// The subject, unless it is the subject of an earlier cue.
    private func ownSubject(_ candidate: AttributionCandidate, _ verb: VerbGroup) -> Range<Int>? {
        guard let source = candidate.source, source.lowerBound < verb.start else { return nil }
        return source.lowerBound >= candidates.last?.cue?.upperBound ?? 0 ? source : nil
    }

    /// The end of the previous candidate's content, if the new cue is coordinated with its cue.
    private func coordination(before start: Int, _ verb: VerbGroup, _ last: AttributionCandidate)
        -> Int?
    {
        guard let cue = last.cue, cue.upperBound < verb.start else { return nil }
        let hasOwnSubject = start < verb.start
        var index = (hasOwnSubject ? start : verb.start) - 1
        while index > cue.upperBound, tokens[index].is([.adverb, .time]),
            !tokens[index].is(.coordinator)
        {
            index -= 1
        }
        guard index > cue.upperBound else { return nil }
        let token = tokens[index]
        if token.kind == .semicolon || token.kind == .dash { return index }
        let before = tokens[index - 1].kind
        if token.is([.coordinator, .subordinator]), before == .comma || before == .quote {
            return before == .comma ? index - 1 : index
        }
        if token.is(.coordinator), !hasOwnSubject { return index }
        if token.kind == .comma, verb.isGerund { return index }
        return nil
    }

    private func shortened(_ candidate: AttributionCandidate, to end: Int) -> AttributionCandidate {
        var candidate = candidate
        candidate.pieces = candidate.pieces.compactMap { piece in
            piece.lowerBound < end ? piece.lowerBound..<min(piece.upperBound, end) : nil
        }
        candidate.isQuoted = isQuoted(candidate.pieces)
        return candidate
    }

    func isQuoted(_ pieces: [Range<Int>]) -> Bool {
        !pieces.isEmpty
            && pieces.allSatisfy { piece in
                tokens[piece].allSatisfy {
                    $0.kind == .quote || $0.kind == .comma || $0.kind == .stop
                }
                    && tokens[piece].contains { $0.kind == .quote }
            }
    }
}
