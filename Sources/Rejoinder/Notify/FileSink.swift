import Platform

/// A sink that appends events to a file, one JSON document on each line.
package struct FileSink: Sink {
    package let name: String
    /// To wait for the disk takes as long for many lines as for one.
    package let mostAtOnce = 16
    private let file: LineFile

    package init(name: String, settings: Configuration.Sink.File) {
        self.name = name
        file = LineFile(
            path: settings.path, maximumBytes: settings.maximumBytes, kept: settings.kept,
            beginning: "{\"id\":\"evt_")
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        let lines = Array(events.map { WireEvent.bytes(for: $0) + [0x0A] }.joined())
        guard let failure = await file.append(lines) else { return .delivered }
        return .retry(after: nil, reason: VisibleText.line(failure))
    }
}
