/// When a sink gets the events that its route lets pass.
///
/// What falls into hours in which nothing is sent, waits for a digest or is over the limit is held,
/// and sent later: nothing is dropped.
package struct Timing: Hashable, Sendable {
    /// The time zone of hours and digests.
    package var zone = "UTC"
    /// Hours in which nothing is sent.
    package var quiet: [DailyHours] = []
    /// The only hours in which anything is sent; empty: all.
    package var working: [DailyHours] = []
    package var digest: DigestTimes?
    /// How many messages are sent in an hour, which begins with the first of them.
    package var limit: Int?
    /// Event types or globs that are always sent at once.
    package var urgent: [String] = []

    package init() {}

    /// No hold ends later than this: it is more than a digest of each week and a quiet weekend.
    package static let longest: Duration = .seconds(15 * 86_400)

    /// The first moment from then on at which something may be sent; nil if none is in sight.
    package func opening(from moment: Timestamp) -> Timestamp? {
        let clock = LocalTime(zone)
        var moment = moment
        // Hours that meet follow each other; no configuration needs as many.
        for _ in 0..<64 {
            if let end = quiet.compactMap({ $0.end(at: moment, clock) }).max() {
                moment = end
            } else if !working.isEmpty,
                !working.contains(where: { $0.end(at: moment, clock) != nil })
            {
                guard let start = working.compactMap({ $0.start(from: moment, clock) }).min() else {
                    return nil
                }
                moment = start
            } else {
                return moment
            }
        }
        return nil
    }

    package func isUrgent(_ type: EventType) -> Bool {
        urgent.contains { Glob.matches(type.rawValue, $0) }
    }
}

/// Why and until when something is not sent.
package struct Hold: Hashable, Sendable {
    package enum Rule: String, Sendable, CaseIterable {
        case quiet, working = "working_hours", digest, limit

        /// Whether what it holds is sent as one message.
        package var makesDigest: Bool { self == .digest || self == .limit }
    }

    package let rule: Rule
    package let until: Timestamp

    package init(_ rule: Rule, until: Timestamp) {
        self.rule = rule
        self.until = until
    }
}

/// The hour in which a sink's messages are counted.
package struct SendingHour: Hashable, Sendable {
    package var from: Timestamp
    package var count: Int

    package init(from: Timestamp, count: Int) {
        self.from = from
        self.count = count
    }

    package static let length: Duration = .seconds(3600)

    /// Whether the hour is the moment's; one that begins later is left over from a wrong clock.
    func holds(_ moment: Timestamp) -> Bool { from <= moment && moment < from + Self.length }

    /// The hour after one more message, sent at that moment.
    static func counting(_ hour: SendingHour?, at moment: Timestamp) -> SendingHour {
        guard let hour, hour.holds(moment) else { return SendingHour(from: moment, count: 1) }
        return SendingHour(from: hour.from, count: hour.count + 1)
    }
}

extension Timing {
    /// Why what is to be sent now has to wait; nil if it may be sent.
    ///
    /// - Parameters:
    ///   - type: of the event; of a digest's first.
    ///   - at: when the event was made, which decides on its digest even if nothing ran then.
    ///   - isNew: whether it was neither held nor tried before; a digest holds only what is new.
    ///   - hour: the messages of the last hour, those included that are about to be sent.
    package func hold(
        _ type: EventType, at made: Timestamp, isNew: Bool, hour: SendingHour?, now: Timestamp
    ) -> Hold? {
        guard self != Timing(), !isUrgent(type) else { return nil }
        if isNew, let next = digest?.next(after: made, LocalTime(zone)) {
            return bounded(Hold(.digest, until: opening(from: max(next, made)) ?? next), now)
        }
        if let opening = opening(from: now), opening > now {
            let isQuiet = quiet.contains { $0.end(at: now, LocalTime(zone)) != nil }
            return bounded(Hold(isQuiet ? .quiet : .working, until: opening), now)
        }
        if let limit, let hour, hour.holds(now), hour.count >= limit {
            let end = hour.from + SendingHour.length
            return bounded(Hold(.limit, until: opening(from: end) ?? end), now)
        }
        return nil
    }

    private func bounded(_ hold: Hold, _ now: Timestamp) -> Hold {
        Hold(hold.rule, until: min(hold.until, now + Self.longest))
    }
}

extension Timing {
    /// As the ledger keeps it.
    package var json: JSONValue {
        .members([
            "zone": .string(zone), "quiet": .list(quiet.map(\.json)),
            "working": .list(working.map(\.json)), "digest": digest?.json,
            "limit": limit.map { .int($0) }, "urgent": .list(urgent.map { .string($0) }),
        ])
    }

