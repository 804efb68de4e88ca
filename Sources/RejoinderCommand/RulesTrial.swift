import Rejoinder

/// Compares what was told with what a configuration would have told.
///
/// It is told of the statements first and then of the events, in the order of the log, and keeps
/// none of them: of what would have been told, only when and to whom.
struct RulesTrial {
    private let configuration: Configuration
    private let detector: Detector
    private let routes: [Route]
    private let tags: [String: [String]]
    private let dropped: Set<Inquiry.ID>
    private var report: RulesReport
    /// What was not told, and would have been.
    private var added: [Told] = []
    private var timings: [String: TimingTrial] = [:]

    private struct Told {
        let at: Timestamp
        let type: EventType
        let getting: [Route]
    }

    init(_ configuration: Configuration, mentions: [OpeningTrial.Mention]) {
        self.configuration = configuration
        detector = Detector(institutions: configuration.institutions)
        routes = configuration.routes
        tags = Dictionary(
            configuration.feeds.map { ($0.name, $0.tags) }, uniquingKeysWith: { first, _ in first })
        let settings = Dictionary(
            configuration.feeds.map { feed in
                (
                    feed.name,
                    OpeningTrial.Settings(
                        opensInquiries: feed.openFromText, openFor: feed.openFor,
                        thresholds: feed.thresholds, opensWithin: feed.openWithin)
                )
            }, uniquingKeysWith: { first, _ in first })
        let verdicts = OpeningTrial(settings: settings, detector: detector).verdicts(on: mentions)
        dropped = Set(verdicts.filter(\.isDropped).compactMap(\.mention.inquiry))
        report = RulesReport(
            opened: mentions.count { $0.inquiry != nil }, added: verdicts.filter(\.isAdded),
            dropped: verdicts.filter(\.isDropped))
        for mention in report.added.map(\.mention) {
            add(Self.routed(mention), at: mention.seenAt)
        }
    }

    /// Notes a statement that was recorded, and not told.
    mutating func note(_ statement: TrialStatement) {
        guard tells(of: statement.institution, inFeed: statement.feed) else { return }
        add(statement.routed, at: statement.at)
    }

    /// Notes the next event of the log.
    mutating func note(_ event: TrialEvent) {
        tellAdded(until: event.at)
        let isDropped = event.inquiry.map(dropped.contains) ?? false
        tell(
            event.type, at: event.at, was: event.sinks,
            to: !isDropped && mayTell(event) ? getting(event.routed) : [])
    }

    /// What has come of it all.
    mutating func finish() -> RulesReport {
        tellAdded(until: .distantFuture)
        for sink in timings.keys { timings[sink]?.finish() }
        report.timings = timings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return report
    }

    private mutating func add(_ event: RoutedEvent, at moment: Timestamp) {
        added.append(Told(at: moment, type: event.type, getting: getting(event)))
    }

    /// Tells what would have been told before the next event.
    private mutating func tellAdded(until moment: Timestamp) {
        if !isSorted {
            added.sort { $0.at > $1.at }
            isSorted = true
        }
        while let next = added.last, next.at <= moment {
            added.removeLast()
            tell(next.type, at: next.at, was: [], to: next.getting)
        }
    }

    /// Whether the first of what would have been told is the last in `added`.
    private var isSorted = false

    private func getting(_ event: RoutedEvent) -> [Route] {
        var event = event
        event.tags = event.feed.flatMap { tags[$0] } ?? event.tags
        return routes.filter { $0.accepts(event) }
    }

    private mutating func tell(
        _ type: EventType, at moment: Timestamp, was: Set<String>, to getting: [Route]
    ) {
        report.note(type, was: was, wouldBe: Set(getting.map(\.sink)))
        for route in getting where route.timing != Timing() {
            timings[route.sink, default: TimingTrial(route.timing)].note(type, at: moment)
        }
    }

    /// The first event of an inquiry that would have opened.
    private static func routed(_ mention: OpeningTrial.Mention) -> RoutedEvent {
        let party = mention.party
        return RoutedEvent(
            type: party.state.firstEvent, feed: mention.feed, level: nil,
            data: .members([
                "entry": .members(["title": .string(mention.title)]),
                "inquiry": .members([
                    "institution": .members([
                        "key": .string(party.institution?.rawValue), "name": .string(party.name),
                    ]),
                    "evidence": .string(party.evidence),
                    "topic": .list(party.topic.map { .string($0) }),
                ]), "mention": .members(["wording": .string(party.name)]),
            ]))
    }

    /// Whether the setting `statements` lets the event be told.
    private func mayTell(_ event: TrialEvent) -> Bool {
        switch event.type {
        case .statementPublished, .statementChanged, .statementWithdrawn:
            event.institution.map { tells(of: $0, inFeed: event.feed) } ?? true
        default: true
        }
    }

    private func tells(of institution: InstitutionKey, inFeed name: String?) -> Bool {
        switch configuration.statements {
        case .none: false
        case .all: true
        case .configured:
            detector.isConfigured(institution)
                || configuration.feeds.contains { $0.name == name && $0.institution != nil }
        }
    }
}

extension AskedParty.State {
    /// The event that tells of an inquiry which is opened in this state.
    var firstEvent: EventType {
        switch self {
        case .awaiting: .inquiryOpened
        case .declined: .inquiryDeclined
        case .responded: .inquiryAnswered
        }
    }
}
