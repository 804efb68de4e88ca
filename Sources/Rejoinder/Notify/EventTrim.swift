/// Cuts the data of an event until they fit: texts and lists get shorter, and the shape stays.
///
/// An event can hold a whole article twice, as long as it may be. Links, ids and hashes are never
/// cut, because half of one is none.
enum EventTrim {
    /// - Parameter limit: bytes of JSON; where even the last step leaves more, so be it.
    static func fitting(_ data: JSONValue, _ limit: Int) -> JSONValue {
        var data = withoutRepetition(data)
        for (characters, elements) in steps {
            guard data.bytes.count > limit else { break }
            data = cut(data, named: "", characters, elements)
        }
        return data
    }

    /// How long texts and lists may be, step by step.
    private static let steps = [
        (16_384, 1000), (4096, 300), (1024, 100), (400, 40), (160, 15), (64, 5),
    ]

    /// Without what the rest says, too: the difference word by word, and sentences that did not
    /// change in substance.
    private static func withoutRepetition(_ data: JSONValue) -> JSONValue {
        guard case .object(let members) = data else { return data }
        return .object(
            members.map { member in
                guard member.name == "change", case .object(let parts) = member.value else {
                    return member
                }
                return .init("change", .object(parts.map(withoutRepetition)))
            })
    }

    private static func withoutRepetition(_ part: JSONValue.Member) -> JSONValue.Member {
        guard let elements = part.value.arrayValue else { return part }
        switch part.name {
        case "sentences":
            let kept = elements.filter { $0["level"] != .string(ChangeLevel.none.rawValue) }
            return .init(part.name, .array(kept))
        case "fields":
            let kept = elements.map { field -> JSONValue in
                guard case .object(let members) = field else { return field }
                return .object(
                    members.map { $0.name == "spans" ? .init("spans", .array([])) : $0 })
            }
            return .init(part.name, .array(kept))
        default: return part
        }
    }

    private static func cut(
        _ value: JSONValue, named name: String, _ characters: Int, _ elements: Int
    ) -> JSONValue {
        switch value {
        case .string(let text):
            return isWhole(text, name) ? value : .string(shortened(text, to: characters))
        case .array(let values):
            return .array(
                values.prefix(elements).map { cut($0, named: name, characters, elements) })
        case .object(let members):
            return .object(
                members.map {
                    .init($0.name, cut($0.value, named: $0.name, characters, elements))
                })
        default: return value
        }
    }

    private static func isWhole(_ text: String, _ name: String) -> Bool {
        if ["link", "url", "id", "key", "hash", "sha256"].contains(name) { return true }
        return text.isWebAddress && text.utf8.count <= 8192
    }

    private static func shortened(_ text: String, to characters: Int) -> String {
        // A scalar is at least a byte.
        guard text.utf8.count > characters else { return text }
        let scalars = text.unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex, offsetBy: characters, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
