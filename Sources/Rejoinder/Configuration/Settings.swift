import Yams

/// One key of a mapping.
struct KeySchema<Target> {
    let name: String
    /// A sentence for editors, with the default.
    let about: String
    let isRequired: Bool
    let schema: JSONValue
    let read: (Node, String, inout ConfigurationReading, inout Target) -> Void
}

extension KeySchema {
    /// A key whose value is stored as it is read.
    static func key<Value>(
        _ name: String, _ form: ValueCodec<Value>, _ path: WritableKeyPath<Target, Value>,
        required: Bool = false, _ about: String
    ) -> KeySchema {
        KeySchema(name: name, about: about, isRequired: required, schema: form.schema) {
            node, where_, reading, target in
            if let value = form.read(node, where_, &reading) { target[keyPath: path] = value }
        }
    }

    static func key<Value>(
        _ name: String, _ form: ValueCodec<Value>, optional path: WritableKeyPath<Target, Value?>,
        required: Bool = false, _ about: String
    ) -> KeySchema {
        KeySchema(name: name, about: about, isRequired: required, schema: form.schema) {
            node, where_, reading, target in
            if let value = form.read(node, where_, &reading) { target[keyPath: path] = value }
        }
    }

    /// A key whose value is a mapping with a table of its own.
    ///
    /// - Parameter check: looks at what was read as a whole.
    static func section<Value>(
        _ name: String, _ table: SectionSchema<Value>, _ path: WritableKeyPath<Target, Value>,
        _ about: String,
        check: @escaping (Value, Node, inout ConfigurationReading) -> Void = { _, _, _ in }
    ) -> KeySchema {
        KeySchema(name: name, about: about, isRequired: false, schema: table.schema) {
            node, where_, reading, target in
            table.read(node, where_, &reading, into: &target[keyPath: path])
            check(target[keyPath: path], node, &reading)
        }
    }

    /// A key whose value is a list of mappings.
    ///
    /// - Parameters:
    ///   - table: the keys of an entry, as editors need them.
    ///   - draft: the entry before anything has been read into it.
    ///   - variant: the keys of this entry, if entries differ in what keys they have.
    ///   - finish: takes an entry that has been read, and whether its required keys are there.
    static func entries<Draft>(
        _ name: String, _ table: SectionSchema<Draft>, required: Bool = false, _ about: String,
        draft: @escaping (Target) -> Draft,
        variant: @escaping (Node) -> SectionSchema<Draft>? = { _ in nil },
        finish: @escaping (Draft, Bool, Node, inout ConfigurationReading, inout Target) -> Void
    ) -> KeySchema {
        let schema = JSONValue.members([
            "type": .orNothing("array"), "items": table.schema,
        ])
        return KeySchema(name: name, about: about, isRequired: required, schema: schema) {
            node, where_, reading, target in
            guard reading.enter(node) else { return }
            if node.isNothing { return }
            guard case .sequence(let nodes) = node else {
                reading.fault(node.mark, "\(where_): expected a list, found \(node.found)")
                return
            }
            for node in nodes {
                var entry = draft(target)
                let isComplete = (variant(node) ?? table)
                    .read(node, where_ + "[]", &reading, into: &entry)
                finish(entry, isComplete, node, &reading, &target)
            }
        }
    }
}

/// All keys of a mapping; both the decoder and the JSON Schema are made from it.
struct SectionSchema<Target> {
    let settings: [KeySchema<Target>]
    /// Keys that a mapping of this sort cannot have, but a similar one can, and what to say then.
    private let foreign: [String: String]
    private let positions: [String: Int]

    init(_ settings: [KeySchema<Target>], foreign: [String: String] = [:]) {
        self.settings = settings
        self.foreign = foreign
        positions = Dictionary(
            settings.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    var schema: JSONValue {
        let required = settings.filter(\.isRequired).map { JSONValue.string($0.name) }
        return .members([
            "type": required.isEmpty ? JSONValue.orNothing("object") : .string("object"),
            "properties": .object(
                settings.map { .init($0.name, $0.schema.described($0.about)) }),
            "required": .list(required),
            "additionalProperties": .bool(false),
        ])
    }

    /// Reads the mapping in the table's order, so that later keys can use earlier values.
    ///
    /// - Returns: false if there is no mapping, or if a required key is missing or faulty.
    @discardableResult
    func read(
        _ node: Node, _ path: String, _ reading: inout ConfigurationReading,
        into target: inout Target
    )
        -> Bool
    {
        guard reading.enter(node) else { return false }
        guard case .mapping(let mapping) = node else {
            if node.isNothing, !settings.contains(where: \.isRequired) { return true }
            reading.fault(
                node.mark, "\(named(path))expected a mapping of keys, found \(node.found)")
            return false
        }
        var values = [Node?](repeating: nil, count: settings.count)
        for (key, value) in mapping {
            if let name = key.written, let position = positions[name] {
                values[position] = value
            } else if let name = key.written, let complaint = foreign[name] {
                reading.fault(value.mark, "\(path).\(name): \(complaint)")
            } else {
                complain(of: key, in: node, path, &reading)
            }
        }
        var isComplete = true
        for (setting, value) in zip(settings, values) {
            if let value {
                let faults = reading.faults.count
                setting.read(
                    value, path.isEmpty ? setting.name : "\(path).\(setting.name)", &reading,
                    &target)
                if setting.isRequired, reading.faults.count > faults { isComplete = false }
            } else if setting.isRequired {
                reading.missing(setting.name, in: node, path)
                isComplete = false
            }
        }
        return isComplete
    }

    private func complain(
        of key: Node, in node: Node, _ path: String, _ reading: inout ConfigurationReading
    ) {
        let names = settings.map(\.name)
        let nearest = NearestName.of(key.written ?? "", in: names)
        if let nearest { reading.noteMisspelt(nearest, in: node) }
        let meant = nearest.map { ", did you mean \"\($0)\"?" } ?? ""
        let all = meant.isEmpty ? "; the keys here are \(names.joined(separator: ", "))" : meant
        reading.fault(key.mark, "\(named(path))unknown key \(key.found)\(all)")
    }

    private func named(_ path: String) -> String { path.isEmpty ? "" : "\(path): " }
}

extension Array {
    /// One table of several, as editors need it: a key in two of them has either value.
    static func merged<Target>(_ tables: [[KeySchema<Target>]]) -> [KeySchema<Target>]
    where Element == KeySchema<Target> {
        var merged: [KeySchema<Target>] = []
        for key in tables.joined() {
            if let index = merged.firstIndex(where: { $0.name == key.name }) {
                merged[index] = merged[index].or(key)
            } else {
                merged.append(key.optional)
            }
        }
        return merged
    }
}

extension KeySchema {
    fileprivate var optional: KeySchema {
        KeySchema(name: name, about: about, isRequired: false, schema: schema, read: read)
    }

    fileprivate func or(_ other: KeySchema) -> KeySchema {
        let known = schema["anyOf"]?.arrayValue ?? [schema]
        let others = (other.schema["anyOf"]?.arrayValue ?? [other.schema])
            .filter { !known.contains($0) }
        return KeySchema(
            name: name, about: about == other.about ? about : "\(about) \(other.about)",
            isRequired: false,
            schema: others.isEmpty ? schema : .members(["anyOf": .array(known + others)]),
            read: read)
    }
}

extension JSONValue {
    /// The type of a section or list, which may be left empty.
    static func orNothing(_ type: String) -> JSONValue { .array([.string(type), .string("null")]) }

    /// A schema that begins with its description.
    fileprivate func described(_ about: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object([.init("description", .string(about))] + members)
    }
}
