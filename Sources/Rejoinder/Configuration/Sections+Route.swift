import Yams

extension KeySchema where Target == SinkDraft {
    /// Which events a sink gets.
    static var routing: [KeySchema] {
        [
            .key(
                "types", .list(of: .eventType), \.sink.types,
                "The event types that it gets, by name or glob, such as inquiry.*. The default is "
                    + "all."),
            .key(
                "feeds", .list(of: .reference(to: .feedGlob)), \.sink.feeds,
                "The feeds whose events it gets, by name or glob. The default is all."),
            .key(
                "tags", .list(of: .text), \.sink.tags,
                "The tags of the feeds whose events it gets. The default is all."),
            .key(
                "institutions", .list(of: .text), \.sink.institutions,
                "The institutions whose feeds, statements and inquiries it hears of, by key or "
                    + "glob. The default is all."),
            .key(
                "inquiries", .list(of: .text), \.sink.inquiries,
                "The inquiries that it hears of, by id or glob; one of this file has its name as "
                    + "its id. The default is all."),
            .key(
                "owners", .list(of: .text), \.sink.owners,
                "Whose inquiries it hears of. The default is anybody's and nobody's."),
            .key(
                "words", .list(of: .phrase), \.sink.words,
                "Words or phrases, one of which an event's text must have: as whole words, in any "
                    + "case. The default is any text."),
            .key(
                "levels", .levels, \.sink.levels,
                "The changes of entries that it gets: only major ones (the default), or major and "
                    + "minor ones."),
        ]
    }

    /// When it gets them, and where they go if it does not take them.
    static var timing: [KeySchema] {
        [
            .key(
                "time_zone", .timeZone, \.sink.timing.zone,
                "The time zone of quiet, working_hours and digest, such as Europe/Berlin. The "
                    + "default is UTC."),
            .key(
                "quiet", .hours(days: DailyHours.everyDay), \.sink.timing.quiet,
                "Hours in which it gets nothing, or a list of them. What falls into them is sent "
                    + "at their end. The default is none."),
            .key(
                "working_hours", .hours(days: [0, 1, 2, 3, 4]), \.sink.timing.working,
                "The only hours in which it gets anything, or a list of them. What falls outside "
                    + "is sent when they begin. The default is all hours."),
            .key(
                "digest", .digest, optional: \.sink.timing.digest,
                "When it gets what has come since the last time, as one message. The default is "
                    + "to send each event at once."),
            .key(
                "limit", .integer(1...10_000), optional: \.sink.timing.limit,
                "The most messages that it gets in an hour. The others come as one when the hour "
                    + "is over. The default is no limit."),
            .key(
                "urgent", .list(of: .eventType), \.sink.timing.urgent,
                "Event types, by name or glob, for which quiet, working_hours, digest and limit do "
                    + "not count. The default is none."),
            .key(
                "fallback", .text, optional: \.sink.fallback,
                "The sink that also gets what this one has not taken in time. The default is "
                    + "none."),
            .key(
                "fallback_after",
                .duration(atLeast: .seconds(60), atMost: SinkQueue.longestFallback),
                \.sink.fallbackAfter,
                "How long this one has before an event goes to its fallback too. The default is "
                    + "30m."),
        ]
    }
}

extension ValueCodec where Value == [ChangeLevel] {
    /// The levels of change: whoever hears of small changes also hears of large ones.
    fileprivate static var levels: ValueCodec {
        ValueCodec.list(of: ValueCodec<ChangeLevel>.choice([.major, .minor])).checked {
            $0.isEmpty || $0.contains(.major) ? nil : "must include major"
        }
    }
}

extension ValueCodec where Value == String {
    fileprivate static var phrase: ValueCodec {
        ValueCodec.text.checked { Phrase($0) == nil ? "there is no word in \"\($0)\"" : nil }
    }

