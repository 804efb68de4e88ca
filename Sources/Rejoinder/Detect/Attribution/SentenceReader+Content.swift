// Finds where the content ends.
extension SentenceReader {
    func candidate(
        _ source: Range<Int>?, _ cue: Range<Int>, _ complement: ComplementReader.Complement
    ) -> AttributionCandidate? {
        var cue = cue
        var start = complement.start
        if complement.kind == .object, tokens[start].is(.particle), has(start + 1) {
            start += 1
            cue = cue.lowerBound..<start
        }
        let end = clauseEnd(source, start, contentEnd(from: start, complement.kind))
        guard end > start, source?.overlaps(start..<end) != true else { return nil }
        var candidate = AttributionCandidate(
            source: source, cue: cue, pieces: [start..<end], form: complement.kind.form)
        candidate.isQuoted = isQuoted(candidate.pieces)
        return candidate
    }

    /// Ends the content of a clause that stands before the main clause at that clause's end.
    ///
    /// Example: "When Smith asked about it, …".
    private func clauseEnd(_ source: Range<Int>?, _ start: Int, _ end: Int) -> Int {
        guard let source, source.lowerBound == range.lowerBound + 1,
            tokens[range.lowerBound].is(.subordinator), !lexicon.inverts,
            let comma = (start..<end).first(where: {
                tokens[$0].kind == .comma || tokens[$0].kind == .dash
            }), comma > start
        else { return end }
        return comma
    }

    private func contentEnd(from start: Int, _ kind: ComplementReader.Kind) -> Int {
        guard tokens[start].kind == .quote else { return objectEnd(start, kind) }
        var end = start + 1
        while has(end), tokens[end].kind == .quote { end += 1 }
        guard has(end) else { return end }
        let next = tokens[end]
        let isWhole = !tokens[start].shape.contains(.brief)
        let isAdverbial =
            next.is([.preposition, .time, .gerund, .subordinator, .relative, .agent])
            && !next.is(.link)
        // A short quotation that ends with its own comma is followed by the narrator.
        if kind == .quotation, !isWhole, tokens[start].shape.contains(.continued) { return end }
        if next.kind == .comma || next.kind == .dash || next.kind == .semicolon { return end }
        if isAdverbial, isWhole || kind != .clause { return end }
        if next.is(.coordinator), isWhole, tokens[start].shape.contains(.stopped) { return end }
        return trimmed(range.upperBound, from: start)
    }

    /// The end of the content.
    ///
    /// If a quotation ends the object, the place and time of the saying are left out.
    private func objectEnd(_ start: Int, _ kind: ComplementReader.Kind) -> Int {
        let end = trimmed(range.upperBound, from: start)
        guard kind == .object, let quote = (start..<end).last(where: { tokens[$0].kind == .quote }),
            quote + 1 < end
        else { return end }
        let next = tokens[quote + 1]
        let isAdverbial = next.is([.preposition, .time]) && !next.is([.link, .infinitiveMarker])
        let rest = quote + 1..<end
        let isSimple =
            subjects.finite(in: rest) == nil && !tokens[rest].contains { $0.kind == .comma }
        return isAdverbial && isSimple ? quote + 1 : end
    }

    func trimmed(_ end: Int, from start: Int) -> Int {
        var end = end
        while end > start, [.comma, .dash, .stop, .semicolon].contains(tokens[end - 1].kind) {
            end -= 1
        }
        return end
    }
}
