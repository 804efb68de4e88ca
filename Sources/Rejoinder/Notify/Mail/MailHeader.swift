import Signing

/// The header of a message: ASCII, folded, and without a line that a text from outside could begin.
struct MailHeader {
    /// Field after field, each line ended by CR LF.
    private(set) var text = ""

    /// Adds a field for people, such as a subject; any text will do.
    mutating func add(_ name: String, text: String) {
        let text = VisibleText.line(text)
        let words = text.split(separator: " ").map(String.init)
        let isPlain = words.allSatisfy { word in
            word.utf8.count <= 60 && !word.contains("=?")
                && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        }
        add(name, tokens: isPlain ? words : EncodedWords.make(text, after: name.utf8.count + 2))
    }

    /// Adds a field of tokens, folded between them at 78 columns (RFC 5322 section 2.1.1).
    ///
    /// - Parameter tokens: ours, in ASCII; bytes that no token has are left out.
    mutating func add(_ name: String, tokens: [String]) {
        var line = name + ":"
        var isEmpty = true
        for token in tokens {
            let token = String(
                decoding: token.utf8.filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
            if !isEmpty, line.utf8.count + 1 + token.utf8.count > 78 {
                text += line + "\r\n"
                line = ""
            }
            line += " " + token
            isEmpty = false
        }
        text += line + "\r\n"
    }

    /// Adds a field of mailboxes, such as `To`.
    mutating func add(_ name: String, mailboxes: [Mailbox]) {
        var tokens: [String] = []
        for (index, mailbox) in mailboxes.enumerated() {
            tokens += mailbox.tokens
            if index < mailboxes.count - 1, let last = tokens.popLast() {
                tokens.append(last + ",")
            }
        }
        add(name, tokens: tokens)
    }
}

extension Mailbox {
    /// The mailbox in a header, in pieces between which a line may be folded.
    fileprivate var tokens: [String] {
        guard !name.isEmpty else { return [address] }
        let words = name.split(separator: " ").map(String.init)
        if words.allSatisfy({ $0.utf8.allSatisfy(Self.isAtomByte) && !$0.contains("=?") }) {
            return words + ["<\(address)>"]
        }
        if name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), !name.contains("=?") {
            return "\"\(name)\"".split(separator: " ").map(String.init) + ["<\(address)>"]
        }
        return EncodedWords.make(name, after: 10) + ["<\(address)>"]
    }
}

/// Text in a header that is not ASCII (RFC 2047).
enum EncodedWords {
    /// Words of at most 75 characters, each of which holds whole characters.
    ///
    /// - Parameter column: where the first one stands; a line with such words has 76 columns.
    static func make(_ text: String, after column: Int) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        var room = max(9, (76 - column - frame) / 4 * 3)
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > room {
                words.append(word(piece))
                piece = []
                room = (75 - frame) / 4 * 3
            }
            piece += bytes
        }
        if !piece.isEmpty { words.append(word(piece)) }
        return words
    }

    /// The length of what stands around the Base64.
    private static let frame = 12

    private static func word(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Signing.Base64.encode(bytes))?="
    }
}

extension Timestamp {
    /// `Tue, 03 Jun 2025 18:45:00 +0000` (RFC 5322 section 3.3).
    var mailDate: String {
        let days = seconds.flooredDivision(by: 86_400)
        let day = CivilDate(daysSinceEpoch: Int(days))
        let second = seconds - days * 86_400
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let weekday = weekdays.dropFirst(Int(days - days.flooredDivision(by: 7) * 7)).first ?? ""
        let month = months.dropFirst(max(0, day.month - 1)).first ?? ""
        let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0, 2) }
        return "\(weekday), \(Self.digits(Int64(day.day), 2)) \(month) "
            + "\(Self.digits(Int64(day.year), 4)) \(clock.joined(separator: ":")) +0000"
    }

    private static func digits(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
