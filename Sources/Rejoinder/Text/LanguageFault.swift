/// Something wrong in a file of a language, with its place.
package struct LanguageFault: Error, Hashable, Sendable {
    /// The folder and the file: "uk/classes.txt".
    package let file: String
    package let line: Int
    package let problem: String
}

extension LanguageFault: CustomStringConvertible {
    package var description: String { "\(file):\(line): \(problem)" }
}

/// All that is wrong with a language, file by file.
package struct LanguageFaults: Error, CustomStringConvertible {
    package let faults: [LanguageFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
