import Rejoinder

/// What other settings would have told, beside what was told.
struct RulesReport {
    /// How many inquiries texts did open.
    let opened: Int
    let added: [OpeningTrial.Verdict]
    let dropped: [OpeningTrial.Verdict]
    /// By sink and type of event, how many it got, and how many more and fewer it would have.
    private(set) var sinks: [String: [EventType: Counts]] = [:]

    /// What quiet hours, digests and limits would have done, by sink.
    var timings: [(sink: String, trial: TimingTrial)] = []

    struct Counts {
        var was = 0
        var added = 0
        var dropped = 0
    }

    init(opened: Int, added: [OpeningTrial.Verdict], dropped: [OpeningTrial.Verdict]) {
        (self.opened, self.added, self.dropped) = (opened, added, dropped)
    }

    mutating func note(_ type: EventType, was: Set<String>, wouldBe: Set<String>) {
        for sink in was { sinks[sink, default: [:]][type, default: Counts()].was += 1 }
        for sink in wouldBe.subtracting(was) {
            sinks[sink, default: [:]][type, default: Counts()].added += 1
        }
        for sink in was.subtracting(wouldBe) {
            sinks[sink, default: [:]][type, default: Counts()].dropped += 1
        }
    }

    /// What a trial on recorded days cannot know.
    static let unknown = [
        "what would have come after an inquiry that did not open: looks sooner, answers, deadlines",
        "what stands in texts that were not read, or of feeds that were not polled",
        "which statements would have been the first sighting of their words",
        "what other watches would have found",
    ]

    private var rows: [(sink: String, type: EventType, counts: Counts)] {
        sinks.keys.sorted().flatMap { sink in
            (sinks[sink] ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }.map {
                (sink, $0.key, $0.value)
            }
        }
    }

    func lines(since: Timestamp, _ style: TextStyle) -> [String] {
        var lines = [
            "since \(since): \(opened) inquiries opened from texts, "
                + "\(opened + added.count - dropped.count) would have"
        ]
        lines += Self.list("would have opened in addition", added, style)
        lines += Self.list("would not have opened", dropped, style)
        let changed = rows.filter { $0.counts.added + $0.counts.dropped > 0 }
        if changed.isEmpty {
            lines += ["", "every sink would have got the same events"]
        } else {
            var table = TextTable("SINK", "EVENT", "WAS", "MORE", "FEWER")
            for (sink, type, counts) in changed {
                table.add(
                    VisibleText.line(sink), type.rawValue, String(counts.was),
                    "+\(counts.added)", "-\(counts.dropped)")
            }
            lines += [""] + table.lines(style)
        }
        if !timings.isEmpty {
            lines += [""] + timings.map { Self.line($0.sink, $0.trial) }
        }
        return lines + ["", "what cannot be known:"] + Self.unknown.map { "  - \($0)" }
    }

    private static func line(_ sink: String, _ trial: TimingTrial) -> String {
        let held = Hold.Rule.allCases.compactMap { rule -> String? in
            guard let count = trial.held[rule] else { return nil }
            return "\(count) held by \(trial.timing.words(rule))"
        }
        return "\(VisibleText.line(sink)): of \(trial.events) events "
            + (["\(trial.atOnce) at once"] + held).joined(separator: ", ")
            + "; \(trial.messages) messages, \(trial.digests) of them digests"
    }

    private static func list(
        _ title: String, _ verdicts: [OpeningTrial.Verdict], _ style: TextStyle
    ) -> [String] {
        guard !verdicts.isEmpty else { return [] }
        return ["", style.strong("\(title): \(verdicts.count)")]
            + verdicts.flatMap { verdict -> [String] in
                let mention = verdict.mention
                let id = mention.inquiry?.rawValue ?? "mention \(mention.id)"
                return [
                    "  \(VisibleText.line(mention.party.name, limit: 80)), "
                        + "\(mention.party.state.rawValue), in \(VisibleText.line(mention.feed)), "
                        + "entry \(mention.entry) (\(id)): \(VisibleText.line(verdict.reason))",
                    style.faint("    " + VisibleText.line(mention.party.evidence, limit: 200)),
                ]
            }
    }

    func json(since: Timestamp) -> JSONValue {
        .members([
            "since": .time(since),
            "inquiries": .members([
                "opened": .int(opened), "would_open": .int(opened + added.count - dropped.count),
                "added": .array(added.map(Self.json)), "dropped": .array(dropped.map(Self.json)),
            ]),
            "sinks": .array(
                rows.map { sink, type, counts in
                    .members([
                        "sink": .string(sink), "type": .string(type.rawValue),
                        "was": .int(counts.was), "added": .int(counts.added),
                        "dropped": .int(counts.dropped),
                    ])
                }),
            "timings": .list(
                timings.map { sink, trial in
                    .members([
                        "sink": .string(sink), "events": .int(trial.events),
                        "at_once": .int(trial.atOnce),
                        "held": .object(
                            Hold.Rule.allCases.compactMap { rule in
                                trial.held[rule].map { .init(rule.rawValue, .int($0)) }
                            }), "messages": .int(trial.messages),
                        "digests": .int(trial.digests),
                    ])
                }), "unknown": .array(Self.unknown.map { .string($0) }),
        ])
    }

    private static func json(_ verdict: OpeningTrial.Verdict) -> JSONValue {
        let mention = verdict.mention
        return .members([
            "mention": .int(mention.id), "entry": .int(mention.entry),
            "feed": .string(mention.feed), "party": .string(mention.party.name),
            "state": .string(mention.party.state.rawValue),
            "confidence": .double(mention.party.confidence),
            "inquiry": .string(mention.inquiry?.rawValue), "reason": .string(verdict.reason),
            "evidence": .string(mention.party.evidence),
        ])
    }
}
