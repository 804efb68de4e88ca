import Foundation
import HTTP
import Platform

/// Sends one event, marked as a test, straight to a sink; the log does not have it.
package enum SinkTrial {
    /// - Parameters:
    ///   - isColoured: whether standard output is a terminal that shows colours.
    ///   - warn: told of what the sink did not manage although it took the event.
    /// - Returns: nil if no sink has that name.
    /// - Throws: `TransferError` or `NotifyError` if the sink cannot be set up.
    package static func run(
        sink name: String, configuration: Configuration, isColoured: Bool, now: Timestamp,
        warn: @escaping @Sendable (String) -> Void
    ) async throws -> DeliveryOutcome? {
        let client = try configuration.makeClient()
        let sinks = try configuration.makeSinks(
            client: client, output: StreamWriter(.output), isColoured: isColoured,
            warn: warn)
        guard let sink = sinks.first(where: { $0.name == name }) else {
            await client.shutdown()
            return nil
        }
        let outcome = await sink.deliver([event(now: now)], now: now)
        await client.shutdown()
        return outcome
    }

    /// The public keys that the sink's receiver verifies with, one for each private key of it.
    ///
    /// - Returns: nil if no sink has that name.
    package static func publicKeys(
        sink name: String, configuration: Configuration
    ) throws -> [String]? {
        guard let sink = configuration.sinks.first(where: { $0.name == name }) else { return nil }
        guard case .webhook(let hook) = sink.kind else { return [] }
        return try hook.secrets.compactMap { try WebhookSecret($0.reveal()).publicKey() }
    }

    static func event(now: Timestamp) -> Event {
        let id = DerivedID.make("evt", salt: [], ["test", UUID().uuidString])
        let content = RevisionContent(
            title: "A test event: nothing has happened", text: "", link: "https://example.org/")
        let hash = Normaliser.contentHash(of: content)
        let body = JSONValue.members([
            "id": .string(id), "type": .string(EventType.entryPublished.rawValue),
            "at": .time(now),
            "data": .members([
                "test": .bool(true),
                "feed": .members([
                    "name": .string("rejoinder-test"), "url": .string("https://example.org/feed"),
                ]),
                "entry": EventData.entry(identity: id, content: content, firstSeenAt: now),
                "revision": EventData.revision(
                    number: 1, source: .feed, contentHash: hash, seenAt: now,
                    receipt: nil),
            ]),
        ]).bytes
        let none = [UInt8](repeating: 0, count: 32)
        return Event(
            sequence: 0, id: id, type: .entryPublished, at: now, feed: nil, body: body,
            previousHash: none, hash: none)
    }
}
