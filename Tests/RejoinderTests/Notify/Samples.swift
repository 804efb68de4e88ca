import Foundation
import HTTP

@testable import Rejoinder

/// Events as the ledger would give them.
enum Samples {
    static let moment = Timestamp(seconds: 1_748_976_300)  // 2025-06-03T18:45:00Z

    /// The machine's clock, for receivers that refuse what is five minutes old: beside a thousand other
    /// tests, one that sends twice may take as long.
    static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    static func event(
        _ type: EventType = .entryPublished, id: String = "evt_sample", sequence: Int64 = 7,
        data: JSONValue = .object([])
    ) -> Event {
        let body = JSONValue.members([
            "id": .string(id), "type": .string(type.rawValue), "at": .time(moment), "data": data,
        ]).bytes
        return Event(
            sequence: sequence, id: id, type: type, at: moment, feed: "news", body: body,
            previousHash: Array(repeating: 0xAB, count: 32), hash: Array(repeating: 0xCD, count: 32)
        )
    }

    static func delivery(_ event: Event, attempts: Int = 0) -> Delivery {
        Delivery(
            event: event, sink: "hook", state: .pending, attempts: attempts, nextAttemptAt: moment,
            lastError: nil)
    }

    static func client() throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(
            exceptions: [AddressPolicy.Exception("127.0.0.0/8")].compactMap { $0 })
        return try Client(configuration: configuration)
    }
}
