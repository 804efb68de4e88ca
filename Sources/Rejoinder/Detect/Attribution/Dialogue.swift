/// Makes quotations of speech that a dash opens at the beginning of a paragraph.
///
/// "— We are ready, — said the minister. — Tomorrow." and "— Nous sommes prêts, dit-il." have no other
/// marks; only the words that attribute the speech show where it ends.
struct Dialogue {
    private let tokens: SafeArray<AttributionToken>

    static func collapsed(_ tokens: SafeArray<AttributionToken>) -> SafeArray<AttributionToken> {
        guard tokens.contains(where: { $0.kind == .dash && $0.shape.contains(.first) }) else {
            return tokens
        }
        let dialogue = Dialogue(tokens: tokens)
        var result: SafeArray<AttributionToken> = []
        result.reserveCapacity(tokens.count)
        var index = 0
        while index < tokens.count {
            guard tokens[index].kind == .dash, tokens[index].shape.contains(.first) else {
                result.append(tokens[index])
                index += 1
                continue
            }
            let end = dialogue.paragraphEnd(index)
            result += dialogue.paragraph(index..<end)
            index = end
        }
        return result
    }

    private func paragraphEnd(_ start: Int) -> Int {
        var end = start + 1
        while end < tokens.count, !tokens[end].shape.contains(.first) { end += 1 }
        return end
    }

    private func paragraph(_ range: Range<Int>) -> SafeArray<AttributionToken> {
        let plain = SafeArray(tokens[range.dropFirst()])
        guard let cut = narration(range), cut > range.lowerBound + 1 else {
            return first(plain)
        }
        let isDashed = tokens[cut].kind == .dash
        var result: SafeArray = [speech(range.lowerBound..<cut)]
        let resume =
            isDashed ? self.resume(cut, range.upperBound) : nextSentence(cut, range.upperBound)
        result += tokens[(isDashed ? cut + 1 : cut)..<resume]
        if resume < range.upperBound {
            let start = tokens[resume].kind == .dash ? resume + 1 : resume
            if start < range.upperBound { result.append(speech(start..<range.upperBound)) }
        }
        return result
    }

    private func first(_ tokens: SafeArray<AttributionToken>) -> SafeArray<AttributionToken> {
        var tokens = tokens
        if !tokens.isEmpty { tokens[0].shape.insert(.first) }
        return tokens
    }

    /// The place where the narrator's words begin.
    private func narration(_ range: Range<Int>) -> Int? {
        for index in range.dropFirst() {
            let before = tokens[index - 1].kind
            guard before == .comma || before == .stop else { continue }
            let from = tokens[index].kind == .dash ? index + 1 : index
            let isCued = tokens[from..<min(from + 5, range.upperBound)].prefix { $0.kind == .word }
                .contains { $0.is(.quotative) }
            guard isCued, from < range.upperBound, !tokens[from].isCapital else { continue }
            if tokens[index].kind == .dash || tokens[from].is([.quotative, .auxiliary]) {
                return index
            }
        }
        return nil
    }

    private func resume(_ cut: Int, _ end: Int) -> Int {
        tokens[(cut + 1)..<end].firstIndex { $0.kind == .dash } ?? end
    }

    private func nextSentence(_ cut: Int, _ end: Int) -> Int {
        guard let stop = tokens[cut..<end].firstIndex(where: { $0.kind == .stop }) else {
            return end
        }
        return min(stop + 1, end)
    }

    private func speech(_ range: Range<Int>) -> AttributionToken {
        var token = tokens[range.lowerBound]
        var last = range.upperBound - 1
        let ending = tokens[last].kind
        if ending == .comma { last -= 1 }
        token.kind = .quote
        token.end = tokens[max(last, range.lowerBound)].end
        token.shape.insert([.dashed, .beforeBlank])
        token.shape.insert(ending == .stop ? [.stopped, .exclaimed] : .continued)
        return token
    }
}
