import System

/// A sink that prints events: lines for people, or one JSON document a line.
package struct StandardOutput: Sink {
    package let name: String
    private let format: Configuration.Sink.LineFormat
    private let text: EventText

    /// - Parameter isColoured: whether lines for people are marked up with colours.
    package init(name: String, format: Configuration.Sink.LineFormat, isColoured: Bool) {
        self.name = name
        self.format = format
        text = EventText(isColoured: isColoured)
    }

    package func deliver(_ delivery: Delivery, now: Timestamp) async -> DeliveryOutcome {
        let bytes =
            switch format {
            case .text: Array((text.lines(delivery.event).joined(separator: "\n") + "\n").utf8)
            case .jsonl: WireEvent.bytes(for: delivery.event) + [0x0A]
            }
        guard let failure = StandardStream.output.write(bytes) else { return .delivered }
        return .retry(after: nil, reason: "standard output: \(failure)")
    }
}
