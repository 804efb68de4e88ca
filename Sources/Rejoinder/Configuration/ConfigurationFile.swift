/// A configuration file that was read.
package struct ConfigurationFile: Sendable, Equatable {
    package let configuration: Configuration
    /// What is allowed, and yet worth a look.
    package let warnings: [ConfigurationFault]
}

extension ConfigurationFile {
    /// Reads and checks a configuration.
    ///
    /// - Parameters:
    ///   - path: the YAML file; relative paths in it are taken from its folder.
    ///   - environment: of the process; `STATE_DIRECTORY` and `CREDENTIALS_DIRECTORY` count.
    /// - Throws: all faults at once.
    package static func load(
        path: String, environment: [String: String]
    ) throws(ConfigurationError) -> ConfigurationFile {
        throw .unreadable(file: path, reason: "not supported yet")
    }
}
