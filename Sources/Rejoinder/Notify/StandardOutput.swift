package import Platform

/// A sink that prints events: lines for people, or one JSON document per line.
package struct StandardOutput: Sink {
    package let name: String
    private let format: Configuration.Sink.LineFormat
    private let text: EventText
    private let writer: StreamWriter

    /// - Parameters:
    ///   - isColoured: whether colours mark up the lines for people.
    ///   - writer: writes to standard output; while nobody reads that, only this sink waits.
    package init(
        name: String, format: Configuration.Sink.LineFormat, isColoured: Bool, writer: StreamWriter
    ) {
        self.name = name
        self.format = format
        self.writer = writer
        text = EventText(isColoured: isColoured)
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        guard let failure = await writer.write(events.flatMap(bytes)) else { return .delivered }
        return .retry(after: nil, reason: "standard output: \(failure)")
    }

    private func bytes(_ event: Event) -> [UInt8] {
        switch format {
        case .text: Array((text.lines(event).joined(separator: "\n") + "\n").utf8)
        case .jsonl: VisibleJSON.escaped(WireEvent.bytes(for: event)) + [0x0A]
        }
    }
}