    fileprivate static var timeZone: ValueCodec {
        ValueCodec(schema: ValueCodec.text.schema) { node, path, reading in
            guard reading.enter(node) else { return nil }
            if let name = node.written, LocalTime.isZone(name) { return name }
            let meant = NearestName.suggestion(for: node.written ?? "", in: LocalTime.zones)
            reading.fault(
                node.mark,
                "\(path): expected a time zone such as Europe/Berlin, found \(node.found)\(meant)")
            return nil
        }
    }
}

extension ValueCodec where Value == Int {
    /// A time of the day, as the minute of the day.
    fileprivate static func clockTime(end: Bool = false) -> ValueCodec {
        ValueCodec.scalar(
            expected: "a time such as \"07:30\"" + (end ? ", or \"24:00\"" : ""),
            schema: .members([
                "type": .string("string"), "pattern": .string("^[0-2][0-9]:[0-5][0-9]$"),
            ])
        ) { text in ClockText.parse(text).flatMap { $0 < 1440 || end ? $0 : nil } }
    }
}

extension ValueCodec where Value == Set<Int> {
    /// Days of the week, of which 0 is Monday.
    fileprivate static var weekdays: ValueCodec {
        let list = ValueCodec<[Weekday]>.oneOrMore(of: .choice)
        return ValueCodec(schema: list.schema) { node, path, reading in
            let faults = reading.faults.count
            guard let days = list.read(node, path, &reading) else { return nil }
            if days.isEmpty, reading.faults.count == faults {
                reading.fault(node.mark, "\(path): names no day")
            }
            return days.isEmpty ? nil : Set(days.map(\.number))
        }
    }
}

extension ValueCodec {
    /// A mapping of keys, all of which are read into a value.
    fileprivate static func mapping(
        _ table: SectionSchema<Value>, into start: Value
    ) -> ValueCodec {
        ValueCodec(schema: table.schema) { node, path, reading in
            var value = start
            let faults = reading.faults.count
            let isComplete = table.read(node, path, &reading, into: &value)
            return isComplete && reading.faults.count == faults ? value : nil
        }
    }
}

extension ValueCodec where Value == [DailyHours] {
    /// - Parameter days: on which the hours begin unless they say it.
    fileprivate static func hours(days: Set<Int>) -> ValueCodec {
        let table = SectionSchema<DailyHours>([
            .key(
                "from", .clockTime(), \.from, required: true,
                "When they begin, such as \"22:00\"."),
            .key(
                "to", .clockTime(end: true), \.to, required: true,
                "When they end; if that is no later than from, on the next day."),
            .key(
                "days", .weekdays, \.days,
                "The days on which they begin. The default is "
                    + (days == DailyHours.everyDay ? "every day." : "monday to friday.")),
        ])
        let hours = ValueCodec<DailyHours>.mapping(
            table, into: DailyHours(from: -1, to: -1, days: days))
        return .oneOrMore(
            of: hours.checked {
                $0.from == $0.to && $0.from >= 0 ? "begin and end at the same time" : nil
            })
    }
}

/// The keys of a digest while they are being read.
private struct DigestDraft {
    var at: [Int] = []
    var days: Set<Int>?
    var every: Duration?

    var complaint: String? {
        if at.isEmpty == (every == nil) {
            return "needs either \"at\", such as \"07:30\", or \"every\", such as 30m"
        }
        return every != nil && days != nil ? "\"days\" belongs to \"at\"" : nil
    }

    var times: DigestTimes {
        every.map { .every($0) } ?? .at(at.sorted(), days: days ?? DailyHours.everyDay)
    }
}

extension ValueCodec where Value == DigestTimes {
    fileprivate static var digest: ValueCodec {
        let table = SectionSchema<DigestDraft>([
            .key(
                "at", .oneOrMore(of: .clockTime()), \.at,
                "The time of the day, or a list of times, such as \"07:30\"."),
            .key(
                "days", .weekdays, optional: \.days,
                "The days of the week. The default is every day."),
            .key(
                "every", .duration(atLeast: .seconds(60), atMost: .seconds(86_400)),
                optional: \.every,
                "How often instead, such as 30m; counted from midnight in UTC if a day has it "
                    + "without a rest."),
        ])
        return ValueCodec<DigestDraft>.mapping(table, into: DigestDraft())
            .checked(\.complaint).map(\.times)
    }
}

