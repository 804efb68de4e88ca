import Foundation
import GRDB
import TestSupport
import Testing

@testable import Rejoinder

@Suite("A bundle of evidence", .enabled(if: EvidenceStory.canRead, EvidenceStory.whyNot))
struct EvidenceTests {
    @Test("of an inquiry is verified by programs that are not ours, and reads both sides")
    func verified() async throws {
        let story = try await EvidenceStory()
        let folder = try story.export("inq")
        #expect(try story.sums(folder).isGood)
        let events = try await story.events()
        let said = try VerifyProgram.run(["--bundle", folder.path])
        #expect(
            said == "\(events.count) events hold together; the last hash is "
                + "\(Hex.string(try #require(events.last).hash))\n")
        #expect(
            try VerifyProgram.run(["--bundle", folder.path, try story.head()]) == said,
            "a head that somebody has kept fits")
        let names = try story.names(folder)
        #expect(names.contains { $0.hasPrefix("bodies/") && $0.hasSuffix(".raw") })
        #expect(names.count { $0.hasPrefix("receipts/") } >= 3)
        // What is about another matter is not in it, but for its hashes.
        let whole = try names.map { try story.read(folder, $0) }.joined()
        #expect(!whole.contains("Fog and rain"))
        #expect(whole.contains("approached for comment"))

        let page = try story.page(folder)
        let sides = try #require(page["sides"]?.arrayValue?.last?.arrayValue).map(\.stringValue)
        #expect(sides.count == 2)
        #expect(sides[0]?.contains("The Harbour Authority has been approached") == true)
        #expect(sides[0]?.contains("Seen2026-03-02T08:15:00Z") == true)
        #expect(sides[1]?.contains("We dredge the channel every spring") == true)
        #expect(sides[1]?.contains("Seen2026-03-02T08:32:00Z") == true)
    }

    @Test("is the same, byte for byte, each time, as a folder and as a zip archive")
    func deterministic() async throws {
        let story = try await EvidenceStory()
        let (one, two) = (
            try story.export("inq", as: "1.zip"), try story.export("inq", as: "2.zip")
        )
        #expect(try Data(contentsOf: one) == Data(contentsOf: two))
        let unpacked = try story.unpack(one)
        let folder = try story.export("inq")
        #expect(try story.names(unpacked) == story.names(folder))
        for name in try story.names(folder) {
            #expect(try story.read(unpacked, name) == story.read(folder, name), "\(name)")
        }
        #expect(try VerifyProgram.run(["--bundle", unpacked.path]).contains("hold together"))
        #expect(try story.sums(unpacked).isGood)
    }

    @Test("shows which of its files was altered, whichever it is") func altered() async throws {
        let story = try await EvidenceStory()
        let folder = try story.export("inq")
        for name in try story.names(folder) where name != "SHA256SUMS" {
            let file = folder.appendingPathComponent(name)
            let whole = try Data(contentsOf: file)
            var changed = whole
            if whole.isEmpty {
                changed = Data([0x20])
            } else {
                changed[changed.startIndex + whole.count / 2] ^= 1
            }
            try changed.write(to: file)
            let sums = try story.sums(folder)
            #expect(!sums.isGood && sums.output.contains("\(name): FAILED"), "\(name)")
            let place = name.split(separator: "/")[0]
            if ["events", "texts", "receipts", "bodies", "chain.txt"].contains(place) {
                #expect(
                    try !VerifyProgram.run(["--bundle", folder.path]).contains("hold together"),
                    "\(name): who alters a file can alter its sum as well")
            }
            try whole.write(to: file)
        }
        for folderName in ["texts", "receipts", "events"] {
            let name = try #require(
                try story.names(folder).first {
                    $0.hasPrefix(folderName) && !$0.hasSuffix("header")
                })
            let file = folder.appendingPathComponent(name)
            let whole = try Data(contentsOf: file)
            try FileManager.default.removeItem(at: file)
            #expect(
                try !VerifyProgram.run(["--bundle", folder.path]).contains("hold together"),
                "\(name) was removed")
            try whole.write(to: file)
        }
        #expect(try VerifyProgram.run(["--bundle", folder.path]).contains("hold together"))
    }

    @Test("does not fit a head of a log that was written later") func otherLog() async throws {
        let (story, other) = (try await EvidenceStory(), try await EvidenceStory())
        let folder = try story.export("inq")
        #expect(
            try VerifyProgram.run(["--bundle", folder.path, try other.head()])
                .contains("is of another log"))
    }

    @Test("of an entry has its texts, and after a redaction only what remains, with the reason")
    func redacted() async throws {
        let story = try await EvidenceStory()
        let test = story.news.test
        let entry = try await test.ledger.entry("a")
        _ = try await test.ledger.redact(
            .entry(entry, number: nil),
            by: Act(by: "kim", at: TestLedger.minute(70), reason: "an order of <b>March</b>"))
        let folder = try story.export(String(entry.id))
        let said = try VerifyProgram.run(["--bundle", folder.path])
        #expect(said.contains("hold together"), "\(said)")
        #expect(try story.sums(folder).isGood)
        for name in try story.names(folder) {
            let text = try story.read(folder, name)
            for word in ["approached", "dredge", "Quillfeather"] {
                #expect(!text.contains(word), "\(name) has \(word)")
            }
        }
        #expect(try !story.names(folder).contains { $0.hasPrefix("texts/") })
        #expect(try story.read(folder, "README.txt").contains("an order of <b>March</b>"))
        let page = try story.page(folder)
        #expect(page["text"]?.stringValue?.contains("withheld: an order of <b>March</b>") == true)
        #expect(page["tags"]?.arrayValue?.contains(.string("b")) == false)
    }

    @Test("says which texts retention has let go of, and is verified without them") func retained()
        async throws
    {
        let story = try await EvidenceStory()
        let entry = try await story.news.test.ledger.entry("a")
        try await story.news.test.tamper(
            "UPDATE text SET content = '', packed = NULL, dropped_at = 1772500000000")
        let folder = try story.export(String(entry.id))
        let dropped = try story.read(folder, "dropped.txt").split(separator: "\n")
        #expect(!dropped.isEmpty)
        #expect(try !story.names(folder).contains { $0.hasPrefix("texts/") })
        let said = try VerifyProgram.run(["--bundle", folder.path])
        #expect(said.contains("hold together"), "\(said)")
        #expect(said.contains("has let go of: \(dropped.count)\n"), "\(said)")
        #expect(try story.sums(folder).isGood)
        try FileManager.default.removeItem(at: folder.appendingPathComponent("dropped.txt"))
        #expect(
            try VerifyProgram.run(["--bundle", folder.path]).contains("which is not there"),
            "what nobody tells of is missing")
    }

    @Test("has a page that hostile words cannot change, and that loads nothing") func hostile()
        async throws
    {
        let evil =
            "</td></table></div><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\u{7}"
        let story = try await EvidenceStory(says: evil)
        let page = try story.page(try story.export("inq"))
        #expect(page["errors"]?.arrayValue == [])
        let tags = (page["tags"]?.arrayValue ?? []).compactMap(\.stringValue)
        #expect(!tags.isEmpty && Set(tags).isDisjoint(with: ["script", "img", "iframe", "link"]))
        let attributes = (page["attributes"]?.arrayValue ?? []).compactMap(\.stringValue)
        #expect(!attributes.contains { $0.hasPrefix("on") })
        let links = (page["links"]?.arrayValue ?? []).compactMap(\.stringValue)
        #expect(links.allSatisfy { $0.hasPrefix("http") })
        let text = page["text"]?.stringValue ?? ""
        #expect(text.contains("<script>alert(1)</script>"), "it is shown as text")
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test("has no key that an address holds, and says so where a hash cannot fit") func secret()
        async throws
    {
        let story = try await EvidenceStory(path: "a?token=Hush4321hush8765")
        let folder = try story.export("inq")
        let names = try story.names(folder)
        #expect(names.contains { $0.hasSuffix(".masked.txt") })
        for name in names where !name.hasPrefix("bodies/") {
            #expect(try !story.read(folder, name).contains("Hush"), "\(name)")
        }
        #expect(try VerifyProgram.run(["--bundle", folder.path]).contains("hold together"))
    }

    @Test("has what the archive's program said, and where was looked") func archived()
        async throws
    {
        let story = try await EvidenceStory()
        try await story.news.test.tamper(
            """
            INSERT INTO delivery (event_sequence, sink, state, next_attempt_at, ended_at, said)
            VALUES (2, 'wayback', 'delivered', 0, 1772440000000,
                '{"program":"/bin/save","status":0,"output":"saved <i>as</i> 4711"}')
            """)
        let folder = try story.export("inq")
        let archived = try JSONValue(
            parsing: Array(try story.read(folder, "archived.json").utf8))
        #expect(
            archived.arrayValue?.first?.at("said.output")?.stringValue == "saved <i>as</i> 4711")
        let page = try story.page(folder)
        #expect(page["text"]?.stringValue?.contains("exit status 0: saved <i>as</i> 4711") == true)
        let coverage = try JSONValue(
            parsing: Array(try story.read(folder, "coverage.json").utf8))
        let places = coverage.arrayValue?.first?["places"]?.arrayValue ?? []
        #expect(places.contains { $0["feed"]?.stringValue == "news" })
        #expect(places.contains { $0["page"]?.stringValue?.hasSuffix("/a") == true })
    }

    @Test("is not written over anything, and not made of what no event tells of") func refused()
        async throws
    {
        let story = try await EvidenceStory()
        let folder = try story.export("inq")
        let again = try story.run(["--evidence", "inq", "--to", folder.path])
        #expect(again.code == 1 && again.said.contains("is there already, and is kept"))
        #expect(try story.run(["--evidence", "inq"]).code == 2)
        #expect(try story.run(["--evidence", "nothing", "--to", folder.path + "2"]).code == 1)
        let quiet = try await story.news.test.ledger.entry("old")
        let none = try story.run(["--evidence", "\(quiet.id)", "--to", folder.path + "3"])
        #expect(none.code == 1 && none.said.contains("no event of the log tells of it"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "3"))
    }
}

