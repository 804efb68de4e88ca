/// Resolves references in text and attribute values.
struct XMLEntities {
    private var declared: [[UInt8]: String] = [:]
    /// What declared entities may still add to the document.
    private var budget = 64 << 10

    private static let maximumDeclared = 200
    private static let maximumValue = 4096
    private static let maximumName = 32

    /// Declares an internal entity; what it refers to must be declared before it, so that there is
    /// no recursion, and its value stays under a cap, so that there is no blow-up.
    mutating func declare(_ name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        guard declared.count < Self.maximumDeclared, value.count <= Self.maximumValue,
            declared[Array(name)] == nil
        else { return }
        var report = XMLScanner.Report()
        let text = resolve(value, report: &report)
        guard text.utf8.count <= Self.maximumValue else { return }
        declared[Array(name)] = text
    }

    /// The text with its references replaced by what they stand for; a bare ampersand stands for
    /// itself.
    mutating func resolve(_ bytes: ArraySlice<UInt8>, report: inout XMLScanner.Report) -> String {
        guard bytes.contains(0x26) else { return Self.cleaned(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == 0x26 else {
                out.append(bytes[index])
                index += 1
                continue
            }
            if let (text, end) = reference(bytes, at: index, report: &report) {
                out += text.utf8
                index = end
            } else {
                report.note("a bare & or an unknown entity")
                out.append(0x26)
                index += 1
            }
        }
        return Self.cleaned(out[...])
    }

    private mutating func reference(
        _ bytes: ArraySlice<UInt8>, at start: Int, report: inout XMLScanner.Report
    ) -> (String, end: Int)? {
        var end = start + 1
        let limit = min(bytes.endIndex, start + 2 + Self.maximumName)
        while end < limit, bytes[end] != 0x3B, bytes[end] != 0x26, !bytes[end].isBlank { end += 1 }
        guard end < limit, bytes[end] == 0x3B, end > start + 1 else { return nil }
        let name = bytes[(start + 1)..<end]
        if name.first == 0x23 {
            return CharacterReference.text(name.dropFirst()).map { ($0, end + 1) }
        }
        if let text = Self.predefined(name) { return (text, end + 1) }
        if let text = declared[Array(name)] {
            guard text.utf8.count <= budget else { return ("", end + 1) }
            budget -= text.utf8.count
            return (text, end + 1)
        }
        guard let text = HTMLEntities.text(name) else { return nil }
        report.note("an HTML entity that XML does not know")
        return (text, end + 1)
    }

    private static func predefined(_ name: ArraySlice<UInt8>) -> String? {
        switch name.count {
        case 2:
            if name.elementsEqual("lt".utf8) { return "<" }
            return name.elementsEqual("gt".utf8) ? ">" : nil
        case 3: return name.elementsEqual("amp".utf8) ? "&" : nil
        case 4:
            if name.elementsEqual("quot".utf8) { return "\"" }
            return name.elementsEqual("apos".utf8) ? "'" : nil
        default: return nil
        }
    }

    /// As a string, without the control characters that XML forbids; invalid UTF-8 is replaced.
    static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        let isForbidden = { (byte: UInt8) in
            byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
        }
        guard bytes.contains(where: { isForbidden($0) || $0 == 0xC2 }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let text = String(decoding: bytes.filter { !isForbidden($0) }, as: UTF8.self)
        // U+0080 to U+009F are windows-1252 that was taken for Latin-1 on its way.
        guard text.unicodeScalars.contains(where: { (0x80..<0xA0).contains($0.value) }) else {
            return text
        }
        var mended = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { mended.append(CharacterReference.mended(scalar)) }
        return String(mended)
    }
}

/// Numeric character references, as HTML reads them: 128 to 159 are windows-1252 (HTML Living
/// Standard, section 13.2.5.80), because that is what was meant.
enum CharacterReference {
    /// - Parameter digits: what stands between `&#` and `;`: `233` or `xE9`.
    static func text(_ digits: ArraySlice<UInt8>) -> String? {
        var number: UInt32 = 0
        let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
        let figures = isHex ? digits.dropFirst() : digits
        guard !figures.isEmpty, figures.count <= 8 else { return nil }
        for byte in figures {
            let value: UInt32
            switch byte {
            case 0x30...0x39: value = UInt32(byte - 0x30)
            case 0x41...0x46 where isHex: value = UInt32(byte - 0x37)
            case 0x61...0x66 where isHex: value = UInt32(byte - 0x57)
            default: return nil
            }
            let (product, overflow) = number.multipliedReportingOverflow(by: isHex ? 16 : 10)
            guard !overflow else { return "\u{FFFD}" }
            number = product + value
        }
        guard number != 0, let scalar = Unicode.Scalar(number) else { return "\u{FFFD}" }
        return String(Character(mended(scalar)))
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
