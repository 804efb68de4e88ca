import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("The search index") struct SearchIndexTests {
    /// Everything that a search of each word finds.
    private func answers(_ test: TestLedger) async throws -> [String] {
        var answers: [String] = []
        for query in [
            "port", "friday", "monday", "strike*", "type:statement said", "\"on monday\"",
        ] {
            for result in try await test.search(query, byTime: true).results {
                answers.append("\(query): \(result.entry) \(result.revision) \(result.kind)")
            }
        }
        return answers
    }

    private func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, [Told()])
        try await test.poll(
            at: 20, [Told(text: "The port will reopen on Monday, the harbour master said.")])
        return test
    }

    private func poll(_ test: TestLedger, more count: Int) async throws {
        let told = (0..<count).map {
            Told(id: "more \($0)", title: "Strike \($0)", text: "The port, day \($0), on Monday.")
        }
        for place in told.indices { try await test.poll(at: 30 + place, [told[place]]) }
    }

    private func path(_ test: TestLedger) -> String { SearchIndexFile.path(of: test.path) }

    @Test("goes on where it was, and comes to the same as if made at once") func resumes()
        async throws
    {
        let test = try await story()
        #expect(try await test.index().isComplete)
        try await poll(test, more: 5)
        #expect(try await test.search("strike").progress.isComplete == false)
        #expect(try await test.entries("strike") == [])
        for _ in 0..<40 {
            // Cut off wherever it is by then.
            let indexer = SearchIndexer(ledger: test.ledger, batch: .init(count: 1, bytes: 1))
            let task = Task { try await indexer.advance(for: .seconds(600), isGentle: true) }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...4)))
            task.cancel()
            _ = try? await task.value
            await indexer.close()
        }
        #expect(try await test.index().isComplete)
        let resumed = try await answers(test)
        try SearchIndexFile.remove(path(test))
        #expect(try await test.index().isComplete)
        #expect(try await answers(test) == resumed)
        #expect(resumed.count > 10)
    }

    @Test("is written by two at once without a word lost or twice") func two() async throws {
        let test = try await story()
        try await poll(test, more: 8)
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    _ = try? await test.index(batch: .init(count: 1, bytes: 1))
                }
            }
        }
        #expect(try await test.index().isComplete)
        let index = try SearchIndexFile.openToRead(path(test))
        let counts = try await index.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT (SELECT count(*) FROM document) AS documents,
                        (SELECT count(*) FROM document_words WHERE document_words MATCH ?) AS rows
                    """, arguments: ["\"\(SearchMark.all)\""]
            ).map { try [$0["documents"] as Int, $0["rows"] as Int] }
        }
        #expect(counts == [10, 10])
    }

    @Test("keeps no text, and much less than the texts") func contents() async throws {
        let test = try await story()
        try await test.index()
        let tables = try await SearchIndexFile.openToRead(path(test)).read { database in
            try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE name LIKE '%\\_content' ESCAPE '\\'")
        }
        #expect(tables == [])
    }

    @Test("is made anew if another ledger was put in the place of its own") func restored()
        async throws
    {
        let test = try await story()
        let older = try TestLedger(copyOf: test)
        try await poll(test, more: 3)
        try await test.index()
        let files = FileManager.default
        for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path(test) + suffix) {
            try files.copyItem(atPath: path(test) + suffix, toPath: path(older) + suffix)
        }
        try await older.poll(at: 90, [Told(id: "after", title: "Ferry", text: "A ferry sank.")])
        #expect(try await older.index().isComplete)
        #expect(try await older.entries("strike") == [])
        #expect(try await older.entries("ferry").count == 1)
        let foreign = try await TestLedger.of("Another log.")
        try SearchIndexFile.remove(path(foreign))
        try files.copyItem(atPath: path(older), toPath: path(foreign))
        #expect(try await foreign.index().isComplete)
        #expect(try await foreign.entries("ferry") == [])
        #expect(try await foreign.entries("another") == [1])
    }

    @Test("shows nothing that is withheld, and is made anew without it") func redacted()
        async throws
    {
        let test = try await story()
        try await test.index()
        try await test.dropGuards()
        try await test.tamper("UPDATE text SET content = ''")
        try await test.tamper("UPDATE statement SET source = '', content = ''")
        #expect(try await test.entries("monday") == [])
        #expect(try await test.entries("type:statement reopen") == [])
        #expect(try await holds("monday", test), "the index itself has the word")
        try await test.tamper(
            """
            INSERT INTO event (sequence, id, type, at, format, body_hash, previous_hash, hash,
                signature, key_id)
            SELECT sequence + 1, 'evt_redacted', 'log.redacted', at, format, body_hash, hash,
                randomblob(32), signature, key_id
            FROM event ORDER BY sequence DESC LIMIT 1
            """)
        #expect(try await test.index().isComplete)
        #expect(try await holds("monday", test) == false)
        #expect(try await holds("port", test), "of the title")
        let number = SearchIndexFile.number(path(test))
        try await test.index()
        #expect(SearchIndexFile.number(path(test)) == number, "once is enough")
    }

    private func holds(_ word: String, _ test: TestLedger) async throws -> Bool {
        try await SearchIndexFile.openToRead(path(test)).read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH ?)",
                arguments: ["\"\(word)\""]) ?? false
        }
    }

    @Test("that is damaged is reported as such, and made anew") func damaged() async throws {
        let test = try await story()
        try await poll(test, more: 30)
        try await test.index()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path(test)))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data((4096..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
        try file.close()
        await #expect(throws: SearchError.self) { _ = try await test.search("port") }
        #expect(test.ledger.damage == nil)
        try await poll(test, more: 1)
        await #expect(throws: SearchError.self) { try await test.index() }
        #expect(try await test.index().isComplete)
        #expect(try await test.entries("type:statement monday") == [1])
    }

    @Test("leaves alone what is no index") func foreign() async throws {
        let test = try await story()
        let queue = try DatabaseQueue(path: path(test))
        try await queue.write { try $0.execute(sql: "CREATE TABLE recipe (name)") }
        try queue.close()
        let error = SearchError.foreign(path: path(test))
        await #expect(throws: error) { try await test.index() }
        await #expect(throws: error) { _ = try await test.search("port") }
        #expect(throws: error) { try SearchIndexFile.remove(path(test)) }
        #expect(FileManager.default.fileExists(atPath: path(test)))
        try FileManager.default.removeItem(atPath: path(test))
        try FileManager.default.createSymbolicLink(
            atPath: path(test), withDestinationPath: test.path)
        await #expect(throws: SearchError.self) { try await test.index() }
    }

    @Test("that is not there is not an empty one") func absent() async throws {
        let test = try await story()
        await #expect(throws: SearchError.absent(path: path(test))) {
            _ = try await test.search("port")
        }
    }

    @Test("has the permissions of its ledger") func permissions() async throws {
        let test = try await story()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: test.path)
        try await test.index()
        let mode = try FileManager.default.attributesOfItem(atPath: path(test))[.posixPermissions]
        #expect(mode as? Int == 0o640)
    }

    @Test("takes no part in writing the ledger") func apart() async throws {
        let test = try await story()
        let before = try await test.ledger.foreignVersion()
        let hold = await test.ledger.commits.acquire()
        // Nobody else writes the ledger now, and the index does not wait for that.
        #expect(try await test.index().isComplete)
        await test.ledger.commits.release()
        _ = hold
        #expect(try await test.ledger.foreignVersion() == before)
    }
}