/// A site that asks somebody, and then tells of the answer; and a matter beside it.
final class EvidenceStory {
    let news: Newsroom
    private let folder: URL

    static let canRead: Bool = {
        let process = ChildProcess(
            ReceiverProcess.python ?? "python3", ["-c", "import html5lib, cryptography"])
        process.standardError = .null
        return (try? process.succeeds()) ?? false
    }()
    static let whyNot: Comment =
        "python3 with html5lib and cryptography is missing: scripts/test-python"

    init(says: String = "", path: String = "a") async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        news = try await Newsroom { $0.keeping = .raw }
        let shown = says.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let opening = [
            "The port will reopen on Friday after a closure of three weeks, Quillfeather wrote.",
            "Some forty ships are waiting outside, most of them with grain for the spring. \(shown)",
            "The channel had silted up in the winter storms, and two ferries ran aground in it.",
        ]
        let old = (id: "old", title: "Old news", summary: "Nothing new.")
        let entry = (
            id: path, title: "Port to reopen \(shown)", summary: "Forty ships are waiting."
        )
        news.list(old)
        try await news.poll(at: 0)
        news.list(entry, old)
        news.put(path, opening + ["The Harbour Authority has been approached for comment."])
        try await news.poll(at: 15)
        try await news.look(at: 15)
        let answer =
            "“We dredge the channel every spring and shall do so again,” the Harbour Authority "
            + "said in a statement on the reopening of the port."
        news.put(path, opening + [answer])
        try await news.look(at: 32)
        news.list((id: "b", title: "Weather", summary: "Fog and rain."), entry, old)
        try await news.poll(at: 45)
        _ = try await news.test.ledger.keepDailyHead(now: TestLedger.minute(50))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func events() async throws -> [Event] {
        let all = try await news.test.events()
        let first = all.first { $0.type == .entryPublished }
        return all.filter { $0.sequence >= first?.sequence ?? 0 }
    }

