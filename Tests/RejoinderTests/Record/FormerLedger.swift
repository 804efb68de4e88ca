import Foundation
import GRDB
import Signing

@testable import Rejoinder

/// A ledger as the version before bodies and texts stood apart has left it, with a story in it.
///
/// The tables are made by that version's migrations and filled with its statements.
struct FormerLedger {
    let path: String
    private let logID: [UInt8]

    static let lastMigration = "8 quarantine"
    static let texts = ["The port reopens on Friday.", "The port reopens on Monday."]
    static let asked = TestLedger.minute(15)

    init(in folder: URL) throws {
        path = folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo(Self.lastMigration).apply(to: pool)
        logID = try pool.read { try LedgerFile.logID($0) }
        try pool.write { [logID] database in
            try Self.tell(in: database)
            try Self.append(logID, in: database)
        }
        try pool.close()
    }

    /// How that version hashed an event.
    static func hash(_ previous: [UInt8], header: String, body: String) -> [UInt8] {
        SHA256.digest(
            Array("rejoinder-event-v1\0".utf8), previous, SHA256.digest(Array(header.utf8)),
            SHA256.digest(Array(body.utf8)))
    }

    static func content(_ text: String) -> RevisionContent {
        RevisionContent(title: "Port to reopen", text: text, link: "https://news.example/a")
    }

    /// An entry whose text changes and changes back, and an inquiry that its second text opened.
    private static func tell(in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO feed (id, name, url, baseline_at)
                    VALUES (1, 'news', 'https://news.example/feed', \(TestLedger.minute(0).milliseconds));
                INSERT INTO entry (id, feed_id, identity, identity_rule, source_id, first_seen_at,
                    revision, source_hash, content_hash, fingerprint, rules)
                    VALUES (1, 1, 'a', 1, 'id:a', \(TestLedger.minute(1).milliseconds), 3, x'00',
                        x'00', x'00', 1);
                INSERT INTO page (entry_id, url, changed_at)
                    VALUES (1, 'https://news.example/a', 0);
                INSERT INTO sink (name, route) VALUES
                    ('desk', '{"sink":"desk","types":[],"feeds":[]}');
                """)
        for (number, text) in [texts[0], texts[1], texts[0]].enumerated() {
            let content = content(text)
            try database.execute(
                sql: """
                    INSERT INTO revision (entry_id, number, source, seen_at, title, text, link,
                        content_hash, fingerprint) VALUES (1, ?, 'feed', ?, ?, ?, ?, ?, x'00')
                    """,
                arguments: [
                    number + 1, TestLedger.minute(number * 15).milliseconds, content.title, text,
                    content.link, Data(Normaliser.contentHash(of: content)),
                ])
        }
        let at = asked.milliseconds
        try database.execute(
            sql: """
                INSERT INTO inquiry (id, institution, institution_name, origin, origin_entry,
                    subject, topic, opened_at, state) VALUES
                    ('inq_a', 'harbour', 'Harbour Authority', 'text', 1, 'Port', '[]', \(at), 'open'),
                    ('by_hand', NULL, 'Ministry', 'hand', NULL, 'Why?', '[]', \(at), 'open');
                INSERT INTO change (entry_id, from_revision, to_revision, at, level, kinds, verdict,
                    reason, detail)
                    VALUES (1, 1, 2, \(at), 'major', 'wording', 'entry.updated', '', '{}');
                """)
    }

    /// A change and a question, as they were hashed then, both on their way to a sink.
    private static func append(_ logID: [UInt8], in database: Database) throws {
        var previous = logID
        let events: [(id: String, type: String, data: String, inquiry: String?, level: String?)] = [
            ("evt_changed", "entry.updated", #"{"change":{"level":"major"}}"#, nil, "major"),
            ("evt_asked", "inquiry.opened", #"{"inquiry":{"id":"inq_a"}}"#, "inq_a", nil),
        ]
        for (index, event) in events.enumerated() {
            let header =
                "\(index + 1)\n\(event.id)\n\(event.type)\n\(asked.milliseconds)\nnews"
            let body =
                #"{"id":"\#(event.id)","type":"\#(event.type)","at":"\#(asked)","data":\#(event.data)}"#
            let hash = hash(previous, header: header, body: body)
            try database.execute(
                sql: """
                    INSERT INTO event (sequence, id, type, at, feed, entry_id, inquiry_id, level,
                        body, previous_hash, hash) VALUES (?, ?, ?, ?, 'news', 1, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    index + 1, event.id, event.type, asked.milliseconds, event.inquiry,
                    event.level, Data(body.utf8), Data(previous), Data(hash),
                ])
            try database.execute(
                sql: """
                    INSERT INTO delivery (event_sequence, sink, state, next_attempt_at)
                    VALUES (?, 'desk', 'pending', 0)
                    """, arguments: [index + 1])
            previous = hash
        }
    }

    /// Adds entries with these texts, from the second entry on.
    func add(_ texts: [String]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            for (id, text) in zip(2..., texts) {
                let content = Self.content(text)
                let at = TestLedger.minute(1).milliseconds
                try database.execute(
                    sql: """
                        INSERT INTO entry (id, feed_id, identity, identity_rule, source_id,
                            first_seen_at, revision, source_hash, content_hash, fingerprint, rules)
                            VALUES (:id, 1, :id, 1, 'id:' || :id, :at, 1, x'00', x'00', x'00', 1);
                        INSERT INTO revision (entry_id, number, source, seen_at, title, text, link,
                            content_hash, fingerprint)
                            VALUES (:id, 1, 'feed', :at, :title, :text, :link, :hash, x'00');
                        """,
                    arguments: [
                        "id": id, "at": at, "title": content.title, "text": text,
                        "link": content.link, "hash": Data(Normaliser.contentHash(of: content)),
                    ])
            }
        }
        try queue.close()
    }

    /// Does to the file what no version would do.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
