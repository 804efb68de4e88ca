import Foundation
import TestSupport
import Testing

/// The receiver of `Tests/Fixtures/receiver.py`, which checks signatures with code not ours.
struct ReceiverProcess {
    struct Record: Decodable, Hashable {
        let id: String
        let timestamp: String
        let body: String
        let verdict: String
    }

    let url: String
    private let log: URL
    private let process: ChildProcess

    /// The Python that has the packages; nil where there is none.
    static let python: String? = {
        let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [root.appendingPathComponent(".build/python/bin/python3").path, "python3"]
        return candidates.first { candidate in
            let process = ChildProcess(
                candidate, ["-c", "import standardwebhooks, feedparser, lxml"])
            process.standardError = .null
            return (try? process.succeeds()) ?? false
        }
    }()

    static let missing: Comment = """
        python3 with standardwebhooks, feedparser and lxml is missing: scripts/test-python
        """

    init(secret: String, failures: Int = 0) throws {
        log = FileManager.default.temporaryDirectory
            .appendingPathComponent("receiver-\(UUID().uuidString).jsonl")
        process = ChildProcess(
            Self.python ?? "python3",
            [
                Self.fixtures.appendingPathComponent("receiver.py").path,
                "--secret", secret, "--log", log.path, "--fail", String(failures),
            ])
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))/hook"
    }

    func stop() {
        process.send(SIGKILL)
        process.wait()
        try? FileManager.default.removeItem(at: log)
    }

    func records() throws -> [Record] {
        try Data(contentsOf: log).split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(Record.self, from: Data($0)) }
    }

    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")
}
