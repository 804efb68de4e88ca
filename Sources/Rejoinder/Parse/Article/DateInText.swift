/// Finds a day in a line that also says other things.
struct DateInText {
    private enum Token {
        case number(Int, digits: Int)
        case word(String)
        /// A sign that is neither a word nor a number; blanks are left out.
        case sign(Unicode.Scalar)
    }

    private var tokens: [Token] = []
    private let isDayFirst: Bool
    private let months: MonthNames

    /// The first day in the text; nil if there is none.
    ///
    /// It comes with its time if the text is a date and nothing else.
    ///
    /// - Parameter isDayFirst: whether 4/5 is in May; otherwise it is in April.
    static func first(
        _ text: String, isDayFirst: Bool = false, months: MonthNames = .embedded
    ) -> Timestamp? {
        guard text.utf8.count <= 400, text.utf8.contains(where: \.isDigit),
            let day = DateInText(text, isDayFirst, months).day()
        else { return nil }
        guard let whole = ArticleDates.date(text), abs(whole.seconds - day.seconds) < 129_600 else {
            return day
        }
        return whole
    }

    private init(_ text: String, _ isDayFirst: Bool, _ months: MonthNames) {
        self.isDayFirst = isDayFirst
        self.months = months
        var run: [UInt8] = []
        var isNumber = false
        func close(_ tokens: inout [Token]) {
            guard !run.isEmpty else { return }
            let word = String(decoding: run, as: UTF8.self)
            tokens.append(
                isNumber ? .number(Int(word) ?? 0, digits: run.count) : .word(word.caseFolded))
            run = []
        }
        for scalar in text.unicodeScalars {
            let isDigit = scalar.isASCII && UInt8(scalar.value).isDigit
            let isLetter = !isDigit && scalar.properties.isAlphabetic
            if isDigit != isNumber || !(isDigit || isLetter) { close(&tokens) }
            isNumber = isDigit
            if isDigit || isLetter {
                run += Array(String(scalar).utf8)
            } else if !scalar.properties.isWhitespace {
                tokens.append(.sign(scalar))
            }
        }
        close(&tokens)
    }

    private func day() -> Timestamp? {
        for index in tokens.indices.prefix(120) {
            if let date = named(at: index) ?? numbered(at: index) {
                return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400)
            }
        }
        return nil
    }

    /// A date whose month is a name, between day and year or before both.
    private func named(at index: Int) -> CivilDate? {
        guard case .word(let word) = tokens[index], let month = months.month(word) else {
            return nil
        }
        let after = numbers(after: index)
        if let before = number(before: index), before.digits <= 2, let year = after.first,
            year.digits == 4
        {
            return Self.checked(year, month, before)
        }
        guard after.count > 1, after[0].digits <= 2, after[1].digits == 4 else { return nil }
        return Self.checked(after[1], month, after[0])
    }

    /// A date of three numbers with the same sign between them, or with words for year and month.
    private func numbered(at index: Int) -> CivilDate? {
        guard index + 4 < tokens.count, let first = number(at: index),
            let second = number(at: index + 2), let third = number(at: index + 4)
        else { return nil }
        if index > 0, case .sign(let before) = tokens[index - 1], "./-:".contains(before) {
            return nil
        }
        switch (tokens[index + 1], tokens[index + 3]) {
        case (.word("年"), .word("月")), (.word("년"), .word("월")):
            return Self.checked(first, second.value, third)
        case (.sign(let mark), .sign(let other)) where mark == other && "./-".contains(mark):
            if first.digits == 4 { return Self.checked(first, second.value, third) }
            guard third.digits == 4 || (third.digits == 2 && mark != "-") else { return nil }
            let isMonthFirst = mark == "/" && second.value > 12 || mark == "/" && !isDayFirst
            return isMonthFirst && first.value <= 12
                ? Self.checked(third, first.value, second)
                : Self.checked(third, second.value, first)
        default: return nil
        }
    }

    private typealias Number = (value: Int, digits: Int)

    private func number(at index: Int) -> Number? {
        guard case .number(let value, let digits) = tokens[index] else { return nil }
        return (value, digits)
    }

    /// The number before a month; short words and ordinal signs between them are skipped.
    private func number(before index: Int) -> Number? {
        for step in 1...3 where index >= step {
            if let number = number(at: index - step) { return number }
            switch tokens[index - step] {
            case .word(let word) where word.utf8.count > 3: return nil
            case .sign(let sign) where sign != "." && sign != "-": return nil
            default: continue
            }
        }
        return nil
    }

    /// The first two numbers after a month; short words, commas and a time are skipped.
    private func numbers(after index: Int) -> [Number] {
        var found: [Number] = []
        for next in tokens.indices.dropFirst(index + 1).prefix(6) {
            if let number = number(at: next) { found.append(number) }
            if case .word(let word) = tokens[next], word.utf8.count > 3 { break }
            if found.count == 2 { break }
        }
        return found
    }

    private static func checked(_ year: Number, _ month: Int, _ day: Number) -> CivilDate? {
        let whole = year.digits == 2 ? 2000 + year.value : year.value
        guard (1990...2100).contains(whole), (1...12).contains(month), (1...31).contains(day.value)
        else { return nil }
        return CivilDate(year: whole, month: month, day: day.value)
    }
}

extension String {
    fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}
