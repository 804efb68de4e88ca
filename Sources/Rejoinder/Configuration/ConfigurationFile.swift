import Foundation
import Yams

/// A configuration file that has been read.
package struct ConfigurationFile: Sendable, Equatable {
    package let configuration: Configuration
    /// What is allowed, but probably a mistake.
    package let warnings: [ConfigurationFault]
    /// Where `ledger` is written; nil if it is not.
    package let ledgerPlace: ConfigurationFault.Place?
}

extension ConfigurationFile {
    /// Reads and checks a configuration.
    ///
    /// - Parameters:
    ///   - path: the YAML file; relative paths in it are taken from its folder.
    ///   - environment: the process's; `STATE_DIRECTORY` and `CREDENTIALS_DIRECTORY` are used.
    ///   - readsSecrets: if false, every secret is empty; for commands that send nothing.
    /// - Throws: all faults at once, in the file's order.
    package static func load(
        path: String, environment: [String: String], readsSecrets: Bool = true
    ) throws(ConfigurationError) -> ConfigurationFile {
        let text = try content(path)
        let folder = URL(fileURLWithPath: path).standardizedFileURL
            .deletingLastPathComponent().path
        var reading = ConfigurationReading(
            file: path, folder: folder, environment: environment, readsSecrets: readsSecrets)
        return try read(text, &reading)
    }

    private static func read(
        _ text: String, _ reading: inout ConfigurationReading
    ) throws(ConfigurationError) -> ConfigurationFile {
        var configuration = Configuration()
        configuration.ledger = defaultLedger(reading.environment)
        configuration.ledgerKey = LogKeyFiles(reading)
        var ledger: Mark?
        do {
            let root = try YAMLDocument.read(text) ?? .mapping([:])
            ledger = root.value(of: "ledger")?.mark
            let poll = trial(root, reading)
            configuration.poll = defaults(poll.section, root)
            SectionSchema.root(poll.isSound ? poll.section : .boundless)
                .read(root, "", &reading, into: &configuration)
            reading.resolveReferences()
            if poll.isSound { reading.check(configuration.poll, root) }
            reading.check(configuration, root)
        } catch {
            reading.fault(error.mark, error.message)
        }
        guard reading.faults.isEmpty else { throw .faults(reading.faults.inFileOrder) }
        return ConfigurationFile(
            configuration: configuration, warnings: reading.warnings.inFileOrder,
            ledgerPlace: ledger.map { .init(line: $0.line, column: $0.column) })
    }

    /// Reads the section `poll` ahead; its faults are reported in their own turn.
    ///
    /// - Returns: also whether it has none. If it has, what it was meant to say is not known, and
    ///   nothing is compared with it.
    private static func trial(
        _ root: Node, _ reading: ConfigurationReading
    ) -> (section: Configuration.Poll, isSound: Bool) {
        var poll = Configuration.Poll()
        guard let section = root.value(of: "poll") else { return (poll, true) }
        var trial = reading
        SectionSchema.poll.read(section, "", &trial, into: &poll)
        return (poll, trial.faults.count == reading.faults.count)
    }

    /// The defaults of the section `poll`: a default gives way to what somebody wrote beside it.
    private static func defaults(_ written: Configuration.Poll, _ root: Node) -> Configuration.Poll
    {
        var poll = Configuration.Poll()
        let section = root.value(of: "poll")
        func isWritten(_ key: String) -> Bool { section?.value(of: key) != nil }
        if isWritten("minimum"), !isWritten("maximum") {
            poll.maximum = max(poll.maximum, written.minimum)
        }
        let most = isWritten("maximum") ? written.maximum : poll.maximum
        poll.interval = min(max(poll.interval, written.minimum), most)
        poll.connectTimeout = min(poll.connectTimeout, written.timeout)
        return poll
    }

    /// The ledger in the service's state directory, if the service manager made one.
    private static func defaultLedger(_ environment: [String: String]) -> String {
        // If there are several directories, systemd separates them with colons.
        let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first
        return (state.map(String.init) ?? "/var/lib/rejoinder") + "/rejoinder.sqlite"
    }

    private static func content(_ path: String) throws(ConfigurationError) -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unreadable(
                file: path,
                reason: "there is no such file; `rejoinder init` writes one to start from")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(file: path, reason: "permission denied to this user")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: sizeLimit + 1) ?? Data() else {
            throw .unreadable(file: path, reason: "it is a folder, or the disk is failing")
        }
        guard data.count <= sizeLimit else {
            throw .unreadable(file: path, reason: "it is over \(sizeLimit >> 20) MiB")
        }
        return try decoded(Array(data), path)
    }

    private static func decoded(
        _ bytes: [UInt8], _ path: String
    ) throws(ConfigurationError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) {
            return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw .faults([
            ConfigurationFault(
                file: path, line: line + 1, column: 1, message: "not text in UTF-8")
        ])
    }

    private static let sizeLimit = 16 << 20
}

extension [ConfigurationFault] {
    fileprivate var inFileOrder: [ConfigurationFault] {
        // The index keeps the order the same each time.
        enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset)
                < ($1.element.line, $1.element.column, $1.offset)
        }.map(\.element)
    }
}

extension Configuration.Poll {
    /// Bounds that refuse no interval.
    fileprivate static var boundless: Configuration.Poll {
        var poll = Configuration.Poll()
        poll.minimum = .zero
        poll.maximum = .seconds(3653 * 86_400)
        return poll
    }
}

extension ConfigurationReading {
    /// Checks the keys of the section `poll` against each other.
    fileprivate mutating func check(_ poll: Configuration.Poll, _ root: Node) {
        let section = root.value(of: "poll")
        if poll.minimum > poll.maximum {
            fault(
                (section?.value(of: "minimum") ?? section)?.mark,
                "poll.minimum: is over poll.maximum, \(DurationText.write(poll.maximum))")
        } else if !(poll.minimum...poll.maximum).contains(poll.interval) {
            fault(
                (section?.value(of: "interval") ?? section)?.mark,
                "poll.interval: expected \(DurationText.write(poll.minimum)) to "
                    + "\(DurationText.write(poll.maximum)), as poll.minimum and poll.maximum "
                    + "say, found \"\(DurationText.write(poll.interval))\"")
        }
        if poll.connectTimeout > poll.timeout {
            fault(
                (section?.value(of: "connect_timeout") ?? section?.value(of: "timeout"))?.mark,
                "poll.connect_timeout: is over poll.timeout, \(DurationText.write(poll.timeout))")
        }
    }

    /// Warns of what is missing in the whole file.
    fileprivate mutating func check(_ configuration: Configuration, _ root: Node) {
        if configuration.feeds.isEmpty {
            warn(root.value(of: "feeds")?.mark, "no feeds: nothing is polled")
        }
        if configuration.sinks.allSatisfy(\.isArchive) {
            warn(
                root.value(of: "sinks")?.mark,
                "no sinks: events are recorded, but nobody is told")
        }
        if configuration.contact?.contains("example.") != false {
            warn(
                root.value(of: "contact")?.mark,
                "contact: add your own; without it, a site's operator who minds being polled "
                    + "can only block you")
        }
    }
}
