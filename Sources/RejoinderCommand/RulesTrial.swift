import Rejoinder

/// Compares what was told with what a configuration would have told.
struct RulesTrial {
    private let configuration: Configuration
    private let detector: Detector
    private let routes: [Route]

    init(_ configuration: Configuration) {
        self.configuration = configuration
        detector = Detector(institutions: configuration.institutions)
        routes = configuration.routes
    }

    func report(
        mentions: [OpeningTrial.Mention], events: [TrialEvent], statements: [TrialStatement]
    ) -> RulesReport {
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
        let dropped = Set(verdicts.filter(\.isDropped).compactMap(\.mention.inquiry))
        var report = RulesReport(
            opened: mentions.count { $0.inquiry != nil }, added: verdicts.filter(\.isAdded),
            dropped: verdicts.filter(\.isDropped))
        var told: [Told] = []
        for event in events {
            let isTold = event.inquiry.map { !dropped.contains($0) } ?? true
            told.append(
                (event.at, event.routed, event.sinks, isTold && mayTell(event)))
        }
        told += report.added.map { ($0.mention.seenAt, routed($0.mention), [], true) }
        for statement in statements
        where tells(of: statement.institution, inFeed: statement.feed) {
            told.append((statement.at, statement.routed, [], true))
        }
        tell(told, &report)
        return report
    }

    private typealias Told = (at: Timestamp, event: RoutedEvent, was: Set<String>, isTold: Bool)

    /// Routes the events, those that were told and those that would have been, in order of time.
    private func tell(_ told: [Told], _ report: inout RulesReport) {
        let tags = Dictionary(
            configuration.feeds.map { ($0.name, $0.tags) }, uniquingKeysWith: { first, _ in first })
        var trials: [String: TimingTrial] = [:]
        for (at, event, was, isTold) in told.sorted(by: { $0.at < $1.at }) {
            var event = event
            event.tags = event.feed.flatMap { tags[$0] } ?? event.tags
            let getting = isTold ? routes.filter { $0.accepts(event) } : []
            report.note(event.type, was: was, wouldBe: Set(getting.map(\.sink)))
            for route in getting where route.timing != Timing() {
                trials[route.sink, default: TimingTrial(route.timing)].note(event.type, at: at)
            }
        }
        for sink in trials.keys { trials[sink]?.finish() }
        report.timings = trials.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The first event of an inquiry that would have opened.
    private func routed(_ mention: OpeningTrial.Mention) -> RoutedEvent {
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
