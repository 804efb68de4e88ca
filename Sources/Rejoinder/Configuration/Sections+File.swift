import Foundation
import Platform
import Yams

extension [KeySchema<SinkDraft>] {
    /// The keys of a file sink.
    static var file: [KeySchema<SinkDraft>] {
        [
            .key(
                "path", .path, \.file.path,
                "The file to which a file sink appends. The service can write only below its state "
                    + "directory, /var/lib/rejoinder."),
            .key(
                "max_bytes", .size(64 << 10...10 << 30), \.file.maximumBytes,
                "The size at which a file sink begins a new file. The default is 100MiB."),
            .key(
                "keep", .integer(0...1000), \.file.kept,
                "How many older files, PATH.1 and so on, a file sink keeps. The default is 5."),
        ]
    }
}

extension SinkDraft {
    /// The file sink, unless its path is missing or another's.
    func checkedFile(
        _ node: Node, _ configuration: Configuration, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.File? {
        guard let path = node.value(of: "path") else {
            reading.missing("path", in: node, "sinks[]")
            return nil
        }
        guard !file.path.isEmpty else { return nil }
        let owner = configuration.sinks.first { other in
            if case .file(let settings) = other.kind {
                settings.path == file.path || Self.isOlder(settings.path, of: file.path)
                    || Self.isOlder(file.path, of: settings.path)
            } else {
                false
            }
        }
        if let owner {
            reading.fault(
                path.mark,
                "sinks[].path: the sink \"\(owner.name)\" writes to this file, or to one that is "
                    + "renamed to it or from it")
        } else if file.path == configuration.ledger {
            reading.fault(path.mark, "sinks[].path: this is the ledger's file")
        }
        let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
        if FileFacts(path: folder, followsLinks: true)?.kind != .folder {
            reading.warn(
                path.mark,
                "sinks[].path: there is no folder \(VisibleText.line(folder)), and none is made")
        }
        return file
    }

    /// Whether the path is the name that a full file at the other path gets.
    private static func isOlder(_ path: String, of other: String) -> Bool {
        guard path.hasPrefix(other + ".") else { return false }
        let number = path.dropFirst(other.count + 1)
        return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
