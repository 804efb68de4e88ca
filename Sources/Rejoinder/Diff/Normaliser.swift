import Foundation
import Signing

/// Brings text into the form in which two revisions are compared: what typesetting, encodings and
/// content systems vary on their own does not count.
///
/// Case, accents and punctuation count. The rules have a version: the ledger keeps with each
/// fingerprint the version that made it, so that an upgrade is no change of anybody's text.
package enum Normaliser {
    /// The version of the rules in force.
    package static let version = 1

    /// SHA-256 of what a reader would read; revisions with the same one differ in nothing that
    /// counts.
    package static func fingerprint(of content: RevisionContent) -> [UInt8] {
        digest([
            text(content.title), text(content.text), link(content.link),
            text(content.author ?? ""),
        ])
    }

    /// SHA-256 of the content byte for byte, dates and language included.
    package static func contentHash(of content: RevisionContent) -> [UInt8] {
        digest([
            content.title, content.text, content.link ?? "", content.author ?? "",
            content.published?.description ?? "", content.updated?.description ?? "",
            content.language ?? "",
        ])
    }

    /// The text in canonical composition, with plain quotation marks, dashes and blanks.
    package static func text(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var isBlankDue = false
        for scalar in composed(text).unicodeScalars {
            if isBlank(scalar) {
                isBlankDue = !out.isEmpty
                continue
            }
            guard let plain = plain(scalar) else { continue }
            if isBlankDue {
                out.append(0x20)
                isBlankDue = false
            }
            out += plain.utf8
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The link without what only counts its readers.
    package static func link(_ link: String?) -> String {
        link.map { TrackingParameters.stripped($0) } ?? ""
    }

    private static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    private static func digest(_ parts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("\(part.utf8.count):".utf8)
            bytes += Array(part.utf8)
        }
        return SHA256.digest(bytes)
    }
}

// MARK: - Scalars

extension Normaliser {
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000:
            true
        default: false
        }
    }

    /// What stands for the scalar; nil where it shows nothing.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        // Soft hyphen, zero-width characters, marks of direction, byte order mark, variation selectors.
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: nil
        case 0x2018...0x201B, 0x2032, 0x02BC, 0x60, 0xB4: "'"
        case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: "\""
        case 0x2039, 0x203A: "'"
        case 0x2010...0x2015, 0x2212: "-"
        case 0x2026: "..."
        default: String(scalar)
        }
    }
}
