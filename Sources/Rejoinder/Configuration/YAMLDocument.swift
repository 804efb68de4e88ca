import Yams

/// Reads a YAML text as a tree whose values know their place in the text.
enum YAMLDocument {
    struct Fault: Error {
        let mark: Mark?
        let message: String
    }

    /// - Returns: nil for a text without content.
    static func read(_ text: String) throws(Fault) -> Node? {
        do {
            // Only the basic resolver: we judge types ourselves, and the default resolver runs a
            // dozen regular expressions over every value.
            return try compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw fault(error)
        } catch {
            throw Fault(mark: nil, message: "not readable as YAML: \(error)")
        }
    }

    private static func fault(_ error: YamlError) -> Fault {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            // Yams's own message names a function of libyaml.
            if problem.contains("nesting level") {
                return Fault(mark: mark, message: "not readable as YAML: nested too deeply")
            }
            let whole = context.map { "\($0.text), \(problem)" } ?? problem
            return Fault(mark: mark, message: "not readable as YAML: \(whole)\(hint(problem))")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\"\(VisibleText.line($0, limit: 60))\"" }
            return Fault(
                mark: context.mark,
                message: "\(names.joined(separator: ", ")) appears twice in the same mapping")
        case .reader(let problem, _, _, _):
            return Fault(mark: nil, message: "not readable as YAML: \(problem)")
        default: return Fault(mark: nil, message: "not readable as YAML")
        }
    }

    private static func hint(_ problem: String) -> String {
        if problem.contains("cannot start any token") {
            return "; indent with spaces, not tabs, and quote texts that begin with @, ` or %"
        }
        return problem.contains("mapping values are not allowed")
            ? "; quote texts that contain \": \"" : ""
    }
}
