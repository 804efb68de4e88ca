/// What a log's newest event was at one time, signed: a text to print, to mail and to keep.
///
/// The chain alone does not show that its end was cut off, or that all of it was written anew.
/// Whoever has kept a head can tell.
package struct SignedHead: Hashable, Sendable {
    /// The log's id.
    let log: [UInt8]
    /// The newest event's place in the log, and its hash.
    package let sequence: Int64
    let hash: [UInt8]
    package let at: Timestamp
    package let signature: LogSignature

    package var hashText: String { Hex.string(hash) }

    init(log: [UInt8], sequence: Int64, hash: [UInt8], at: Timestamp, signature: LogSignature) {
        self.log = log
        self.sequence = sequence
        self.hash = hash
        self.at = at
        self.signature = signature
    }

    /// Signs a head.
    init(
        log: [UInt8], sequence: Int64, hash: [UInt8], at: Timestamp, key: LogKey
    ) throws(LogKeyError) {
        let lines = Self.lines(
            log: log, sequence: sequence, hash: hash, at: at, key: key.publicKey)
        try self.init(
            log: log, sequence: sequence, hash: hash, at: at,
            signature: key.sign(SignedMessage.head(lines)))
    }

    /// Whether the key that it names has signed it.
    package var isSigned: Bool {
        signature.isValid(for: SignedMessage.head(signedLines))
    }

    /// The lines that are signed; each ends in a line feed.
    private var signedLines: String {
        Self.lines(log: log, sequence: sequence, hash: hash, at: at, key: signature.key)
    }

    private static func lines(
        log: [UInt8], sequence: Int64, hash: [UInt8], at: Timestamp, key: LogPublicKey
    ) -> String {
        """
        log: \(Hex.string(log))
        sequence: \(sequence)
        hash: \(Hex.string(hash))
        time: \(at)
        key: \(key.text)

        """
    }

    /// The head as a text; no line is so long that mail would break it.
    package var text: String {
        let base64 = signature.text
        return Self.title + "\n" + signedLines
            + "signature: \(base64.prefix(44))\n  \(base64.dropFirst(44))\n"
    }

    package var json: JSONValue {
        .members([
            "log": .string(Hex.string(log)), "sequence": .int(sequence),
            "hash": .string(Hex.string(hash)), "time": .time(at),
            "key": .string(signature.key.text), "signature": .string(signature.text),
        ])
    }

    static let title = "Rejoinder signed head"
}

// MARK: - Reading

extension SignedHead {
    /// Reads the heads in a text, such as a mail in which one was quoted.
    ///
    /// Marks of quotation and blanks around lines do not matter, nor does what is between heads.
    ///
    /// - Returns: the heads, and the numbers of the lines where one begins that cannot be read.
    package static func read(_ text: String) -> (heads: [SignedHead], unreadable: [Int]) {
        var heads: [SignedHead] = []
        var unreadable: [Int] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
            line.drop { $0.isWhitespace || $0 == ">" }
        }
        for (index, line) in lines.enumerated() where line.hasPrefix(title) {
            if let head = SignedHead(lines: lines[(index + 1)...].prefix(8)) {
                heads.append(head)
            } else {
                unreadable.append(index + 1)
            }
        }
        return (heads, unreadable)
    }

    /// - Parameter lines: those below the title.
    private init?(lines: ArraySlice<Substring>) {
        var values: [Substring: String] = [:]
        var last: Substring?
        for line in lines {
            let words = line.split { $0.isWhitespace }
            guard let first = words.first else { break }
            if first.hasSuffix(":") {
                let name = first.dropLast()
                guard values[name] == nil else { break }
                values[name] = words.dropFirst().joined()
                last = name
            } else if last == "signature" {
                values["signature", default: ""] += words.joined()
            }
        }
        guard let log = values["log"].flatMap({ Hex.bytes($0) }), log.count == 32,
            let sequence = values["sequence"].flatMap({ Int64($0) }), sequence > 0,
            let hash = values["hash"].flatMap({ Hex.bytes($0) }), hash.count == 32,
            let at = values["time"].flatMap({ Timestamp($0) }),
            let key = values["key"].flatMap({ LogPublicKey($0) }),
            let bytes = values["signature"].flatMap({ LogSignature.bytes($0) })
        else { return nil }
        self.init(
            log: log, sequence: sequence, hash: hash, at: at,
            signature: LogSignature(key: key, bytes: bytes))
    }
}
