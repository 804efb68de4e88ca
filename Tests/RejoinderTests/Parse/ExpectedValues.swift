import Foundation
import Testing

@testable import Rejoinder

/// A document under `Tests/Fixtures`, and the values that are expected of it beside it, in a file
/// of its name that ends in `.expected.json`.
struct Fixture: CustomTestStringConvertible, Sendable {
    let file: URL

    var name: String { file.deletingPathExtension().lastPathComponent }
    var testDescription: String { name.replacing("-", with: " ") }

    /// The fixtures in a folder, by name.
    static func all(in folder: String) -> [Fixture] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: Project.file("Tests/Fixtures/\(folder)"), includingPropertiesForKeys: nil)
        return (files ?? []).filter { !$0.lastPathComponent.hasSuffix(".expected.json") }
            .sorted { $0.path < $1.path }.map(Fixture.init)
    }

    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    func expected() throws -> JSONValue {
        let beside = file.deletingPathExtension().appendingPathExtension("expected.json")
        return try JSONValue(parsing: [UInt8](try Data(contentsOf: beside)))
    }
}

extension JSONValue {
    /// Where this value is not what is expected.
    ///
    /// What is expected may leave out members, and null stands for a member that is not there.
    func differences(from expected: JSONValue, at path: String = "") -> [String] {
        switch (self, expected) {
        case (.object, .object(let members)):
            members.flatMap { member in
                (self[member.name] ?? .null)
                    .differences(from: member.value, at: "\(path).\(member.name)")
            }
        case (.array(let found), .array(let values)) where found.count == values.count:
            zip(found, values).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
            }
        default:
            self == expected ? [] : ["\(path) is \(text), expected \(expected.text)"]
        }
    }
}
