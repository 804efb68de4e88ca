import Yams

/// Reads one kind of value from the configuration, and describes it to editors.
struct ValueCodec<Value> {
    /// The JSON Schema of the value.
    let schema: JSONValue
    /// Reads a value; returns nil after reporting a fault.
    let read: (Node, String, inout ConfigurationReading) -> Value?
}

extension ValueCodec {
    /// A codec for values that are single texts.
    static func scalar(
        expected: String, schema: JSONValue, parse: @escaping (String) -> Value?
    ) -> ValueCodec {
        ValueCodec(schema: schema) { node, path, reading in
            guard reading.enter(node) else { return nil }
            if let text = node.written, let value = parse(text) { return value }
            reading.fault(node.mark, "\(path): expected \(expected), found \(node.found)")
            return nil
        }
    }

    /// The same codec with a further check, which returns what is wrong, or nil.
    func checked(_ complaint: @escaping (Value) -> String?) -> ValueCodec {
        ValueCodec(schema: schema) { node, path, reading in
            guard let value = read(node, path, &reading) else { return nil }
            guard let wrong = complaint(value) else { return value }
            reading.fault(node.mark, "\(path): \(wrong)")
            return nil
        }
    }

    func map<Other>(_ transform: @escaping (Value) -> Other) -> ValueCodec<Other> {
        ValueCodec<Other>(schema: schema) { node, path, reading in
            read(node, path, &reading).map(transform)
        }
    }
}

extension ValueCodec where Value == String {
    static var text: ValueCodec {
        .scalar(
            expected: "a text", schema: .members(["type": .string("string")]),
            parse: { $0.isEmpty ? nil : $0 })
    }

    /// A name that is safe on the command line, in metrics and in file names.
    static var name: ValueCodec {
        .scalar(
            expected: "a name of at most 64 letters, digits, dots, dashes and underscores",
            schema: .members([
                "type": .string("string"),
                "pattern": .string("^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$"),
            ]),
            parse: { NameText.isValid($0) ? $0 : nil })
    }
}

extension ValueCodec where Value == Bool {
    static var boolean: ValueCodec {
        .scalar(expected: "true or false", schema: .members(["type": .string("boolean")])) {
            $0 == "true" ? true : $0 == "false" ? false : nil
        }
    }
}

extension ValueCodec where Value == Int {
    static func integer(_ range: ClosedRange<Int>) -> ValueCodec {
        .scalar(
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            schema: .members([
                "type": .string("integer"), "minimum": .int(range.lowerBound),
                "maximum": .int(range.upperBound),
            ])
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }
}

extension ValueCodec where Value == Double {
    static func number(_ range: ClosedRange<Double>) -> ValueCodec {
        .scalar(
            expected: "a number from \(range.lowerBound) to \(range.upperBound)",
            schema: .members([
                "type": .string("number"), "minimum": .double(range.lowerBound),
                "maximum": .double(range.upperBound),
            ])
        ) { text in Double(text).flatMap { range.contains($0) ? $0 : nil } }
    }
}

extension ValueCodec where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of an enumeration's words.
    static var choice: ValueCodec { .choice(Array(Value.allCases)) }
}

extension ValueCodec where Value: RawRepresentable, Value.RawValue == String {
    /// One of the given words of an enumeration.
    static func choice(_ values: [Value]) -> ValueCodec {
        let words = values.map(\.rawValue)
        return ValueCodec(
            schema: .members([
                "type": .string("string"), "enum": .array(words.map { .string($0) }),
            ])
        ) { node, path, reading in
            guard reading.enter(node) else { return nil }
            if let value = node.written.flatMap({ Value(rawValue: $0) }),
                values.contains(where: {
                    $0.rawValue == value.rawValue
                })
            {
                return value
            }
            let meant = node.written.map { NearestName.suggestion(for: $0, in: words) } ?? ""
            reading.fault(
                node.mark,
                "\(path): expected one of \(words.joined(separator: ", ")), "
                    + "found \(node.found)\(meant)")
            return nil
        }
    }
}

extension ValueCodec {
    /// A list whose values all use the same codec; faulty values are left out.
    static func list<Element>(of element: ValueCodec<Element>) -> ValueCodec
    where Value == [Element] {
        ValueCodec(schema: .members(["type": .orNothing("array"), "items": element.schema])) {
            node, path, reading in
            guard reading.enter(node) else { return nil }
            if node.isNothing { return [] }
            guard case .sequence(let nodes) = node else {
                reading.fault(node.mark, "\(path): expected a list, found \(node.found)")
                return nil
            }
            var values: [Element] = []
            for node in nodes {
                if let value = element.read(node, path + "[]", &reading) { values.append(value) }
            }
            return values
        }
    }

    /// One value, or a list of them.
    static func oneOrMore<Element>(of element: ValueCodec<Element>) -> ValueCodec
    where Value == [Element] {
        let list = ValueCodec.list(of: element)
        return ValueCodec(schema: .members(["anyOf": .array([element.schema, list.schema])])) {
            node, path, reading in
            if case .sequence = node { return list.read(node, path, &reading) }
            return element.read(node, path, &reading).map { [$0] }
        }
    }
}

package enum NameText {
    package static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        // The first byte is neither: a dot hides files and climbs folders, a dash begins an option.
        guard let first = bytes.first, !".-".utf8.contains(first) else { return false }
        return bytes.count <= 64 && bytes.allSatisfy(isAllowed)
    }

    /// The text with every character that a name cannot hold replaced.
    static func made(from text: String) -> String {
        let safe = text.utf8.prefix(64).map { isAllowed($0) ? $0 : UInt8(ascii: "_") }
        let name = String(decoding: safe, as: UTF8.self)
        return isValid(name) ? name : "_" + name.dropFirst()
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}

extension Node {
    /// The text of a scalar, unless it was left empty.
    var written: String? {
        guard case .scalar(let scalar) = self, !isNothing else { return nil }
        return scalar.string
    }

    /// Whether the key has no value, or `~` or `null`.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// What is here, for a message.
    var found: String {
        switch self {
        case .scalar(let scalar):
            isNothing ? "nothing" : "\"\(VisibleText.line(scalar.string, limit: 60))\""
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
