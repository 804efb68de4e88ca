/// Why a configuration cannot be used.
package enum ConfigurationError: Error, Sendable, Equatable {
    /// The file cannot be read; the reason is the system's.
    case unreadable(file: String, reason: String)
    /// Everything that is wrong with the file, in the file's order.
    case faults([ConfigurationFault])
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .faults(let faults): faults.map(\.description).joined(separator: "\n")
        }
    }
}

/// One thing that is wrong, or that a person should know, and its place in the file.
package struct ConfigurationFault: Sendable, Equatable {
    package let file: String
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in characters.
    package let column: Int
    /// What was expected, what was found, and what to write instead.
    package let message: String

    /// A place in the file.
    package struct Place: Sendable, Equatable {
        package let line: Int
        package let column: Int
    }

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }
}

extension ConfigurationFault: CustomStringConvertible {
    /// The fault in the form that compilers use, so that editors can jump to it.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