extension SinkDraft {
    /// Checks what the keys of a route say together.
    func checkRoute(
        _ node: Node, _ feeds: [Configuration.Feed], _ reading: inout ConfigurationReading
    ) {
        let timing = sink.timing
        if timing.opening(from: Timestamp(seconds: 1_767_225_600)) == nil {
            let value = node.value(of: "working_hours") ?? node.value(of: "quiet")
            reading.fault(value?.mark, "\(section): the hours leave no time to send anything")
        }
        if sink.fallback == nil, let value = node.value(of: "fallback_after") {
            reading.fault(
                value.mark, "\(section).fallback_after: does nothing without \"fallback\"")
        }
        if timing.quiet.isEmpty, timing.working.isEmpty, timing.digest == nil, timing.limit == nil,
            !timing.urgent.isEmpty
        {
            reading.warn(
                node.value(of: "urgent")?.mark,
                "\(section).urgent: does nothing without quiet, working_hours, digest or limit")
        }
        checkNames(node, feeds, &reading)
    }

    /// Names that nothing in the file has are slips, or mean what only texts name.
    private func checkNames(
        _ node: Node, _ feeds: [Configuration.Feed], _ reading: inout ConfigurationReading
    ) {
        let known = Set(feeds.flatMap(\.tags))
        // A faulty feed may be the one that has the tag.
        for tag in sink.tags where !known.contains(tag) && reading.faults.isEmpty {
            reading.fault(
                node.value(of: "tags")?.mark,
                "\(section).tags[]: no feed has the tag \"\(VisibleText.line(tag, limit: 64))\""
                    + NearestName.suggestion(for: tag, in: known.sorted()))
        }
        let institutions = reading.names(of: .institution)
        for key in sink.institutions
        where !institutions.contains(where: { Glob.matches($0, key) }) {
            reading.warn(
                node.value(of: "institutions")?.mark,
                "\(section).institutions[]: this file has no institution "
                    + "\"\(VisibleText.line(key, limit: 64))\", so only bodies that every "
                    + "installation knows can be meant"
                    + NearestName.suggestion(for: key, in: institutions))
        }
    }
}

/// Checks that what is sent to fallbacks comes to an end.
enum FallbackCheck {
    static func check(
        _ sinks: [Configuration.Sink], _ node: Node, _ reading: inout ConfigurationReading
    ) {
        guard case .sequence(let nodes) = node else { return }
        let names = reading.names(of: .sink)
        let next = Dictionary(
            sinks.compactMap { sink in sink.fallback.map { (sink.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        var told: Set<String> = []
        for sink in sinks {
            guard let fallback = sink.fallback else { continue }
            let mark = nodes.first { $0.value(of: "name")?.written == sink.name }?
                .value(of: "fallback")?.mark
            guard names.contains(fallback) else {
                reading.fault(
                    mark,
                    "sinks[].fallback: there is no sink "
                        + "\"\(VisibleText.line(fallback, limit: 64))\""
                        + NearestName.suggestion(
                            for: fallback, in: names.filter { $0 != sink.name }))
                continue
            }
            guard !told.contains(sink.name), let circle = circle(from: sink.name, next) else {
                continue
            }
            told.formUnion(circle)
            reading.fault(
                mark,
                "sinks[].fallback: goes round in a circle: "
                    + (circle + [sink.name]).joined(separator: ", "))
        }
    }

    /// The sinks from which one comes back to the first; nil if one does not.
    private static func circle(from name: String, _ next: [String: String]) -> [String]? {
        var path = [name]
        while let after = path.last.flatMap({ next[$0] }) {
            if after == name { return path }
            if path.contains(after) { return nil }
            path.append(after)
        }
        return nil
    }
}