    /// - Returns: nil if a part of it cannot be read.
    init?(_ json: JSONValue) {
        guard let zone = json["zone"]?.stringValue,
            let quiet = Self.all(json["quiet"], DailyHours.init),
            let working = Self.all(json["working"], DailyHours.init),
            let urgent = Self.all(json["urgent"], \.stringValue)
        else { return nil }
        let digest = json["digest"].flatMap(DigestTimes.init)
        let limit = json["limit"]?.intValue.map { Int(clamping: $0) }
        guard (json["digest"] == nil) == (digest == nil), (json["limit"] == nil) == (limit == nil)
        else { return nil }
        (self.zone, self.quiet, self.working) = (zone, quiet, working)
        (self.digest, self.limit, self.urgent) = (digest, limit, urgent)
    }

    fileprivate static func all<Value>(
        _ json: JSONValue?, _ read: (JSONValue) -> Value?
    ) -> [Value]? {
        guard let json else { return [] }
        guard let values = json.arrayValue else { return nil }
        let found = values.compactMap(read)
        return found.count == values.count ? found : nil
    }
}

extension DailyHours {
    fileprivate var json: JSONValue {
        .members([
            "from": .int(from), "to": .int(to), "days": .array(days.sorted().map { .int($0) }),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let from = json["from"]?.intValue, let to = json["to"]?.intValue,
            let days = Timing.all(json["days"], \.intValue), ClockText.minutes.contains(from),
            ClockText.minutes.contains(to)
        else { return nil }
        self.init(
            from: Int(clamping: from), to: Int(clamping: to),
            days: Set(days.map { Int(clamping: $0) }))
    }
}

extension DigestTimes {
    fileprivate var json: JSONValue {
        switch self {
        case .at(let minutes, let days):
            .members([
                "at": .array(minutes.map { .int($0) }),
                "days": .array(days.sorted().map { .int($0) }),
            ])
        case .every(let span): .members(["every": .int(span.milliseconds)])
        }
    }

    fileprivate init?(_ json: JSONValue) {
        if let span = json["every"]?.intValue {
            self = .every(.milliseconds(span))
        } else if let minutes = Timing.all(json["at"], \.intValue), !minutes.isEmpty,
            let days = Timing.all(json["days"], \.intValue),
            minutes.allSatisfy(ClockText.minutes.contains)
        {
            self = .at(
                minutes.map { Int(clamping: $0) }, days: Set(days.map { Int(clamping: $0) }))
        } else {
            return nil
        }
    }
}

// MARK: - In words

extension Timing {
    /// The rule as `explain` and listings name it.
    package func words(_ rule: Hold.Rule) -> String {
        switch rule {
        case .quiet: "quiet hours (\(Self.words(quiet, zone)))"
        case .working: "working hours (\(Self.words(working, zone)))"
        case .digest: digest.map { "the digest \($0.words(zone))" } ?? "a digest"
        case .limit: limit.map { "the limit of \($0) an hour" } ?? "the limit"
        }
    }

    private static func words(_ hours: [DailyHours], _ zone: String) -> String {
        let texts = hours.map { hours in
            "\(ClockText.write(hours.from)) to \(ClockText.write(hours.to))"
                + ClockText.on(hours.days)
        }
        return
            (texts.isEmpty ? "no longer configured" : texts.joined(separator: "; ") + ", \(zone)")
    }
}

extension DigestTimes {
    fileprivate func words(_ zone: String) -> String {
        switch self {
        case .every(let span): "every \(DurationText.write(span))"
        case .at(let minutes, let days):
            "at \(minutes.map(ClockText.write).joined(separator: ", "))\(ClockText.on(days)), \(zone)"
        }
    }
}

/// Times of the day and days of the week as people write them.
package enum ClockText {
    /// The minutes of a day, with the midnight at its end.
    static let minutes: ClosedRange<Int64> = 0...1440

    package static let days = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The minute of the day that `07:30` stands for; 24:00 is the end of the day.
    package static func parse(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [0, 1, 3, 4].map { Int(bytes[$0]) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour < 24 || hour == 24 && minute == 0 else { return nil }
        return hour * 60 + minute
    }

    package static func write(_ minute: Int) -> String {
        let (hour, minute) = (minute / 60, minute % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// The days, unless they are all.
    static func on(_ numbers: Set<Int>) -> String {
        guard numbers != DailyHours.everyDay else { return "" }
        let names = days.enumerated().filter { numbers.contains($0.offset) }.map(\.element)
        return " on \(names.joined(separator: ", "))"
    }
}
