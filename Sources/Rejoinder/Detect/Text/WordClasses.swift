/// Word classes of a language, as a set of up to 384 bits.
struct WordClasses: Hashable, Sendable {
    private var low: UInt128 = 0
    private var middle: UInt128 = 0
    private var high: UInt128 = 0

    static let none = WordClasses()
    static let capacity = 384

    /// The set of one class; empty if there is no such place.
    static func bit(_ place: Int) -> WordClasses {
        var classes = WordClasses()
        if (0..<128).contains(place) { classes.low = 1 << UInt128(place) }
        if (128..<256).contains(place) { classes.middle = 1 << UInt128(place - 128) }
        if (256..<capacity).contains(place) { classes.high = 1 << UInt128(place - 256) }
        return classes
    }

    var isEmpty: Bool { low == 0 && middle == 0 && high == 0 }

    func overlaps(_ other: WordClasses) -> Bool {
        low & other.low | middle & other.middle | high & other.high != 0
    }

    func subtracting(_ other: WordClasses) -> WordClasses {
        var classes = self
        classes.low &= ~other.low
        classes.middle &= ~other.middle
        classes.high &= ~other.high
        return classes
    }

    /// Calls `body` with the place of each class.
    func forEachPlace(_ body: (Int) -> Void) {
        for (part, offset) in [(low, 0), (middle, 128), (high, 256)] {
            var rest = part
            while rest != 0 {
                body(offset + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    static func | (a: WordClasses, b: WordClasses) -> WordClasses {
        var classes = a
        classes.low |= b.low
        classes.middle |= b.middle
        classes.high |= b.high
        return classes
    }

    static func |= (a: inout WordClasses, b: WordClasses) { a = a | b }
}
