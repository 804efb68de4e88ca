import CSpawn
public import Foundation
import Synchronization

/// A program that a test runs beside itself.
///
/// It stands in for Foundation's `Process`, whose `run()` sometimes ends the whole test run on
/// Linux: to find the highest open file descriptor, it copies 256 bytes of each directory record,
/// however short the record is, and now and then those bytes reach into memory that is not there
/// (swift-corelibs-foundation, pull request 5472).
public final class ChildProcess {
    public struct NotStarted: Error {
        public let path: String
        /// The system's error number.
        public let code: Int32
    }

    public enum Ending: Equatable, Sendable {
        /// The status that the program ended with.
        case exit(Int32)
        /// The signal that ended it.
        case signal(Int32)
    }

    public var executable: String
    public var arguments: [String]
    /// Nil: as this process.
    public var environment: [String: String]?
    /// Nil: as this process.
    public var directory: URL?
    public var standardInput: Stream = .inherited
    public var standardOutput: Stream = .inherited
    public var standardError: Stream = .inherited
    /// Called once, from a thread of its own.
    public var whenEnded: (@Sendable (Ending) -> Void)?

    /// Zero before `run()`.
    public private(set) var identifier: Int32 = 0

    public enum Stream {
        case inherited, null
        case file(FileHandle)
        case pipe(Pipe)
    }

    private let ended = Ended()

    /// - Parameter executable: a path, or a name that is looked for as a shell does.
    public init(_ executable: String, _ arguments: [String] = []) {
        self.executable = executable
        self.arguments = arguments
    }

    /// - Throws: `NotStarted`.
    public func run() throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let pipes = [
            connect(standardInput, to: STDIN_FILENO, &actions),
            connect(standardOutput, to: STDOUT_FILENO, &actions),
            connect(standardError, to: STDERR_FILENO, &actions),
        ]
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory {
            posix_spawn_file_actions_addchdir_np(&actions, directory.path)
        }
        identifier = try spawn(&actions)
        // What the child holds now must not stay open here, or a reader would never see its end.
        for case let handle? in pipes { try? handle.close() }
        let (child, ended, whenEnded) = (identifier, ended, whenEnded)
        Thread.detachNewThread {
            let ending = Self.waitForEnd(of: child)
            ended.set(ending)
            whenEnded?(ending)
        }
    }

    /// Waits for the program to end.
    ///
    /// Call it after `run()`.
    @discardableResult public func wait() -> Ending { ended.wait() }

    public var isRunning: Bool { identifier != 0 && ended.value == nil }

    public func send(_ signal: Int32) {
        guard isRunning else { return }
        kill(identifier, signal)
    }

    /// Waits for a program that is to end well.
    ///
    /// - Returns: whether it ended with status 0.
    public func succeeds() throws -> Bool {
        try run()
        return wait() == .exit(0)
    }

    /// - Returns: the end of a pipe that is the child's alone.
    private func connect(
        _ stream: Stream, to descriptor: Int32, _ actions: inout posix_spawn_file_actions_t
    ) -> FileHandle? {
        switch stream {
        case .inherited: return nil
        case .null:
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
            return nil
        case .file(let handle):
            posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, descriptor)
            return nil
        case .pipe(let pipe):
            let childs =
                descriptor == STDIN_FILENO ? pipe.fileHandleForReading : pipe.fileHandleForWriting
            posix_spawn_file_actions_adddup2(&actions, childs.fileDescriptor, descriptor)
            return childs
        }
    }

    private func spawn(_ actions: inout posix_spawn_file_actions_t) throws -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the test runner have signals blocked; the child is to get its own.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let variables = environment ?? ProcessInfo.processInfo.environment
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var child: Int32 = 0
        let code = posix_spawnp(&child, executable, &actions, &attributes, &words, &settings)
        guard code == 0 else { throw NotStarted(path: executable, code: code) }
        return child
    }

    private static func waitForEnd(of child: Int32) -> Ending {
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }
}

/// How a process ended, once it has.
private final class Ended: Sendable {
    private let ending = Mutex<ChildProcess.Ending?>(nil)
    private let condition = NSCondition()

    var value: ChildProcess.Ending? { ending.withLock { $0 } }

    func set(_ value: ChildProcess.Ending) {
        condition.lock()
        ending.withLock { $0 = value }
        condition.broadcast()
        condition.unlock()
    }

    func wait() -> ChildProcess.Ending {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value { return value }
            condition.wait()
        }
    }
}
