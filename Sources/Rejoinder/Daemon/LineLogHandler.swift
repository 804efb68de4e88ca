package import Logging
package import Platform

/// Writes log lines to standard error: with a time for people, with a priority for the journal.
///
/// Fields are sorted by name, and no control character gets through.
package struct LineLogHandler: LogHandler {
    package enum Style: Sendable {
        /// `2026-01-12T08:00:00Z info  polled feed=bbc …`.
        case text
        /// `<6>polled feed=bbc …` (sd-daemon(3)); the journal adds the time.
        case journal
    }

    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let style: Style
    private let writer: StreamWriter
    private let now: @Sendable () -> Timestamp

    /// - Parameter writer: writes to standard error, and must not hold up anybody.
    package init(
        level: Logger.Level, style: Style, writer: StreamWriter,
        now: @escaping @Sendable () -> Timestamp
    ) {
        logLevel = level
        self.style = style
        self.writer = writer
        self.now = now
    }

    /// Makes a writer to standard error that says how many lines it had to drop.
    package static func writer(isJournal: Bool) -> StreamWriter {
        StreamWriter(.error) { count in
            (isJournal ? "<\(priority(.warning))>" : "")
                + "\(count) lines were not logged: nobody was reading the log\n"
        }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { "\($0.key)=\(Self.quoted(VisibleText.line("\($0.value)", limit: 400)))" }
        let message = VisibleText.line("\(event.message)", limit: 1000)
        let text = ([message] + fields).joined(separator: " ")
        let line =
            switch style {
            case .text: "\(now()) \(Self.word(event.level)) \(text)\n"
            case .journal: "<\(Self.priority(event.level))>\(text)\n"
            }
        writer.post(Array(line.utf8))
    }

    /// A value with blanks or quotation marks in it must not look like two fields.
    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" })
        else { return value }
        return JSONValue.string(value).text
    }

    private static func word(_ level: Logger.Level) -> String {
        let name = level.rawValue
        return name + String(repeating: " ", count: max(0, 7 - name.utf8.count))
    }

    /// Syslog's severities (RFC 5424 section 6.2.1).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
