import Foundation
import Signing

/// Brings text into the form in which two revisions are compared.
///
/// What typesetting, encodings and content systems vary on their own does not count. Case, accents
/// and punctuation do. The rules have a version, and the ledger keeps it with each fingerprint, so
/// that an upgrade of the rules does not look like a change of somebody's text.
package enum Normaliser {
    /// The version of the rules in force.
    package static let version = 1

    /// SHA-256 of what a reader would read.
    ///
    /// Revisions with the same fingerprint do not differ in anything that counts.
    package static func fingerprint(of content: RevisionContent) -> [UInt8] {
        digest([
            bytes(of: content.title), bytes(of: content.text), Array(link(content.link).utf8),
            bytes(of: content.author ?? ""),
        ])
    }

    /// SHA-256 of the content byte for byte, including dates and language.
    package static func contentHash(of content: RevisionContent) -> [UInt8] {
        SHA256.digest(hashedBytes(of: content))
    }

    /// The bytes whose hash is `contentHash`: title, text, link, author, both dates and language.
    ///
    /// Each comes after the number of its bytes and a colon; what is not there has none.
    package static func hashedBytes(of content: RevisionContent) -> [UInt8] {
        joined(
            [
                content.title, content.text, content.link ?? "", content.author ?? "",
                content.published?.description ?? "", content.updated?.description ?? "",
                content.language ?? "",
            ].map { Array($0.utf8) })
    }

    /// The text in canonical composition, with plain quotation marks, dashes and spaces.
    package static func text(_ text: String) -> String {
        String(decoding: bytes(of: text), as: UTF8.self)
    }

    private static func bytes(of text: String) -> [UInt8] {
        var bytes = SafeArray(text.utf8)
        if !isComposed(bytes) { bytes = SafeArray(text.precomposedStringWithCanonicalMapping.utf8) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var isBlankDue = false
        var index = 0
        while index < bytes.count {
            let end = endOfRun(bytes, from: index)
            if end > index {
                if isBlankDue { out.append(0x20) }
                isBlankDue = false
                out += bytes[index..<end]
                index = end
                continue
            }
            let (value, length) = UTF8Scalar.read(bytes, at: index) ?? (0xFFFD, 1)
            if isBlank(value) {
                isBlankDue = !out.isEmpty
            } else if !isUnseen(value) {
                if isBlankDue { out.append(0x20) }
                isBlankDue = false
                appendPlain(value, bytes[index..<index + length], to: &out)
            }
            index += length
        }
        return out
    }

    /// The end of a run that can be copied unchanged: words with single spaces between them.
    private static func endOfRun(_ bytes: SafeArray<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let length = plainLength(bytes[index])
            if length == 0 {
                guard bytes[index] == 0x20, index > start, index + 1 < bytes.count,
                    plainLength(bytes[index + 1]) > 0
                else { break }
                index += 1
            }
            index += length
        }
        return index
    }

    /// The length of a scalar that starts with this byte if no such scalar changes; otherwise 0.
    ///
    /// These are ASCII without white space and the grave accent, and the letters of two bytes
    /// except for the apostrophe U+02BC.
    private static func plainLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0x21...0x5F, 0x61...0x7E: 1
        case 0xC3...0xC9, 0xCB...0xDF: 2
        default: 0
        }
    }

    /// The link without the parts that only track its readers.
    package static func link(_ link: String?) -> String {
        link.map { TrackingParameters.stripped($0) } ?? ""
    }

    /// Whether composition would leave the text unchanged.
    ///
    /// True if no scalar of it can change (Unicode's NFC_QC=Yes, and no combining marks): Latin,
    /// Cyrillic, the punctuation of both, and Han.
    private static func isComposed(_ bytes: SafeArray<UInt8>) -> Bool {
        // A machine can OR many bytes at a time, and ASCII never has the highest bit.
        guard bytes.reduce(0, { $0 | $1 }) >= 0x80 else { return true }
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let (value, length) = UTF8Scalar.read(bytes, at: index) ?? (0xFFFD, 1)
            switch value {
            case 0..<0x300, 0x400..<0x483, 0x48A..<0x530, 0x2010...0x2027, 0x2030...0x205E,
                0x20A0...0x20C0, 0x4E00..<0xA000:
                index += length
            default: return false
            }
        }
        return true
    }

    private static func digest(_ parts: [[UInt8]]) -> [UInt8] { SHA256.digest(joined(parts)) }

    private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.count + 8 })
        for part in parts {
            bytes.append(contentsOf: "\(part.count):".utf8)
            bytes.append(contentsOf: part)
        }
        return bytes
    }
}

// MARK: - Scalars

extension Normaliser {
    private static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000:
            true
        default: false
        }
    }

    /// Soft hyphens, zero-width characters, direction marks, byte order marks, variation selectors.
    private static func isUnseen(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: true
        default: false
        }
    }

    /// Appends the scalar's own bytes, or plainer ones that stand for it.
    private static func appendPlain(
        _ scalar: UInt32, _ bytes: ArraySlice<UInt8>, to out: inout [UInt8]
    ) {
        switch scalar {
        case 0x2018...0x201B, 0x2032, 0x02BC, 0x60, 0xB4, 0x2039, 0x203A: out.append(0x27)
        case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: out.append(0x22)
        case 0x2010...0x2015, 0x2212: out.append(0x2D)
        case 0x2026: out += [0x2E, 0x2E, 0x2E]
        case 0..<0x80: out.append(UInt8(truncatingIfNeeded: scalar))
        default: out.append(contentsOf: bytes)
        }
    }
}
