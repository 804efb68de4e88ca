import Foundation
import Platform
import Testing

@testable import Rejoinder

@Suite("A program as a sink") final class ProgramTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("program-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A script that finds the folder's path in `$folder`.
    private func script(_ text: String) throws -> String {
        let path = folder.appendingPathComponent("script-\(UUID().uuidString)").path
        try Data("#!/bin/sh\nfolder='\(folder.path)'\n\(text)\n".utf8)
            .write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func outcome(
        _ text: String, _ arguments: [String] = [], environment: [String: String] = [:],
        timeout: Duration = .seconds(30), events: [Event] = [Samples.event()]
    ) async throws -> DeliveryOutcome {
        await Program(
            name: "p", command: ["/bin/sh", try script(text)] + arguments,
            environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }, timeout: timeout
        ).deliver(events, now: Samples.moment)
    }

    private func written(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("reads the event that a webhook would post") func input() async throws {
        let events = [Samples.event(), Samples.event(.feedGap, id: "evt_b", sequence: 8)]
        #expect(try await outcome("cat >$folder/one") == .delivered)
        #expect(Array(try written("one").utf8) == WireEvent.message([events[0]]).body)
        #expect(try await outcome("cat /dev/stdin >$folder/both", events: events) == .delivered)
        #expect(Array(try written("both").utf8) == WireEvent.message(events).body)
        // Whoever reads nothing has it, too.
        let large = Samples.event(
            data: .members(["a": .string(String(repeating: "x", count: 200_000))]))
        #expect(try await outcome("exit 0", events: [large]) == .delivered)
    }

    @Test("has the environment that it is given, the id, the type, and nothing else")
    func environment() async throws {
        let show = "env | grep -vE '^(PWD|SHLVL|_|OLDPWD)=' | sort >$folder/env; pwd >>$folder/env"
        #expect(try await outcome(show, environment: ["LANG": "C.UTF-8"]) == .delivered)
        #expect(
            try written("env") == """
                LANG=C.UTF-8
                PATH=/usr/bin:/bin
                REJOINDER_EVENT_ID=evt_sample
                REJOINDER_EVENT_TYPE=entry.published
                /

                """)
        let two = [Samples.event(), Samples.event(id: "evt_b")]
        #expect(
            try await outcome("echo $REJOINDER_EVENT_TYPE >$folder/type", events: two)
                == .delivered)
        #expect(try written("type") == "digest\n")
    }

    @Test("gets its arguments as they are, for there is no shell") func arguments() async throws {
        let odd = ["$(touch x)", "; exit 3", "a b", "*", ""]
        #expect(
            try await outcome("for a; do printf '%s|' \"$a\"; done >$folder/args", odd)
                == .delivered)
        #expect(try written("args") == odd.map { $0 + "|" }.joined())
    }

    @Test("holds no file of the daemon's, and has signals as usual") func inheritance() async throws
    {
        let kept = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
        defer { try? kept.close() }
        let show = """
            grep -E '^Sig(Blk|Ign)' /proc/$$/status | tr -d '\\t' >$folder/signals
            cut -d' ' -f5 /proc/$$/stat >$folder/group; echo $$ >>$folder/group
            exec >$folder/files
            ls /proc/$$/fd
            """
        #expect(try await outcome(show) == .delivered)
        // 10 is the shell's own, on the script; some shells have another.
        let files = try written("files").split(separator: "\n").compactMap { Int($0) }
        #expect(files.filter { $0 < 10 }.sorted() == [0, 1, 2])
        #expect(files.count <= 4)
        let group = try written("group").split(separator: "\n")
        #expect(group.count == 2 && group.first == group.last)
        let masks = try written("signals").split(separator: "\n").map { line in
            UInt64(line.split(separator: ":").last ?? "", radix: 16)
        }
        // The C library itself keeps 32 and 33.
        #expect(masks.map { $0.map { $0 & ~0x1_8000_0000 } } == [0, 0])
    }

    struct End: CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let outcome: DeliveryOutcome

        init(_ what: String, _ script: String, _ outcome: DeliveryOutcome) {
            (testDescription, self.script, self.outcome) = (what, script, outcome)
        }
    }

    static let ends = [
        End("0: taken", "echo fine; exit 0", .delivered),
        End(
            "75 asks for another attempt, and holds the others back",
            "echo 'the mail server is away' >&2; exit 75",
            .retry(after: nil, reason: "exit status 75: the mail server is away")),
        End(
            "127, a shell that finds no program", "no-such-program",
            .retry(after: nil, reason: "exit status 127: ")),
        End(
            "another status concerns this event alone",
            "printf 'first\\n\\033[31mlast\\n\\n'; exit 3",
            .refused(reason: "exit status 3: \\x1b[31mlast")),
        End("a signal", "kill -SEGV $$", .retry(after: nil, reason: "ended by signal 11")),
        End(
            "more output than anybody keeps",
            "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end; exit 1",
            .refused(reason: "exit status 1: end")),
    ]

    @Test("ends with", arguments: ends) func ends(end: End) async throws {
        let outcome = try await outcome(end.script)
        if case .retry(_, let reason) = end.outcome, reason.hasSuffix(": ") {
            #expect(outcome.failure?.hasPrefix(reason) == true)
        } else {
            #expect(outcome == end.outcome)
        }
    }

    @Test("that cannot be run is tried again, and says why") func missing() async throws {
        let none = Program(name: "p", command: ["/nowhere/x"], environment: [:])
        #expect(
            await none.deliver([Samples.event()], now: Samples.moment)
                == .retry(
                    after: nil, reason: "/nowhere/x cannot be run: No such file or directory"))
        let folder = Program(name: "p", command: ["/tmp"], environment: [:])
        #expect(
            await folder.deliver([Samples.event()], now: Samples.moment)
                == .retry(after: nil, reason: "/tmp cannot be run: Permission denied"))
    }

    @Test("that takes too long is stopped, with all that it has started") func timeout()
        async throws
    {
        let hang = "sleep 600 & echo $! >$folder/child; echo waiting; wait"
        #expect(
            try await outcome(hang, timeout: .seconds(4))
                == .retry(after: nil, reason: "stopped because it took longer than 4s: waiting"))
        let child = try #require(
            Int32(try written("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isGone(child))
    }

    @Test("is killed if it does not end when asked, even if it writes without end")
    func stubborn() async throws {
        let endless = try script("trap '' TERM; while :; do echo x; done")
        let outcome = await ChildProgram(command: ["/bin/sh", endless], environment: [:])
            .run(input: [], timeout: .seconds(3), grace: .milliseconds(200), outputLimit: 100)
        #expect(outcome.ending == .stopped)
        #expect(outcome.output.count == 100)
    }

    @Test("that cannot be stopped keeps nobody waiting, and is waited for when it ends")
    func unstoppable() async throws {
        let isGone = Latch()
        let hang = try script("echo $$ >$folder/pid; echo waiting; exec sleep 600")
        var program = ChildProgram(command: ["/bin/sh", hang], environment: ["PATH": "/bin"])
        // As the system answers where another user runs the program.
        program.signal = { _, _ in EPERM }
        let outcome = await program.run(
            input: [], timeout: .seconds(2), grace: .milliseconds(50)
        ) { isGone.raise() }
        #expect(outcome.ending == .left("Operation not permitted"))
        #expect(outcome.output == Array("waiting\n".utf8))
        let pid = try await Self.number(in: folder.appendingPathComponent("pid"))
        #expect(!isGone.isRaised && kill(pid, 0) == 0)
        kill(pid, SIGKILL)
        for _ in 0..<1000 where !isGone.isRaised { try await Task.sleep(for: .milliseconds(10)) }
        #expect(isGone.isRaised)
        #expect(Self.isGone(pid), "it is no zombie")
        #expect(
            ProgramVerdict.outcome(outcome, command: ["/x"], timeout: .seconds(2))
                == .retry(
                    after: nil,
                    reason: "it took longer than 2s, and could not be stopped "
                        + "(Operation not permitted): waiting"))
    }

    @Test("is not started again while four runs before it go on") func bounded() async throws {
        let hang = try script("echo $$ >>$folder/pids; exec sleep 600")
        var program = Program(
            name: "p", command: ["/bin/sh", hang], environment: ["PATH": "/bin"],
            timeout: .milliseconds(300), grace: .milliseconds(50))
        program.signal = { _, _ in EPERM }
        for _ in 0..<4 {
            let outcome = await program.deliver([Samples.event()], now: Samples.moment)
            #expect(outcome.failure?.contains("could not be stopped") == true)
        }
        let fifth = await program.deliver([Samples.event()], now: Samples.moment)
        #expect(
            fifth
                == .retry(
                    after: nil, reason: "not run, because 4 earlier runs have not ended yet"))
        let pids = try written("pids").split(separator: "\n").compactMap { Int32($0) }
        #expect(pids.count == 4)
        for pid in pids { kill(pid, SIGKILL) }
        for pid in pids { #expect(Self.isGone(pid)) }
        // It goes on as soon as they have ended.
        for _ in 0..<1000
        where fifth == (await program.deliver([Samples.event()], now: Samples.moment)) {
            try await Task.sleep(for: .milliseconds(10))
        }
        let last = try written("pids").split(separator: "\n").compactMap { Int32($0) }.last
        #expect(last.map { !pids.contains($0) } == true)
        if let last { kill(last, SIGKILL) }
    }

    @Test("is stopped when the daemon stops") func cancelled() async throws {
        let hang = try script("echo $$ >$folder/pid; exec sleep 600")
        let task = Task {
            await Program(
                name: "p", command: ["/bin/sh", hang], environment: ["PATH": "/usr/bin:/bin"]
            )
            .deliver([Samples.event()], now: Samples.moment)
        }
        let pid = try await Self.number(in: folder.appendingPathComponent("pid"))
        task.cancel()
        #expect(
            await task.value == .retry(after: nil, reason: "stopped because the daemon is stopping")
        )
        #expect(Self.isGone(pid))
    }

    @Test("that leaves a child behind does not keep us waiting") func orphan() async throws {
        #expect(
            try await outcome("sleep 600 & echo $! >$folder/child; exit 0") == .delivered)
        let child = try #require(
            Int32(try written("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isGone(child))
    }

    /// Whether the process has ended, at the latest once init has waited for it.
    private static func isGone(_ process: Int32) -> Bool {
        for _ in 0..<500 {
            let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            guard let state, !state.contains(") Z ") else { return true }
            usleep(10_000)
        }
        return false
    }

    private static func number(in file: URL) async throws -> Int32 {
        for _ in 0..<1000 {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            if text.hasSuffix("\n"), let number = Int32(text.dropLast()) { return number }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw CocoaError(.fileReadNoSuchFile)
    }
}
