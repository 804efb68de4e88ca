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
        for event in events {
            let isTold = event.inquiry.map { !dropped.contains($0) } ?? true
            let sinks =
                isTold && mayTell(event) ? self.sinks(event.type, event.feed, event.level) : []
            report.note(event.type, was: event.sinks, wouldBe: sinks)
        }
        for verdict in report.added {
            report.note(
                verdict.mention.party.state.firstEvent, was: [],
                wouldBe: sinks(verdict.mention.party.state.firstEvent, verdict.mention.feed, nil))
        }
        for statement in statements
        where tells(of: statement.institution, inFeed: statement.feed) {
            report.note(
                .statementPublished, was: [],
                wouldBe: sinks(.statementPublished, statement.feed, nil))
        }
        return report
    }

    private func sinks(_ type: EventType, _ feed: String?, _ level: ChangeLevel?) -> Set<String> {
        Set(routes.filter { $0.accepts(type: type, feed: feed, level: level) }.map(\.sink))
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
