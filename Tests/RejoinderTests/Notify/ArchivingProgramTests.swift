import Foundation
import Testing

@testable import Rejoinder

@Suite("A program that archives") struct ArchivingProgramTests {
    private static func archive(_ script: String, timeout: Duration = .seconds(30)) -> Program {
        Program(
            name: "wayback", command: ["/bin/sh", "-c", script, "secret-argument"],
            environment: ["PATH": "/usr/bin:/bin"], timeout: timeout, isArchive: true)
    }

    private static let event = Samples.event(
        data: .members(["entry": .members(["link": .string("https://news.example/a?b=c")])]))

    @Test("has its last words recorded, however it ends") func said() async throws {
        let cases: [(script: String, outcome: DeliveryOutcome?, status: Int64)] = [
            ("echo saved as 4711", .delivered, 0), ("echo no such page >&2; exit 3", nil, 3),
        ]
        for (script, outcome, status) in cases {
            let (found, said) = await Self.archive(script).attempt(
                [Self.event], now: Samples.moment)
            if let outcome { #expect(found == outcome) } else { #expect(found != .delivered) }
            #expect(said?["status"]?.intValue == status)
            #expect(said?["program"]?.stringValue == "/bin/sh")
            #expect(said?["output"]?.stringValue?.isEmpty == false)
            #expect(said?.text.contains("secret-argument") == false)
        }
        let (_, late) = await Self.archive("echo begun; exec sleep 600", timeout: .seconds(1))
            .attempt([Self.event], now: Samples.moment)
        #expect(late?["failure"]?.stringValue == "stopped, because it took too long")
        #expect(late?["output"]?.stringValue == "begun\n")
        let (_, none) = await Program(
            name: "x", command: ["/nowhere/x"], environment: [:], isArchive: true
        ).attempt([Self.event], now: Samples.moment)
        #expect(none?["failure"]?.stringValue?.hasPrefix("it cannot be run: ") == true)
    }

    @Test("is told the address and the hash; what it writes is bounded") func environment()
        async throws
    {
        let (_, said) = await Self.archive("echo $REJOINDER_LINK $REJOINDER_EVENT_HASH").attempt(
            [Self.event], now: Samples.moment)
        #expect(
            said?["output"]?.stringValue
                == "https://news.example/a?b=c \(Hex.string(Self.event.hash))\n")
        let (_, much) = await Self.archive("head -c 100000 /dev/zero | tr '\\0' x; echo end")
            .attempt([Self.event], now: Samples.moment)
        let output = much?["output"]?.stringValue ?? ""
        #expect(output.utf8.count == 16 << 10 && output.hasSuffix("xend\n"))
    }

    @Test(
        "gets no address that is none of the web",
        arguments: [
            "javascript:alert(1)", "-rf", "https://a b", "https://a\u{7F}b", "ftp://x", "",
        ])
    func links(_ link: String) {
        let event = Samples.event(
            data: .members(["entry": .members(["link": .string(link)])]))
        #expect(ArchivedLink.of(event) == nil)
    }

    @Test("is recorded with its delivery, told by explain, and delays no other sink")
    func recorded() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [
            Route(sink: "wayback", types: ["entry.*"]), Route(sink: "desk"),
        ])
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        let outbox = Outbox(
            sink: Self.archive("echo saved; exit 3"), ledger: test.ledger,
            retries: [.seconds(300)])
        _ = try await outbox.deliverDue { TestLedger.minute(16) }
        let deliveries = try await test.ledger.deliveries(DeliveryQuery())
        let (own, other) = (
            deliveries.first { $0.sink == "wayback" }, deliveries.first { $0.sink == "desk" }
        )
        #expect(own?.state == .parked && own?.said?["output"]?.stringValue == "saved\n")
        #expect(other?.state == .pending && other?.said == nil)
        let event = try #require(try await test.events().first)
        let told = try await test.ledger.explain(event).deliveries.first { $0.sink == "wayback" }
        #expect(told?.said == own?.said)
        // It may have written the words, so they go with the event.
        _ = try await test.ledger.redact(
            .event(event.sequence), by: Act(by: "kim", at: TestLedger.minute(20), reason: "law"))
        let after = try await test.ledger.deliveries(DeliveryQuery())
        #expect(after.allSatisfy { $0.said == nil })
    }

    @Test("stands in the configuration beside the sinks, under a name of its own")
    func configured() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: []
            contact: a@b.example
            archive:
              - name: wayback
                command: [/bin/true, --quiet]
                types: [entry.published, "inquiry.*"]
            """)
        let read = try file.load()
        let sink = try #require(read.configuration.sinks.first)
        #expect(sink.isArchive && sink.types == ["entry.published", "inquiry.*"])
        guard case .archive(let program) = sink.kind else { return }
        #expect(program.command == ["/bin/true", "--quiet"] && program.timeout == .seconds(120))
        #expect(read.configuration.routes.map(\.sink) == ["wayback"])
        #expect(
            read.warnings.contains { $0.message.hasPrefix("no sinks: ") },
            "an archive tells nobody")
        let wrong = try TemporaryConfiguration(
            """
            feeds: []
            contact: a@b.example
            sinks: [{name: wayback, type: stdout}]
            archive:
              - {name: wayback, command: []}
              - {name: b, command: [/bin/true], digest: {every: 30m}}
            """)
        let faults = wrong.faults()
        #expect(faults.contains { $0.contains("archive[].command: names no program") })
        #expect(faults.contains { $0.contains("\"wayback\"") })
        #expect(faults.contains { $0.contains("\"digest\"") })
    }
}
