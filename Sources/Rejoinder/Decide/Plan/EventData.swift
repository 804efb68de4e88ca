/// The shapes of an event's `data`, each written in one place.
///
/// They are part of the interface: README, "Events", and `config/event.schema.json`.
enum EventData {
    static func feed(_ feed: FeedState) -> JSONValue {
        .members([
            "name": .string(feed.name),
            "url": .string(SecretParameters.redacted(feed.url, isFeed: true)),
            "title": .string(feed.title),
            "institution": .string(feed.institution?.rawValue),
            "tags": .list(feed.tags.map { .string($0) }),
        ])
    }

    static func entry(
        identity: String, content: RevisionContent, firstSeenAt: Timestamp
    ) -> JSONValue {
        .members([
            "id": .string(SecretParameters.redacted(identity)), "title": .string(content.title),
            "link": .string(content.link),
            "author": .string(content.author), "published": .time(content.published),
            "updated": .time(content.updated), "first_seen": .time(firstSeenAt),
            "future": isFuture(content, seenAt: firstSeenAt) ? .bool(true) : nil,
        ])
    }

    /// - Parameter receipt: the hash of the receipt of the answer that it was read from.
    static func revision(
        number: Int, source: RevisionSource, contentHash: [UInt8], seenAt: Timestamp,
        receipt: [UInt8]?
    ) -> JSONValue {
        .members([
            "number": .int(number), "source": .string(source.rawValue),
            "hash": .string(Hex.string(contentHash)),
            "seen_at": .time(seenAt), "receipt": .string(receipt.map { Hex.string($0) }),
        ])
    }

    /// - Parameters:
    ///   - isNoisy: whether no further change is reported until the entry is calm.
    ///   - heldBack: how many changes that were not reported one by one this event sums up.
    static func change(
        _ change: Change, from: Int, to: Int, isNoisy: Bool = false, heldBack: Int? = nil
    ) -> JSONValue {
        .members([
            "level": .string(change.level.rawValue),
            "kinds": .array(change.kinds.map { .string($0.rawValue) }),
            "reason": .string(change.reason),
            "stealth": .bool(change.isStealth),
            "noisy": isNoisy ? .bool(true) : nil, "held_back": heldBack.map { .int($0) },
            "from_revision": .int(from), "to_revision": .int(to),
            "fields": .array(change.fields.map(field)),
            "sentences": .array(change.sentences.map(sentence)),
        ])
    }

    /// The value of the column `change.detail`, which `explain` and `show` read.
    ///
    /// The text before and after the change is left out: its revisions have it.
    static func detail(_ change: Change) -> JSONValue {
        .members([
            "stealth": .bool(change.isStealth),
            "fields": .array(
                change.fields.map { $0.field == .text ? spans($0) : field($0) }),
            "sentences": .array(change.sentences.map(sentence)),
        ])
    }

    static func statement(_ statement: Statement) -> JSONValue {
        .members([
            "source": .string(statement.source), "cue": .string(statement.cue),
            "content": .string(statement.content), "quoted": .bool(statement.isQuoted),
            "institution": .string(statement.institution?.rawValue),
        ])
    }

    static func inquiry(_ inquiry: Inquiry) -> JSONValue {
        .members([
            "id": .string(inquiry.id.rawValue),
            "institution": .members([
                "key": .string(inquiry.institution?.rawValue),
                "name": .string(inquiry.institutionName),
            ]),
            "subject": .string(inquiry.subject), "evidence": .string(inquiry.evidence),
            "topic": .list(inquiry.topic.map { .string($0) }),
            "opened_at": .time(inquiry.openedAt), "due_at": .time(inquiry.dueAt),
            "state": .string(inquiry.state.rawValue), "origin": origin(inquiry.origin),
            "merged_into": .string(inquiry.mergedInto?.rawValue),
            "owner": .string(inquiry.owner),
        ])
    }

    /// The words of a text that an inquiry was opened from.
    ///
    /// - Parameter kind: nil if the text was read by a version that did not tell kinds apart.
    static func mention(wording: String, kind: PartyKind?, confidence: Double?) -> JSONValue {
        .members([
            "wording": .string(wording), "kind": .string(kind?.rawValue),
            "confidence": confidence.map { .double($0) },
        ])
    }

    private static func origin(_ origin: Inquiry.Origin) -> JSONValue {
        switch origin {
        case .configuration: .string("configuration")
        case .hand: .string("hand")
        case .text: .string("text")
        }
    }

    private static func field(_ change: FieldChange) -> JSONValue {
        .members([
            "field": .string(change.field.rawValue), "from": .string(change.from),
            "to": .string(change.to), "spans": spans(change)["spans"],
        ])
    }

    private static func spans(_ change: FieldChange) -> JSONValue {
        .members([
            "field": .string(change.field.rawValue),
            "spans": .array(
                change.spans.map { span in
                    .members(["kind": .string(span.kind.rawValue), "text": .string(span.text)])
                }),
        ])
    }

    private static func sentence(_ change: SentenceChange) -> JSONValue {
        .members([
            "kind": .string(change.kind.rawValue), "before": .string(change.before),
            "after": .string(change.after), "level": .string(change.level.rawValue),
            "reason": .string(change.reason),
        ])
    }

    /// Whether a date lies further ahead than clocks disagree: it earns a flag, and nothing more.
    private static func isFuture(_ content: RevisionContent, seenAt: Timestamp) -> Bool {
        guard let claim = content.published ?? content.updated else { return false }
        return claim > seenAt + .seconds(86_400)
    }
}

extension Coverage {
    /// The text as events carry it.
    package var json: JSONValue {
        .members([
            "from": .time(from), "to": .time(to), "looks": .int(looks),
            "feeds": .array(feeds.map { .string($0) }), "pages": .list(pages.map { .string($0) }),
            "gaps": .array(gaps.map(\.json)),
        ])
    }
}

extension Coverage.Gap {
    package var json: JSONValue {
        .members([
            "feed": .string(feed), "page": .string(page), "from": .time(from), "to": .time(to),
            "reason": .string(reason),
        ])
    }
}
