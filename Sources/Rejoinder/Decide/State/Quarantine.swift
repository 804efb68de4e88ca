/// A text that made the program crash, and that nothing reads any more.
package struct Quarantine: Hashable, Sendable {
    package let subject: ReadingSubject
    /// The ledger's number of the feed that the text comes from.
    package let feed: Int64
    /// Nil as long as the entry itself is not recorded.
    package let entry: Int64?
    /// The build of the program that crashed on it; another build tries again.
    package let build: String
    /// How often the program crashed on it.
    package let falls: Int
    /// The signal that ended the program, such as `SIGILL`; nil if it was killed.
    package let signal: String?
    package let since: Timestamp
    /// When a feed's document is tried again in any case; nil for other texts.
    package let until: Timestamp?
    /// The name of the file beside the ledger that keeps the text.
    package let file: String

    package init(
        subject: ReadingSubject, feed: Int64, entry: Int64?, build: String, falls: Int,
        signal: String?, since: Timestamp, file: String
    ) {
        self.subject = subject
        self.feed = feed
        self.entry = entry
        self.build = build
        self.falls = falls
        self.signal = signal
        self.since = since
        self.file = file
        // A feed's next document is a different one, and what it lists is worth another crash.
        until = if case .document = subject { since + Self.length } else { nil }
    }

    /// Whether its time is over; one that is longer than any was set while the clock was ahead.
    package func isOver(at now: Timestamp) -> Bool { Self.isOver(until, at: now) }

    static func isOver(_ until: Timestamp?, at now: Timestamp) -> Bool {
        until.map { $0 <= now || $0 - now > Self.length } ?? false
    }

    private static let length = Duration.seconds(86_400)

    /// What happened, in one line.
    package var summary: String {
        let what =
            switch subject {
            case .document: "this feed's document"
            case .entry: "this entry"
            case .page: "this entry's page"
            case .text: "the text that is kept of this entry"
            }
        return "the program crashed \(falls) times while reading \(what)"
            + (signal.map { " (\($0))" } ?? ", killed each time")
            + "; it is not read until "
            + (until.map { "\($0), or until " } ?? "") + "another build is installed"
    }
}

extension Quarantine {
    /// The members that an event carries about it.
    var json: JSONValue {
        let what = if case .page = subject { "page" } else { "entry" }
        return .members([
            "what": .string(what), "falls": .int(falls), "signal": .string(signal),
            "build": .string(build), "file": .string(file),
        ])
    }
}
