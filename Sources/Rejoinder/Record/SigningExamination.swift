import Foundation
import GRDB

/// An examination of the signatures of a log, event by event.
struct SigningExamination {
    /// Events in a row that one key has signed.
    struct Segment {
        let first: Int64
        var last: Int64
        let key: LogPublicKey
        /// Whether the key before it says that this one follows.
        let isVouchedFor: Bool
    }

    private let log: [UInt8]
    private let keys: [Int64: LogPublicKey]
    private(set) var segments: [Segment] = []
    /// The key of the event before, if that is signed.
    private var current: LogPublicKey?

    init(log: [UInt8], database: Database) {
        self.log = log
        // What cannot be read is missed where an event names it.
        let rows = (try? Row.fetchAll(database, sql: "SELECT id, public FROM log_key")) ?? []
        var keys: [Int64: LogPublicKey] = [:]
        for row in rows {
            guard let id: Int64 = try? row["id"], let bytes: Data = try? row["public"] else {
                continue
            }
            keys[id] = LogPublicKey(bytes: [UInt8](bytes))
        }
        self.keys = keys
    }

    /// - Parameter key: the number of the key that has signed the event before the first.
    mutating func begin(after key: Int64?) { current = key.flatMap { keys[$0] } }

    mutating func faults(of event: ChainRow) -> [String] {
        guard let bytes = event.signature else {
            return current == nil ? [] : [" is not signed, though those before it are"]
        }
        guard let key = event.key.flatMap({ keys[$0] }) else {
            return [" is signed with a key that the log does not name"]
        }
        var faults: [String] = []
        let signature = LogSignature(key: key, bytes: bytes)
        if !signature.isValid(for: SignedMessage.event(hash: event.hash)) {
            faults.append(" is not rightly signed: it was added by somebody without the key")
        }
        let isNew = key != current
        var announced: Announcement?
        if isNew, let current { announced = announcement(of: key, after: current, in: event) }
        if announced == .missing {
            faults.append(" is signed with another key, of which no event log.rekeyed tells")
        }
        if isNew || segments.isEmpty {
            segments.append(
                Segment(
                    first: event.header.sequence, last: event.header.sequence, key: key,
                    isVouchedFor: announced == .vouched))
        } else {
            segments[segments.count - 1].last = event.header.sequence
        }
        current = key
        return faults
    }

    private enum Announcement { case missing, told, vouched }

    /// What the event says of the key that has signed it, and none before.
    private func announcement(
        of key: LogPublicKey, after former: LogPublicKey, in event: ChainRow
    ) -> Announcement {
        guard event.header.type == EventType.logRekeyed.rawValue, let body = event.body,
            let said = try? JSONValue(parsing: body)["data"]?["key"],
            said["public"]?.stringValue == key.text, said["former"]?.stringValue == former.text
        else { return .missing }
        guard let bytes = said["voucher"]?.stringValue.flatMap({ LogSignature.bytes($0) }) else {
            return .told
        }
        let voucher = LogSignature(key: former, bytes: bytes)
        return voucher.isValid(for: SignedMessage.nextKey(key, log: log)) ? .vouched : .missing
    }

    /// The last event that a key signs which somebody trusts, or for which such a key vouches.
    ///
    /// Its hash covers all events before it, whoever has signed those.
    func lastEvent(signedBy trusted: Set<LogPublicKey>) -> Int64 {
        var trusted = trusted
        var last: Int64 = 0
        var isTrusted = false
        for segment in segments {
            isTrusted = trusted.contains(segment.key) || isTrusted && segment.isVouchedFor
            guard isTrusted else { continue }
            trusted.insert(segment.key)
            last = segment.last
        }
        return last
    }

    /// The keys that somebody may trust who trusts these.
    func keys(following trusted: Set<LogPublicKey>) -> Set<LogPublicKey> {
        var trusted = trusted
        for (former, next) in zip(segments, segments.dropFirst())
        where next.isVouchedFor && trusted.contains(former.key) {
            trusted.insert(next.key)
        }
        return trusted
    }
}
