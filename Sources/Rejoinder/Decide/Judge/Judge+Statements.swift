extension Judge {
    /// Reports what institutions say in an entry that is new or has changed.
    mutating func publish(
        _ changes: [StatementChange], of observed: ObservedEntry, at place: Place
    ) {
        guard !changes.isEmpty else { return }
        let isHeldBack = isHeldBack(observed.change, at: place)
        publish(
            // An institution's new statement is reported, however often the rest changes.
            isHeldBack ? changes.filter { $0.eventType == .statementPublished } : changes,
            identity: observed.identity, at: place, subject(observed, at: place),
            known: observed.previous?.id)
    }

    /// Reports what institutions say; statements of others are kept, but not reported.
    ///
    /// - Parameters:
    ///   - subject: the members that every event about the entry carries.
    ///   - known: the entry's number if it was known before.
    mutating func publish(
        _ changes: [StatementChange], identity name: String, at place: Place,
        _ subject: [JSONValue.Member], known: Int64?
    ) {
        for change in changes where change.institution != nil {
            if isToldByVariant(change, at: place) { continue }
            if let obstacle = obstacle(to: change, at: place, known: known) {
                weigh(change, at: place, obstacle.reason)
                continue
            }
            var data = subject
            var identity = [look.feed.name, name]
            switch change {
            case .published(let statement), .withdrawn(let statement):
                data.append(.init("statement", EventData.statement(statement)))
                identity += [statement.source, statement.content]
            case .changed(let old, let new):
                data.append(.init("statement", EventData.statement(new)))
                data.append(.init("before", EventData.statement(old)))
                identity += [old.content, new.source, new.content]
            }
            // The same words may appear, vanish and appear again.
            if place.revision > 1 { identity.append(String(place.revision)) }
            tell(
                EventDraft(
                    type: change.eventType, at: look.at, feed: look.feed.name, entry: place.entry,
                    identifiedBy: identity, data: .object(data)),
                because: "an institution speaks")
        }
    }

    private mutating func weigh(_ change: StatementChange, at place: Place, _ reason: String) {
        guard let statement = change.new else { return }
        plan.add(
            .weighStatement(
                WeighedStatement(
                    entry: place.entry, revision: place.revision, statement: statement,
                    reason: reason)), because: reason)
    }

    /// Why what an institution says is not told.
    ///
    /// What it publishes itself is told in any case; of what outlets quote, the first sighting is.
    private mutating func obstacle(
        to change: StatementChange, at place: Place, known: Int64?
    ) -> StatementObstacle? {
        guard rules.statements != .none else { return .setting(.none) }
        guard look.feed.institution == nil else { return nil }
        let isConfigured = change.institution.map(detector.isConfigured) ?? false
        guard isConfigured || rules.statements == .all else { return .setting(rules.statements) }
        guard case .published(let statement) = change, let key = StatementKey(statement) else {
            return nil
        }
        let said = FactsRequest.Said(entry: known, key: key)
        if let first = facts.firstSaid[said] { return .repeats(entry: first) }
        if let first = saidNow[key], first != place.entry { return .repeats(entry: first) }
        saidNow[key] = place.entry
        return nil
    }
}

/// Why a statement of an institution is recorded and not told.
private enum StatementObstacle {
    case setting(ToldStatements)
    case repeats(entry: Int64)

    var reason: String {
        switch self {
        case .setting(.none): "not told: statements is none"
        case .setting: "not told: the institution is not configured, and statements is configured"
        // A new entry of the same look has no number yet.
        case .repeats(let entry) where entry > 0:
            "not told: entry \(entry) has the same words first"
        case .repeats: "not told: another entry of the feed has the same words first"
        }
    }
}
