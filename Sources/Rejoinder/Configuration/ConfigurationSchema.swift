/// The JSON Schema of the configuration, made from the same tables that decode it.
package enum ConfigurationSchema {
    /// The schema for editors, indented, with a line break at its end.
    package static var text: String {
        guard case .object(let members) = SectionSchema.root(Configuration.Poll()).schema else {
            return ""
        }
        let head: [JSONValue.Member] = [
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("title", .string("Rejoinder's configuration")),
        ]
        return JSONValue.object(head + members).indented + "\n"
    }
}

extension JSONValue {
    /// JSON for people: one member or value a line, indented by two; lists of texts on one line.
    var indented: String { indented(to: "") }

    private func indented(to margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                "\(inner)\(JSONValue.string(member.name).text): "
                    + member.value.indented(to: inner)
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
        case .array(let values) where values.contains(where: \.isObject):
            let lines = values.map { inner + $0.indented(to: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(margin)]"
        case .array(let values): return "[\(values.map(\.text).joined(separator: ", "))]"
        default: return text
        }
    }

    private var isObject: Bool {
        if case .object = self { true } else { false }
    }
}
