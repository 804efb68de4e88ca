import Foundation
import TestSupport
import Testing

/// The built program, run as a process with a folder of its own.
final class DaemonProcess {
    let folder: URL
    private var process: ChildProcess?
    /// How it ended, once it has: a thread that waits for it would be missing elsewhere.
    private var ending = AsyncStream<ChildProcess.Ending> { $0.finish() }
    /// Added to the environment of the next start.
    var environment: [String: String] = [:]
    /// Where the next start writes what it says of itself; nil: into a file.
    var standardError: FileHandle?
    var standardOutput: FileHandle?

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rejoinder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var ledger: String { folder.appendingPathComponent("ledger.sqlite").path }
    var configuration: String { folder.appendingPathComponent("rejoinder.yaml").path }

    func configure(_ yaml: String) throws {
        try Data("ledger: ledger.sqlite\ncontact: test@example.org\n\(yaml)".utf8)
            .write(to: URL(fileURLWithPath: configuration))
    }

    func start(_ arguments: [String]) throws {
        let process = ChildProcess(
            BuiltProgram.path("rejoinder"), ["run", "--config", configuration] + arguments)
        process.standardOutput = standardOutput.map { .file($0) } ?? .null
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let log = folder.appendingPathComponent("stderr")
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        process.standardError = .file(standardError ?? handle)
        let (ending, end) = AsyncStream.makeStream(of: ChildProcess.Ending.self)
        process.whenEnded = {
            end.yield($0)
            end.finish()
        }
        try process.run()
        self.process = process
        self.ending = ending
    }

    /// - Returns: how it ended; nil if it was waited for before, or never started.
    func wait() async -> ChildProcess.Ending? {
        for await end in ending { return end }
        return nil
    }

    var hasEnded: Bool { process.map { !$0.isRunning } ?? true }

    func signal(_ number: Int32) {
        process?.send(number)
    }

    @discardableResult
    func run(_ arguments: String...) async throws -> ChildProcess.Ending? {
        try start(arguments)
        return await wait()
    }

    /// What it has said about itself.
    var messages: String {
        let data = FileManager.default.contents(
            atPath: folder.appendingPathComponent("stderr").path)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}

/// An RSS document.
enum FeedText {
    static func rss(_ entries: [(id: String, title: String, text: String)]) -> [UInt8] {
        let items = entries.map {
            "<item><guid isPermaLink=\"false\">\($0.id)</guid><title>\($0.title)</title>"
                + "<link>https://news.example/\($0.id)</link>"
                + "<description>\($0.text)</description></item>"
        }
        return Array(
            ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>"
                + items.joined() + "</channel></rss>").utf8)
    }
}
