/// Makes an edit script readable by showing few changes, each of whole words or phrases.
enum DiffSpans {
    /// The words of both sides as runs that stayed, went or came, with the spaces between them.
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

    /// The text of the tokens, with one space where white space stands before a token.
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

    /// If less than this share of the words stays, old and new are shown whole.
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
        /// The bytes of the words that carry meaning; stored, because a block may absorb thousands.
        var weights: (old: Int, new: Int)

        var weight: Int { max(weights.old, weights.new) }

        func joined(_ next: Block) -> Block {
            Block(
                old: old.lowerBound..<max(old.upperBound, next.old.upperBound),
                new: new.lowerBound..<max(new.upperBound, next.new.upperBound),
                isSame: isSame && next.isSame,
                weights: (weights.old + next.weights.old, weights.new + next.weights.new))
        }
    }

    /// Merges the edits around words that stayed if those are too few to help a reader.
    ///
    /// They are too few if they are shorter than the edits on both sides, or only punctuation and
    /// grammar: nobody can read a sentence that is chopped up so finely.
    private static func joined(_ edits: WordEdits) -> [EditScript.Run] {
        var blocks: [Block] = []
        for run in edits.script.runs {
            let block = Block(
                old: run.old, new: run.new, isSame: run.kind == .same,
                weights: (
                    weight(edits.oldTokens[run.old], edits.old),
                    weight(edits.newTokens[run.new], edits.new)
                ))
            if let last = blocks.last, !block.isSame, !last.isSame {
                blocks[blocks.count - 1] = last.joined(block)
            } else {
                blocks.append(block)
            }
            while mergeTail(&blocks) {}
        }
        return blocks.flatMap(runs)
    }

    private static func mergeTail(_ blocks: inout [Block]) -> Bool {
        guard blocks.count >= 3 else { return false }
        let (a, same, b) = (
            blocks[blocks.count - 3], blocks[blocks.count - 2], blocks[blocks.count - 1]
        )
        guard !a.isSame, same.isSame, !b.isSame else { return false }
        let kept = same.weight
        guard kept == 0 || (same.old.count <= 4 && kept <= min(a.weight, b.weight)) else {
            return false
        }
        blocks.removeLast(2)
        blocks[blocks.count - 1] = a.joined(same).joined(b)
        return true
    }

    /// The bytes of the words that carry meaning.
    private static func weight(_ tokens: ArraySlice<Int>, _ reader: ProseReader) -> Int {
        tokens.reduce(0) { sum, index in
            guard reader.isWord(index), !ProseWords.function.contains(reader.word(index)) else {
                return sum
            }
            return sum + Int(reader.text.tokens[index].end - reader.text.tokens[index].start)
        }
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