    /// Runs the built command.
    func run(_ arguments: [String]) throws -> (code: Int32?, said: String) {
        let process = ChildProcess(
            BuiltProgram.path("rejoinder"), ["export", "--ledger", news.test.path] + arguments)
        let output = Pipe()
        (process.standardOutput, process.standardError) = (.pipe(output), .pipe(output))
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        guard case .exit(let code) = process.wait() else { return (nil, "") }
        return (code, String(decoding: said, as: UTF8.self))
    }

    /// - Returns: where the evidence is.
    func export(_ matter: String, as name: String? = nil) throws -> URL {
        let place = folder.appendingPathComponent(name ?? "bundle-\(UUID().uuidString)")
        let done = try run(["--evidence", matter, "--to", place.path])
        #expect(done.code == 0, "\(done.said)")
        return place
    }

    /// A signed head in a file of its own.
    func head() throws -> String {
        let place = folder.appendingPathComponent("kept.txt")
        let process = ChildProcess(
            BuiltProgram.path("rejoinder"), ["head", "--kept", "--ledger", news.test.path])
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        try output.fileHandleForReading.readDataToEndOfFile().write(to: place)
        process.wait()
        return place.path
    }

    /// Unpacks an archive with Python.
    func unpack(_ archive: URL) throws -> URL {
        let place = folder.appendingPathComponent("unpacked-\(UUID().uuidString)")
        let process = ChildProcess(
            "python3", ["-m", "zipfile", "-e", archive.path, place.path])
        #expect(try process.succeeds())
        let inner = try FileManager.default.contentsOfDirectory(atPath: place.path)
        return place.appendingPathComponent(try #require(inner.first))
    }

    func sums(_ folder: URL) throws -> (isGood: Bool, output: String) {
        let process = ChildProcess("sha256sum", ["-c", "SHA256SUMS"])
        process.directory = folder
        let output = Pipe()
        (process.standardOutput, process.standardError) = (.pipe(output), .pipe(output))
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        return (process.wait() == .exit(0), String(decoding: said, as: UTF8.self))
    }

    func names(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(
                atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder)
            return isThere && !isFolder.boolValue
        }.sorted()
    }

    func read(_ folder: URL, _ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    func page(_ folder: URL) throws -> JSONValue {
        let page = folder.appendingPathComponent("index.html").path
        let said = try PythonTool.run("read_page.py", [page])
        #expect(said.isGood)
        return try JSONValue(parsing: Array(said.output.utf8))
    }
}
