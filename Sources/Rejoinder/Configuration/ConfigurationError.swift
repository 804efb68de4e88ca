/// Why a configuration cannot be used.
package enum ConfigurationError: Error, Sendable, Equatable {
    /// The file cannot be read; the reason is the system's.
    case unreadable(file: String, reason: String)
    /// All that is wrong with the file, in its order.
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

/// One thing that is wrong, or that a person should know, and where it stands.
package struct ConfigurationFault: Sendable, Equatable {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    /// What was expected, what was found, and what to write instead.
    package let message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }
}

extension ConfigurationFault: CustomStringConvertible {
    /// As compilers write it, so that editors can jump to it.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
