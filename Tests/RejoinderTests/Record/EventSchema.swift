import Foundation
import Testing

@testable import Rejoinder

/// `config/event.schema.json`, with as much of JSON Schema as it uses.
///
/// The published schema lets members be added; here one that it does not name is a fault, so that
/// none goes undocumented.
struct EventSchema {
    private let root: JSONValue

    init() throws {
        root = try JSONValue(parsing: Array(try Project.text("config/event.schema.json").utf8))
    }

    /// What does not fit, as `place: what`.
    func faults(in event: Event) throws -> [String] {
        faults(try JSONValue(parsing: WireEvent.bytes(for: event)), root, at: event.type.rawValue)
    }

    /// What does not fit in a message: an event, or a digest of several.
    func faults(_ message: JSONValue) -> [String] { faults(message, root, at: "message") }

    func faults(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        var found: [String] = []
        if let name = schema["$ref"]?.stringValue {
            found += faults(value, target(name), at: place)
        }
        if let names = schema["enum"]?.elements, !names.contains(value) {
            found.append("\(place): \(value.text) is none of its values")
        }
        if let constant = schema["const"], constant != value {
            found.append("\(place): another value")
        }
        if let type = schema["type"]?.stringValue, !value.isA(type) {
            return found + ["\(place): no \(type)"]
        }
        found += boundFaults(value, schema, at: place)
        found += memberFaults(value, schema, at: place)
        if let item = schema["items"], let elements = value.elements {
            for (index, element) in elements.enumerated() {
                found += faults(element, item, at: "\(place)[\(index)]")
            }
        }
        return found + branchFaults(value, schema, at: place)
    }

    private func boundFaults(
        _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        var found: [String] = []
        if let pattern = schema["pattern"]?.stringValue, let text = value.stringValue,
            (try? Regex(pattern).firstMatch(in: text)) == nil
        {
            found.append("\(place): \(text) does not match \(pattern)")
        }
        if let least = schema["minimum"]?.number, let number = value.number, number < least {
            found.append("\(place): less than \(least)")
        }
        if let most = schema["maximum"]?.number, let number = value.number, number > most {
            found.append("\(place): more than \(most)")
        }
        if let least = schema["minItems"]?.number, let elements = value.elements,
            Double(elements.count) < least
        {
            found.append("\(place): too short")
        }
        return found
    }

    private func memberFaults(
        _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        guard case .object(let members) = value else { return [] }
        let missing = (schema["required"]?.elements ?? []).compactMap(\.stringValue)
            .filter { value[$0] == nil }
        var found = missing.map { "\(place).\($0): missing" }
        guard let properties = schema["properties"] else { return found }
        for member in members {
            if let property = properties[member.name] {
                found += faults(member.value, property, at: "\(place).\(member.name)")
            } else if schema["type"] != nil {
                found.append("\(place).\(member.name): not in the schema")
            }
        }
        return found
    }

    private func branchFaults(
        _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        var found: [String] = []
        for part in schema["allOf"]?.elements ?? [] { found += faults(value, part, at: place) }
        if let condition = schema["if"], let then = schema["then"],
            faults(value, condition, at: place).isEmpty
        {
            found += faults(value, then, at: place)
        }
        if let choices = schema["oneOf"]?.elements {
            let all = choices.map { faults(value, $0, at: place) }
            if all.count(where: \.isEmpty) != 1 {
                found.append("\(place): fits not one of its forms: \(all)")
            }
        }
        return found
    }

    /// The schema that a reference of the form `#/$defs/name` names.
    private func target(_ reference: String) -> JSONValue {
        let path = reference.split(separator: "/").dropFirst()
        return path.reduce(Optional(root)) { $0?[String($1)] } ?? .object([])
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    fileprivate var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    fileprivate func isA(_ type: String) -> Bool {
        switch (self, type) {
        case (.object, "object"), (.array, "array"), (.string, "string"), (.bool, "boolean"),
            (.int, "integer"), (.int, "number"), (.double, "number"):
            true
        default: false
        }
    }
}
