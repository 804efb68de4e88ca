import Rejoinder

/// The loop of every `--batch`: JSON Lines on standard input, JSON Lines on standard output.
///
/// Each line is answered before the next is read. A line that cannot be answered is answered with
/// `{"id", "error"}`, and the rest go on.
struct Batch: Sendable {
    /// What a command answers to one request.
    let answer: @Sendable (BatchRequest) throws -> [UInt8]

    init(answer: @escaping @Sendable (BatchRequest) throws -> [UInt8]) { self.answer = answer }

    func run() {
        var number = 0
        while let line = readLine() {
            number += 1
            if !line.isEmpty { Output.json(answer(to: line, number: number)) }
        }
    }

    /// - Parameter number: which line it is, counted from 1.
    func answer(to line: String, number: Int) -> [UInt8] {
        var request = BatchRequest(json: .null)
        do {
            request = BatchRequest(json: try JSONValue(parsing: Array(line.utf8)))
            return try answer(request)
        } catch {
            return request.answer(["error": .string("line \(number): \(error)")])
        }
    }
}

/// One line of a batch.
struct BatchRequest: Sendable {
    let json: JSONValue

    /// - Throws: `CommandError` if the line has no such text.
    func text(_ key: String) throws -> String {
        guard let text = json[key]?.stringValue else {
            throw CommandError("no text called \"\(key)\"")
        }
        return text
    }

    /// - Throws: `CommandError` if the line has no such list.
    func list(_ key: String) throws -> [JSONValue] {
        guard let values = json[key]?.arrayValue else {
            throw CommandError("no list called \"\(key)\"")
        }
        return values
    }

    func optionalText(_ key: String) -> String? { json[key]?.stringValue }

    /// The answer of those members, after the request's own id.
    func answer(_ members: KeyValuePairs<String, JSONValue?>) -> [UInt8] {
        answer(with: JSONValue.members(members).bytes)
    }

    /// - Parameter object: a JSON object that has members.
    func answer(with object: [UInt8]) -> [UInt8] {
        Array("{\"id\":".utf8) + (json["id"] ?? .null).bytes + [0x2C] + object.dropFirst()
    }
}
