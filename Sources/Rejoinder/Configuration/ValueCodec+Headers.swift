import Yams

extension ValueCodec where Value == [Configuration.Feed.Header] {
    /// Request headers: each a name, and either a text or a mapping with `secret_file`.
    ///
    /// - Parameter own: names, in lower case, of the headers that the program sets itself.
    static func headers(except own: Set<String>) -> ValueCodec {
        let secret = SectionSchema<SecretDraft>([
            .key(
                "secret_file", .secretFile(HeaderText.complaint), optional: \.secret,
                required: true,
                "The file or credential that holds the header's value.")
        ])
        return ValueCodec(
            schema: .members([
                "type": .orNothing("object"),
                "additionalProperties": .members([
                    "anyOf": .array([ValueCodec<String>.text.schema, secret.schema])
                ]),
            ])
        ) { node, path, reading in
            guard reading.enter(node) else { return nil }
            if node.isNothing { return [] }
            guard case .mapping(let mapping) = node else {
                reading.fault(
                    node.mark,
                    "\(path): expected a mapping of header names to values, "
                        + "found \(node.found)")
                return nil
            }
            var headers: Value = []
            for (key, value) in mapping {
                guard reading.enter(key), reading.enter(value) else { return nil }
                guard let name = key.written, HeaderText.isName(name) else {
                    reading.fault(key.mark, "\(path): \(key.found) is not a header name")
                    continue
                }
                guard !own.contains(name.caseFolded) else {
                    reading.fault(key.mark, "\(path): \(name) is set by the program itself")
                    continue
                }
                let place = "\(path).\(name)"
                if let secret = Self.value(of: name, value, place, secret, &reading) {
                    headers.append(.init(name: name, value: secret))
                }
            }
            return headers
        }
    }

    private static func value(
        of name: String, _ node: Node, _ path: String, _ table: SectionSchema<SecretDraft>,
        _ reading: inout ConfigurationReading
    ) -> Secret? {
        if case .mapping = node {
            var draft = SecretDraft()
            table.read(node, path, &reading, into: &draft)
            return draft.secret
        }
        if HeaderText.carriesSecret(name) {
            reading.fault(
                node.mark,
                "\(path): contains a secret, which does not belong in this file; "
                    + "write {secret_file: FILE}")
            return nil
        }
        if let text = node.written, HeaderText.complaint(Secret(text)) == nil {
            return Secret(text)
        }
        // What was written may be a secret in the wrong place, so it is not shown.
        reading.fault(
            node.mark, "\(path): expected one line of text, or a mapping with secret_file")
        return nil
    }
}

struct SecretDraft {
    var secret: Secret?
}

/// What HTTP allows in header fields (RFC 9110, section 5).
enum HeaderText {
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy(isToken)
    }

    /// Whether headers of this name usually hold a secret.
    static func carriesSecret(_ name: String) -> Bool {
        let name = name.caseFolded
        return ["authorization", "cookie", "key", "token", "secret", "password"].contains {
            name.hasSuffix($0)
        }
    }

    static func complaint(_ value: Secret) -> String? {
        let isLine = value.reveal().utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return isLine ? nil : "a header's value is one line without control characters"
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
