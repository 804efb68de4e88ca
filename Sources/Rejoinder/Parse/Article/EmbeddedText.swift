/// The text that a page carries as data for a script, when its elements do not contain it.
enum EmbeddedText {
    /// The longest text in the page's data; empty if there is none.
    ///
    /// A text is one string of prose, or the strings of prose in one array.
    static func text(_ tree: HTMLTree) -> String {
        var best: [String] = []
        var most = 0
        for index in tree.records.indices where tree.records[index].name == .script {
            guard isData(tree, index) else { continue }
            for child in (index + 1)..<max(tree.records[index].end, index + 1) {
                guard let value = LooseJSON.value(tree.source, tree.records[child].range) else {
                    continue
                }
                for lines in candidates(value) {
                    let length = lines.reduce(0) { $0 + $1.utf8.count }
                    if length > most {
                        most = length
                        best = lines
                    }
                }
            }
        }
        return lines(best)
    }

    static func lines(_ texts: [String]) -> String {
        texts.map {
            $0.contains("<") || $0.contains("&")
                ? PlainText.text(ofHTML: $0) : PlainText.collapsed($0)
        }
        .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func isData(_ tree: HTMLTree, _ index: Int) -> Bool {
        let type = tree.attribute(HTMLTree.Node(index: index), "type")?.caseFolded ?? ""
        if type.contains("json") { return !type.contains("ld+json") }
        guard type.isEmpty || type.contains("javascript") else { return false }
        return isAssignment(
            tree.source,
            index + 1 < tree.records.count
                ? tree.records[index + 1].range : 0..<0)
    }

    /// Whether a script begins by assigning an object to a name, such as `window.STATE = {`.
    private static func isAssignment(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count > 400 else { return false }
        let head = bytes[range].prefix(120)
        guard let brace = head.firstIndex(of: 0x7B) else { return false }
        let before = head[..<brace].filter { !$0.isBlank }
        return before.last == 0x3D
            && before.dropLast().allSatisfy {
                $0.isLetter || $0.isDigit
                    || [0x2E, 0x5F, 0x24, 0x5B, 0x5D, 0x22, 0x27].contains($0)
            }
    }

    private static let maximumValues = 200_000

    private static func candidates(_ root: JSONValue) -> [[String]] {
        var found: [[String]] = []
        var stack = [root]
        var visited = 0
        while let value = stack.popLast(), visited < maximumValues {
            visited += 1
            switch value {
            case .array(let values):
                let lines = values.flatMap(texts)
                if lines.contains(where: isProse) { found.append(lines) }
                stack += values
            case .object(let members):
                for member in members {
                    if let text = member.value.stringValue {
                        if text.utf8.count > 400, isProse(text) { found.append([text]) }
                    } else {
                        stack.append(member.value)
                    }
                }
            default: break
            }
        }
        return found
    }

    /// The texts in a block of an article: its own, or those of its named parts.
    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): return [text]
        case .object(let members):
            for name in ["html", "text", "content", "value", "body", "data", "model", "paragraph"] {
                guard let member = members.first(where: { $0.name == name }) else { continue }
                if let text = member.value.stringValue { return [text] }
                if let text = member.value["html"]?.stringValue ?? member.value["text"]?.stringValue
                {
                    return [text]
                }
            }
            return []
        default: return []
        }
    }

    private static func isProse(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count >= 60, !text.hasPrefix("http"), !text.hasPrefix("{") else { return false }
        return bytes.count { $0 == 0x20 } * 14 > bytes.count
            || bytes.count { $0 >= 0x80 } * 2 > bytes.count
    }
}
