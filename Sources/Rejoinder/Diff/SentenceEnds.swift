/// Finds where sentences end, by structure and a short list of abbreviations.
struct SentenceEnds {
    let tokens: SafeArray<DiffText.Token>
    let bytes: SafeArray<UInt8>
    let vocabulary: WordTable

    /// The end of each sentence in a paragraph's tokens; the last one is the paragraph's end.
    func ends(in range: Range<Int>) -> [Int] {
        var ends: [Int] = []
        var index = range.lowerBound
        var start = index
        while index < range.upperBound {
            guard isStop(index) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < range.upperBound, isStop(end) || isClosing(end) { end += 1 }
            if end < range.upperBound,
                isEnd(stop: index, next: end, from: start, to: range.upperBound)
            {
                ends.append(end)
                start = end
            }
            index = end
        }
        ends.append(range.upperBound)
        return ends
    }

    private func mark(_ index: Int) -> UInt32? {
        let mark = vocabulary[tokens[index].name].mark
        return mark == 0 ? nil : mark
    }

    private func isAttached(_ index: Int) -> Bool {
        index > 0 && tokens[index - 1].end == tokens[index].start
    }

    private func isStop(_ index: Int) -> Bool {
        switch mark(index) {
        case 0x2E, 0x21, 0x3F, 0x3002, 0x61F, 0x6D4, 0x964: true
        // The full stop of "U.S." may also end its sentence.
        case nil: bytes[Int(tokens[index].end) - 1] == 0x2E
        default: false
        }
    }

    private func isClosing(_ index: Int) -> Bool {
        switch mark(index) {
        case 0x22, 0x27, 0x29, 0x5D: isAttached(index)
        default: false
        }
    }

    private func isEnd(stop: Int, next: Int, from start: Int, to limit: Int) -> Bool {
        if mark(stop) == 0x3002 { return true }
        guard !isAttached(next) else { return false }
        var first = next
        while first < limit - 1, let mark = mark(first),
            [0x22, 0x27, 0x28, 0x5B, 0x2D].contains(mark)
        {
            first += 1
        }
        if vocabulary[tokens[first].name].shape == .lower, !isUncased(first) { return false }
        guard mark(stop) != nil else { return false }
        guard mark(stop) == 0x2E, stop > start else { return true }
        return !isAbbreviation(stop - 1) && !isDate(stop - 1, first)
    }

    /// Whether the full stop makes an ordinal of a day that stands before a month.
    private func isDate(_ day: Int, _ month: Int) -> Bool {
        let digits = vocabulary.bytes(of: tokens[day].name)
        guard digits.count <= 2, digits.allSatisfy(\.isDigit) else { return false }
        let word = vocabulary.text(of: vocabulary[tokens[month].name].folded)
        return ProseWords.months.contains(word)
    }

    /// Whether the token is in letters of a script without capitals.
    private func isUncased(_ index: Int) -> Bool {
        let word = SafeArray(vocabulary.bytes(of: tokens[index].name))
        guard let value = UTF8Scalar.read(word, at: 0)?.value, let scalar = Unicode.Scalar(value)
        else { return false }
        return !scalar.properties.isCased
    }

    private func isAbbreviation(_ index: Int) -> Bool {
        let name = tokens[index].name
        guard vocabulary[name].shape != .punctuation,
            Int(tokens[index].end - tokens[index].start) <= 12
        else { return false }
        let word = vocabulary.text(of: vocabulary[name].folded)
        guard vocabulary[name].shape != .number else { return false }
        return word.unicodeScalars.count == 1 || ProseWords.abbreviations.contains(word)
    }
}
