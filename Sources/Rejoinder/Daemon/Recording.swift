/// Judges what was seen, and has the ledger apply the plan: the same way for feeds and pages.
struct Recording: Sendable {
    let ledger: Ledger
    let detector: Detector
    let inquiryRules: InquiryRules
    let statements: ToldStatements
    let watches: WatchIndex
    let containment: Containment
    private let census: TermCensus

    init(
        ledger: Ledger, detector: Detector, inquiryRules: InquiryRules = InquiryRules(),
        statements: ToldStatements = .configured, watches: WatchIndex = WatchIndex([]),
        containment: Containment = .none
    ) {
        self.ledger = ledger
        self.detector = detector
        self.inquiryRules = inquiryRules
        self.statements = statements
        self.watches = watches
        self.containment = containment
        census = TermCensus(
            ledger: ledger, detector: detector, reading: containment.readingGuard)
    }

    /// Judges a poll, and applies the plan.
    ///
    /// - Parameter isQuiet: whether to assume that nothing of the feed is unfinished, which saves
    ///   a read; the plan is refused if that is not so.
    func record(
        _ poll: PollRecord, assumingQuiet isQuiet: Bool = false
    ) async throws(LedgerError) -> Application {
        let request = FactsRequest(poll, assumingQuiet: isQuiet)
        let facts = try await ledger.facts(request, of: poll.feed)
        let rules = try await rules(for: facts, at: poll.at)
        return try await ledger.apply(await judge { Plan.of(poll, facts, rules) })
    }

    /// Judges a look at a page, and applies the plan.
    func record(_ look: PageRecord) async throws(LedgerError) -> Application {
        let facts = try await ledger.facts(look)
        let rules = try await rules(for: facts.facts, at: look.at)
        return try await ledger.apply(await judge { Plan.of(look, facts, rules) })
    }

    /// Decides and applies, and does so again while what the plan rests on changes meanwhile.
    ///
    /// Only a poll and a page look that concern one entry at the same moment, or a person who rules
    /// on an inquiry, make a plan stale. After a few times, everybody else who writes has to wait:
    /// to give up instead could lose what only this look has seen.
    ///
    /// - Parameter attempt: gets its number, from 0; it returns nil if its plan was stale.
    func untilApplied<Result: Sendable>(
        _ attempt: (Int) async throws(LedgerError) -> Result?
    ) async throws(LedgerError) -> Result {
        for number in 0..<Self.freeAttempts {
            if let result = try await attempt(number) { return result }
        }
        return try await ledger.exclusively { () async throws(LedgerError) in
            // Another process may still write, but hardly as often.
            for number in 0..<Self.heldAttempts {
                if let result = try await attempt(Self.freeAttempts + number) { return result }
            }
            throw .contended
        }
    }

    private static let freeAttempts = 4
    private static let heldAttempts = 20

    private func rules(for facts: LookFacts, at now: Timestamp) async throws(LedgerError)
        -> JudgeRules
    {
        JudgeRules(
            inquiries: inquiryRules, detector: detector,
            terms: facts.answerable.isEmpty ? TermCounts() : try await census.counts(at: now),
            statements: statements, watches: watches,
            reading: containment.readingGuard)
    }

    /// Leaves the caller's executor, because judging reads texts.
    @concurrent
    private func judge(_ stage: @Sendable () -> Plan) async -> Plan { stage() }
}
