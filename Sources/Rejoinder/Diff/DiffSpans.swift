/// Makes an edit script readable: whole words and phrases, few of them.
enum DiffSpans {
    /// The words of both sides as runs that stay, go and come, with the blanks between them.
    static func spans(_ edits: WordEdits) -> [DiffSpan] {
        let runs = cleaned(edits)
        var spans: [DiffSpan] = []
        for run in runs {
            let isOld = run.kind == .removed
            let tokens = isOld ? edits.oldTokens[run.old] : edits.newTokens[run.new]
            let text = isOld ? edits.old.text : edits.new.text
            append(DiffSpan(Self.kind(run.kind), Self.text(tokens, text)), to: &spans)
        }
        return spans
    }

    private static func kind(_ kind: EditScript.Kind) -> DiffSpan.Kind {
        switch kind {
        case .same: .same
        case .removed: .removed
        case .added: .added
        }
    }

    private static func append(_ span: DiffSpan, to spans: inout [DiffSpan]) {
        if !span.text.isEmpty { spans.append(span) }
    }

    /// The tokens with what stands before each, but for a line's end.
    private static func text(_ tokens: ArraySlice<Int>, _ text: DiffText) -> String {
        var bytes: [UInt8] = []
        for index in tokens {
            let token = text.tokens[index]
            if index > 0, text.tokens[index - 1].end < token.start { bytes.append(0x20) }
            bytes += text.bytes[Int(token.start)..<Int(token.end)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: - Clean-up

    /// Where less than this share of the words stays, old and new are shown whole.
    private static let leastCommonShare = 0.3

    private static func cleaned(_ edits: WordEdits) -> [EditScript.Run] {
        let (old, new) = (edits.oldTokens.count, edits.newTokens.count)
        let same = edits.script.runs.reduce(0) { $0 + ($1.kind == .same ? $1.old.count : 0) }
        if old > 0, new > 0, Double(same) < leastCommonShare * Double(max(old, new)) {
            return [
                .init(kind: .removed, old: 0..<old, new: 0..<0),
                .init(kind: .added, old: old..<old, new: 0..<new),
            ]
        }
        return joined(edits)
    }

    private struct Block {
        var old: Range<Int>
        var new: Range<Int>
        var isSame: Bool
    }

    /// Drops what stays where it is shorter than the edits on both sides, or only marks and
    /// grammar: nobody reads a sentence through such a sieve.
    private static func joined(_ edits: WordEdits) -> [EditScript.Run] {
        var blocks: [Block] = []
        for run in edits.script.runs {
            let isSame = run.kind == .same
            if !isSame, let last = blocks.last, !last.isSame {
                blocks[blocks.count - 1].old =
                    last.old.lowerBound..<max(last.old.upperBound, run.old.upperBound)
                blocks[blocks.count - 1].new =
                    last.new.lowerBound..<max(last.new.upperBound, run.new.upperBound)
            } else {
                blocks.append(Block(old: run.old, new: run.new, isSame: isSame))
            }
            while mergeTail(&blocks, edits) {}
        }
        return blocks.flatMap(runs)
    }

    private static func mergeTail(_ blocks: inout [Block], _ edits: WordEdits) -> Bool {
        guard blocks.count >= 3 else { return false }
        let (a, same, b) = (
            blocks[blocks.count - 3], blocks[blocks.count - 2], blocks[blocks.count - 1]
        )
        guard !a.isSame, same.isSame, !b.isSame else { return false }
        let kept = weight(same, edits)
        guard kept == 0 || (same.old.count <= 4 && kept <= min(weight(a, edits), weight(b, edits)))
        else {
            return false
        }
        let joint = Block(
            old: a.old.lowerBound..<b.old.upperBound, new: a.new.lowerBound..<b.new.upperBound,
            isSame: false)
        blocks.removeLast(2)
        blocks[blocks.count - 1] = joint
        return true
    }

    /// Letters of the words that carry a meaning.
    private static func weight(_ block: Block, _ edits: WordEdits) -> Int {
        func weigh(_ tokens: ArraySlice<Int>, _ reader: ProseReader) -> Int {
            tokens.reduce(0) { sum, index in
                guard reader.isWord(index), !ProseWords.function.contains(reader.word(index)) else {
                    return sum
                }
                return sum + Int(reader.text.tokens[index].end - reader.text.tokens[index].start)
            }
        }
        return max(
            weigh(edits.oldTokens[block.old], edits.old),
            weigh(edits.newTokens[block.new], edits.new))
    }

    private static func runs(_ block: Block) -> [EditScript.Run] {
        if block.isSame { return [.init(kind: .same, old: block.old, new: block.new)] }
        var runs: [EditScript.Run] = []
        if !block.old.isEmpty {
            runs.append(
                .init(
                    kind: .removed, old: block.old, new: block.new.lowerBound..<block.new.lowerBound
                ))
        }
        if !block.new.isEmpty {
            runs.append(
                .init(
                    kind: .added, old: block.old.upperBound..<block.old.upperBound, new: block.new))
        }
        return runs
    }
}
