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
    /// The file sink, unless its path is missing.
    func checkedFile(
        _ node: Node, _ configuration: Configuration, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.File? {
        guard let path = node.value(of: "path") else {
            reading.missing("path", in: node, "sinks[]")
            return nil
        }
        guard !file.path.isEmpty else { return nil }
        check(WrittenFiles(file), path, configuration, &reading)
        return file
    }

    /// The Atom feed; its table has seen that it has a path.
    func checkedAtom(
        _ node: Node, _ configuration: Configuration, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.AtomFeed {
        if let path = node.value(of: "path"), !atom.path.isEmpty {
            check(WrittenFiles(atom), path, configuration, &reading)
        }
        return atom
    }

    /// Checks that nothing else writes to the files, and that they can be there.
    private func check(
        _ files: WrittenFiles, _ place: Node, _ configuration: Configuration,
        _ reading: inout ConfigurationReading
    ) {
        for other in configuration.sinks {
            guard let theirs = WrittenFiles(other.kind), files.clash(with: theirs) else { continue }
            let names = "\"\(other.name)\" and \"\(sink.name)\""
            let shown = VisibleText.line(files.path, limit: 200)
            reading.fault(
                place.mark,
                files.path == theirs.path
                    ? "sinks[].path: the sinks \(names) would write to one file, \(shown)"
                    : "sinks[].path: the files of the sinks \(names) would get in each other's "
                        + "way: one of them is renamed to, or written as, the name of the other")
            break
        }
        if files.isPart(ofLedger: configuration.ledger) {
            reading.fault(place.mark, "sinks[].path: this file belongs to the ledger")
        }
        if FileFacts(path: files.folder, followsLinks: true)?.kind != .folder {
            reading.warn(
                place.mark,
                "sinks[].path: there is no folder \(VisibleText.line(files.folder)), and none is "
                    + "made")
        }
    }
}

/// The names under which a sink writes files, whatever links lead to them.
private struct WrittenFiles {
    let path: String
    let isRotated: Bool

    init(_ file: Configuration.Sink.File) { self.init(path: file.path, isRotated: true) }

    init(_ atom: Configuration.Sink.AtomFeed) { self.init(path: atom.path, isRotated: false) }

    /// Nil for a sink that writes to no file.
    init?(_ kind: Configuration.Sink.Kind) {
        switch kind {
        case .file(let file): self.init(file)
        case .atom(let atom): self.init(atom)
        case .standardOutput, .webhook, .email, .exec, .archive: return nil
        }
    }

    private init(path: String, isRotated: Bool) {
        self.path = Self.real(path)
        self.isRotated = isRotated
    }

    var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    func clash(with other: WrittenFiles) -> Bool {
        path == other.path || writes(other.path) || other.writes(path)
    }

    /// Whether the name is one that this file gets when it is full, or that its next version has
    /// while it is written.
    private func writes(_ other: String) -> Bool {
        guard other.hasPrefix(path + ".") else { return false }
        let end = other.dropFirst(path.count + 1)
        guard isRotated else { return end == "new" }
        return !end.isEmpty && end.allSatisfy { $0.isASCII && $0.isNumber }
    }

    func isPart(ofLedger ledger: String) -> Bool {
        let ledger = Self.real(ledger)
        return ["", "-wal", "-shm", "-reading", ".lock"].contains { path == ledger + $0 }
    }

    /// The path without symbolic links, as far as its folders and the file are there.
    private static func real(_ path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
    }
}
