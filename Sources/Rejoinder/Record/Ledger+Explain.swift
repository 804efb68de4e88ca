import Foundation
import GRDB

/// Why an event was made, and what became of it.
package struct EventExplanation: Hashable, Sendable {
    package let event: Event
    /// The level of the change, if the event is about one.
    package let level: ChangeLevel?
    package let entry: Int64?
    package let inquiry: Inquiry.ID?
    /// The change that the event reports, with the rule that gave its level and verdict.
    package let change: ChangeRecord?
    /// The response that the event reports, with its reasons.
    package let response: ResponseRecord?
    /// The answer that it was read from, or that showed that a page is gone.
    package let receipt: ReceiptRecord?
    package let deliveries: [DeliveryRecord]
    /// What let it pass to a sink, or holds it there, by the sink's name.
    package let reasons: [String: [String]]
    /// The sinks that did not get the event, each with the reason.
    package let notSent: [NotSent]

    package struct NotSent: Hashable, Sendable {
        package let sink: String
        package let reason: String
    }
}

extension Ledger {
    package func explain(_ event: Event) async throws(LedgerError) -> EventExplanation {
        var query = DeliveryQuery()
        query.sequence = event.sequence
        let deliveries = try await deliveries(query)
        let sinks = try await sinks()
        return try await read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT entry_id, inquiry_id, level FROM event WHERE sequence = ?",
                arguments: [event.sequence])
            let entry: Int64? = try row?["entry_id"]
            let inquiry: String? = try row?["inquiry_id"]
            let level = try (row?["level"] as String?).flatMap(ChangeLevel.init(rawValue:))
            let data = (try? JSONValue(parsing: event.body))?["data"]
            let revision = data?["revision"]?["number"]?.intValue
            return EventExplanation(
                event: event, level: level, entry: entry,
                inquiry: inquiry.map { Inquiry.ID(rawValue: $0) },
                change: try Row.fetchOne(
                    database, sql: ChangeRecord.query, arguments: [entry, revision]
                ).map(ChangeRecord.init(row:)),
                response: try Row.fetchOne(
                    database,
                    sql: """
                        SELECT * FROM response
                        WHERE inquiry_id = ? AND entry_id = ? AND revision = ?
                        """, arguments: [inquiry, entry, revision]
                ).map(ResponseRecord.init(row:)),
                receipt: try (data?["page"]?["receipt"] ?? data?["revision"]?["receipt"])?
                    .stringValue.flatMap { Hex.bytes($0) }
                    .flatMap { try ReceiptStore.receipt($0, in: database) },
                deliveries: deliveries,
                reasons: Dictionary(
                    deliveries.map { delivery in
                        let route = sinks.first { $0.route.sink == delivery.sink }?.route
                        return (
                            delivery.sink,
                            Self.reasons(delivery, route, RoutedEvent(event, level: level))
                        )
                    }, uniquingKeysWith: { first, _ in first }),
                notSent: sinks.compactMap { sink in
                    guard !deliveries.contains(where: { $0.sink == sink.route.sink }) else {
                        return nil
                    }
                    return .init(
                        sink: sink.route.sink,
                        reason: Self.refusal(sink, event: event, level: level))
                })
        }
    }

    /// The rules that sent the event, hold it or put it together with others.
    private static func reasons(
        _ delivery: DeliveryRecord, _ route: Route?, _ event: RoutedEvent
    ) -> [String] {
        var reasons: [String] = []
        if let origin = delivery.origin {
            reasons.append("as the fallback of \(origin), which had not taken it")
        } else if let route, route.accepts(event) {
            let rules = route.reasons(for: event)
            reasons.append(
                rules.isEmpty ? "it gets all" : "by its \(rules.joined(separator: "; "))")
        }
        if let rule = delivery.heldBy, let until = delivery.heldUntil {
            let words = route?.timing.words(rule) ?? rule.rawValue
            reasons.append(
                "\(delivery.state == .held ? "held" : "was held") until \(until) by \(words)")
        }
        if let digest = delivery.digest {
            reasons.append("in the digest that begins with number \(digest) of the log")
        }
        return reasons
    }

    private static func refusal(_ sink: SinkRecord, event: Event, level: ChangeLevel?) -> String {
        let route = sink.route
        let about = (try? JSONValue(parsing: event.body))?["data"]?["sink"]?["name"]
        if about?.stringValue == route.sink { return "it is about this sink itself" }
        if let refusal = route.refusal(of: RoutedEvent(event, level: level)) { return refusal }
        return sink.isActive
            ? "its configuration was different when the event was made" : "it is not configured"
    }

    /// The change that led to a revision; nil if the revision is the first.
    package func change(
        entry: Int64, to revision: Int
    ) async throws(LedgerError) -> ChangeRecord? {
        try await read { database in
            try Row.fetchOne(
                database, sql: ChangeRecord.query, arguments: [entry, revision]
            ).map(ChangeRecord.init(row:))
        }
    }

    /// The events about an entry, in the order of the log.
    package func events(entry: Int64) async throws(LedgerError) -> [Event] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM event WHERE entry_id = ? ORDER BY sequence",
                arguments: [entry]
            ).map { try Event(row: $0, in: database) }
        }
    }
}
