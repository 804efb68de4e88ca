import Markup

/// Resolves references in text and attribute values.
struct XMLEntities {
    private var declared: [[UInt8]: [UInt8]] = [:]
    /// How many bytes declared entities may still add to the document.
    private var budget = 64 << 10

    private static let maximumDeclared = 200
    private static let maximumValue = 4096
    private static let maximumName = 32

    /// Declares an internal entity.
    ///
    /// An entity may refer only to entities declared before it, which rules out recursion, and the
    /// length of its value is capped, which rules out blow-up.
    mutating func declare(_ source: [UInt8], name: Range<Int>, value: Range<Int>) {
        let key = Array(source[name])
        guard declared.count < Self.maximumDeclared, value.count <= Self.maximumValue,
            declared[key] == nil
        else { return }
        var report = XMLReport()
        var text: [UInt8] = []
        resolve(source, value, into: &text, report: &report)
        guard text.count <= Self.maximumValue else { return }
        declared[key] = text
    }

    /// Appends the text with its references replaced by what they stand for.
    ///
    /// A bare ampersand stands for itself.
    mutating func resolve(
        _ source: [UInt8], _ range: Range<Int>, into out: inout [UInt8], report: inout XMLReport
    ) {
        var mark = ReferenceCopy.append(source, range, to: &out)
        while mark < range.upperBound {
            var end = reference(source, at: mark, limit: range.upperBound, &out, &report)
            if end == mark {
                report.note("a bare & or an unknown entity was taken as text")
                out.append(0x26)
                end += 1
            }
            mark = ReferenceCopy.append(source, end..<range.upperBound, to: &out)
        }
    }

    /// Appends what the reference at `start` stands for.
    ///
    /// - Returns: the end of the reference, or `start` if there is none.
    private mutating func reference(
        _ source: [UInt8], at start: Int, limit: Int, _ out: inout [UInt8],
        _ report: inout XMLReport
    ) -> Int {
        var end = start + 1
        let last = min(limit, start + 2 + Self.maximumName)
        while end < last, source[end] != 0x3B, source[end] != 0x26, !source[end].isBlank {
            end += 1
        }
        guard end < last, source[end] == 0x3B, end > start + 1 else { return start }
        let name = source[(start + 1)..<end]
        if name.first == 0x23 {
            guard let text = CharacterReference.text(name.dropFirst()) else { return start }
            out += text.utf8
        } else if let text = declared[Array(name)] {
            guard text.count <= budget else {
                report.note("entities that expand to too much were left out")
                return end + 1
            }
            budget -= text.count
            out += text
        } else if let text = HTMLEntities.text(name) {
            report.note("HTML entities that XML does not know were resolved")
            out += text.utf8
        } else {
            return start
        }
        return end + 1
    }
}

/// Numeric character references, as HTML reads them.
///
/// 128 to 159 are windows-1252 (HTML Living Standard, section 13.2.5.80), because that is what
/// authors meant.
enum CharacterReference {
    /// - Parameter digits: what is between `&#` and `;`, such as `233` or `xE9`.
    static func text(_ digits: ArraySlice<UInt8>) -> String? {
        var number: UInt32 = 0
        let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
        let figures = isHex ? digits.dropFirst() : digits
        guard !figures.isEmpty else { return nil }
        for byte in figures {
            let value: UInt32
            switch byte {
            case 0x30...0x39: value = UInt32(byte - 0x30)
            case 0x41...0x46 where isHex: value = UInt32(byte - 0x37)
            case 0x61...0x66 where isHex: value = UInt32(byte - 0x57)
            default: return nil
            }
            // All numbers past the last character are treated alike.
            number = min(number * (isHex ? 16 : 10) + value, 0x11_0000)
        }
        guard let scalar = Unicode.Scalar(number), !isForbidden(number) else { return "\u{FFFD}" }
        return String(Character(mended(scalar)))
    }

    private static func isForbidden(_ number: UInt32) -> Bool {
        number < 0x20 && number != 0x09 && number != 0x0A && number != 0x0D
    }

    static func mended(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(windows1252[Int(scalar.value - 0x80)]) ?? scalar
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
        0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
}
