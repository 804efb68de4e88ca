import Foundation
import Yams

/// The files or credentials that hold the key with which the log is signed, and former keys.
package struct LogKeyFiles: Sendable, Equatable {
    /// The current key's first; empty: the key is in a file beside the ledger.
    var names: [String] = []
    /// The configuration's folder.
    private var folder = ""
    private var credentials: String?

    package init() {}

    /// Whether both name the same files, wherever each is looked for.
    package static func == (one: LogKeyFiles, other: LogKeyFiles) -> Bool {
        one.names == other.names
    }

    /// The credential that is used if the configuration names no key.
    static let defaultCredential = "ledger-key"

    init(_ reading: ConfigurationReading) {
        folder = reading.folder
        credentials = reading.environment["CREDENTIALS_DIRECTORY"]
        if let credentials,
            FileManager.default.fileExists(atPath: "\(credentials)/\(Self.defaultCredential)")
        {
            names = [Self.defaultCredential]
        }
    }

    /// Why a key cannot be had.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Reads the keys, the current one first.
    package func keys() throws(Fault) -> [LogKey] {
        var keys: [LogKey] = []
        for name in names {
            let text: String
            do throws(SecretFile.Fault) {
                text = try SecretFile(credentials: credentials, folder: folder).read(name).reveal()
            } catch {
                throw Fault(description: "ledger_key: \(error.reason)")
            }
            do throws(LogKeyError) { keys.append(try LogKey(text)) } catch {
                throw Fault(description: "ledger_key: \(name): \(error)")
            }
        }
        return keys
    }
}

extension ValueCodec where Value == String {
    /// The name of a file or credential with a key of the log, which is read only to check it.
    static var logKeyFile: ValueCodec {
        ValueCodec(schema: ValueCodec<String>.text.schema) { node, path, reading in
            guard let name = ValueCodec<String>.text.read(node, path, &reading) else { return nil }
            guard reading.readsSecrets else { return name }
            var files = LogKeyFiles(reading)
            files.names = [name]
            do throws(LogKeyFiles.Fault) {
                _ = try files.keys()
                return name
            } catch {
                reading.fault(node.mark, error.description)
                return nil
            }
        }
    }
}
