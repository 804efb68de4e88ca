/// Makes quotations of speech that a dash opens at the beginning of a paragraph.
///
/// "— Мы готовы, — сказал министр. — Завтра." and "— Nous sommes prêts, dit-il." have no other
/// marks; only the words that attribute the speech show where it ends.
struct Dialogue {
    private let units: SafeArray<AttributionToken>

    static func collapsed(_ units: SafeArray<AttributionToken>) -> SafeArray<AttributionToken> {
        guard units.contains(where: { $0.kind == .dash && $0.shape.contains(.first) }) else {
            return units
        }
        let dialogue = Dialogue(units: units)
        var result: SafeArray<AttributionToken> = []
        result.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            guard units[index].kind == .dash, units[index].shape.contains(.first) else {
                result.append(units[index])
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
        while end < units.count, !units[end].shape.contains(.first) { end += 1 }
        return end
    }

    private func paragraph(_ range: Range<Int>) -> SafeArray<AttributionToken> {
        let plain = SafeArray(units[range.dropFirst()])
        guard let cut = narration(range), cut > range.lowerBound + 1 else {
            return first(plain)
        }
        let isDashed = units[cut].kind == .dash
        var result: SafeArray = [speech(range.lowerBound..<cut)]
        let resume =
            isDashed ? self.resume(cut, range.upperBound) : nextSentence(cut, range.upperBound)
        result += units[(isDashed ? cut + 1 : cut)..<resume]
        if resume < range.upperBound {
            let start = units[resume].kind == .dash ? resume + 1 : resume
            if start < range.upperBound { result.append(speech(start..<range.upperBound)) }
        }
        return result
    }

    private func first(_ units: SafeArray<AttributionToken>) -> SafeArray<AttributionToken> {
        var units = units
        if !units.isEmpty { units[0].shape.insert(.first) }
        return units
    }

    /// The place where the narrator's words begin.
    private func narration(_ range: Range<Int>) -> Int? {
        for index in range.dropFirst() {
            let before = units[index - 1].kind
            guard before == .comma || before == .stop else { continue }
            let from = units[index].kind == .dash ? index + 1 : index
            let isCued = units[from..<min(from + 5, range.upperBound)].prefix { $0.kind == .word }
                .contains { $0.is(.quotative) }
            guard isCued, from < range.upperBound, !units[from].isCapital else { continue }
            if units[index].kind == .dash || units[from].is([.quotative, .auxiliary]) {
                return index
            }
        }
        return nil
    }

    private func resume(_ cut: Int, _ end: Int) -> Int {
        units[(cut + 1)..<end].firstIndex { $0.kind == .dash } ?? end
    }

    private func nextSentence(_ cut: Int, _ end: Int) -> Int {
        guard let stop = units[cut..<end].firstIndex(where: { $0.kind == .stop }) else {
            return end
        }
        return min(stop + 1, end)
    }

    private func speech(_ range: Range<Int>) -> AttributionToken {
        var unit = units[range.lowerBound]
        var last = range.upperBound - 1
        let ending = units[last].kind
        if ending == .comma { last -= 1 }
        unit.kind = .quote
        unit.end = units[max(last, range.lowerBound)].end
        unit.shape.insert([.dashed, .beforeBlank])
        unit.shape.insert(ending == .stop ? [.stopped, .exclaimed] : .continued)
        return unit
    }
}
