#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import CProcess
import Synchronization

/// A program that is run once, with bytes on its standard input, and no shell in between.
///
/// It is the leader of a process group of its own, holds none of this process's files, and has
/// only the environment that it is given. Its working directory is `/`.
package struct ChildProgram: Sendable {
    /// The path of the program, and its arguments.
    package let command: [String]
    package let environment: [String: String]
    /// Sends a signal to a process group.
    ///
    /// - Returns: 0, or the system's error number.
    package typealias Signal = @Sendable (_ group: Int32, _ signal: Int32) -> Int32
    /// A program of another user, as `sudo` makes one, gets no signal of ours.
    package var signal: Signal = { kill(-$0, $1) == 0 ? 0 : errno }

    package init(command: [String], environment: [String: String]) {
        self.command = command
        self.environment = environment
    }

    package enum Ending: Hashable, Sendable {
        case exit(Int32)
        /// A signal ended it that we did not send.
        case signal(Int32)
        /// It took longer than it may, and was ended.
        case stopped
        /// The task was cancelled, and so it was ended.
        case cancelled
        /// It took longer than it may, or the task was cancelled; but it could not be ended, and
        /// still runs. The system's reason, if it gave one.
        case left(String?)
        /// The system's reason why it could not be started.
        case notStarted(String)
    }

    package struct Outcome: Hashable, Sendable {
        package let ending: Ending
        /// The last of what it wrote on standard output and standard error.
        package let output: [UInt8]
    }

    /// Runs the program, on a thread of its own, until it has ended.
    ///
    /// What it leaves behind in its process group is ended with it. A program that cannot be ended
    /// keeps nobody waiting: it is left alone, and waited for on its thread.
    ///
    /// - Parameters:
    ///   - input: what it finds on standard input, which is a file that it may also seek in.
    ///   - timeout: then its group is asked to end (SIGTERM), as also when the task is cancelled.
    ///   - grace: how long it has to end when asked, before it is killed.
    ///   - outputLimit: how many bytes of its output are kept; the rest is read and forgotten.
    ///   - whenGone: called once a program that was left alone has ended.
    package func run(
        input: [UInt8], timeout: Duration, grace: Duration = .seconds(5), outputLimit: Int = 4096,
        whenGone: @escaping @Sendable () -> Void = {}
    ) async -> Outcome {
        let isCancelled = Latch()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStarted = Thread.start {
                    let run = ProgramRun(
                        program: self, timeout: timeout, grace: grace, outputLimit: outputLimit)
                    let (outcome, left) = run.outcome(input: input, isCancelled)
                    continuation.resume(returning: outcome)
                    guard let left else { return }
                    _ = run.end(of: left)
                    whenGone()
                }
                if !isStarted {
                    continuation.resume(
                        returning: Outcome(
                            ending: .notStarted("no thread could be started"), output: []))
                }
            }
        } onCancel: {
            isCancelled.raise()
        }
    }
}

/// One run of a program, on a thread that may block.
private struct ProgramRun {
    let program: ChildProgram
    let timeout: Duration
    let grace: Duration
    let outputLimit: Int

    /// How long a look for the program's end may wait, if its output does not tell of it before.
    private static let lookMilliseconds: Int32 = 50

    /// - Returns: the outcome, and the program if it still runs.
    func outcome(
        input: [UInt8], _ isCancelled: Latch
    ) -> (outcome: ChildProgram.Outcome, left: pid_t?) {
        guard let source = Self.file(of: input) else { return (notStarted(errno), nil) }
        defer { close(source) }
        var ends: [Int32] = [-1, -1]
        guard process_pipe(&ends) == 0 else { return (notStarted(errno), nil) }
        let (reader, writer) = (ends[0], ends[1])
        defer { close(reader) }
        var child: pid_t = 0
        let code = start(&child, input: source, output: writer)
        close(writer)
        guard code == 0 else { return (notStarted(code), nil) }
        _ = fcntl(reader, F_SETFL, O_NONBLOCK)
        return watch(child, reader, isCancelled)
    }

    /// Reads the program's output until it has ended, and sees that it ends in time.
    private func watch(
        _ child: pid_t, _ reader: Int32, _ isCancelled: Latch
    ) -> (outcome: ChildProgram.Outcome, left: pid_t?) {
        let clock = ContinuousClock()
        let end = clock.now + timeout
        var killAt: ContinuousClock.Instant?
        var stopped: ChildProgram.Ending?
        var failure: Int32 = 0
        var output: [UInt8] = []
        var isOpen = true
        while !Self.hasEnded(child, waits: false) {
            let now = clock.now
            if let killAt {
                if now >= killAt { failure = program.signal(child, SIGKILL) }
                // SIGKILL ends at once whatever it can end.
                if now >= killAt + grace {
                    let reason = failure == 0 ? nil : String(cString: strerror(failure))
                    return (ChildProgram.Outcome(ending: .left(reason), output: output), child)
                }
            } else if now >= end || isCancelled.isRaised {
                stopped = now >= end ? .stopped : .cancelled
                failure = program.signal(child, SIGTERM)
                killAt = now + grace
            }
            var entry = pollfd(fd: isOpen ? reader : -1, events: Int16(POLLIN), revents: 0)
            _ = poll(&entry, 1, Self.lookMilliseconds)
            if isOpen { isOpen = read(reader, into: &output) }
        }
        let ending = self.end(of: child)
        if isOpen { _ = read(reader, into: &output) }
        return (ChildProgram.Outcome(ending: stopped ?? ending, output: output), nil)
    }

    /// Waits for the program's end, and ends what it leaves behind.
    func end(of child: pid_t) -> ChildProgram.Ending {
        _ = Self.hasEnded(child, waits: true)
        // Until it is waited for, its number belongs to no other process or group.
        _ = program.signal(child, SIGKILL)
        var status: Int32 = 0
        var waited = waitpid(child, &status, 0)
        while waited == -1 && errno == EINTR { waited = waitpid(child, &status, 0) }
        return waited == child ? Self.ending(status) : .notStarted("its end is not known")
    }

    private static func ending(_ status: Int32) -> ChildProgram.Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }

    private static func hasEnded(_ child: pid_t, waits: Bool) -> Bool {
        var info = siginfo_t()
        let flags = WEXITED | WNOWAIT | (waits ? 0 : WNOHANG)
        while waitid(P_PID, id_t(child), &info, flags) != 0 {
            // Somebody else has waited for it: there is nothing more to be known.
            guard errno == EINTR else { return true }
        }
        return info.si_signo != 0
    }

    /// Reads what is there.
    ///
    /// - Returns: whether more may come.
    private func read(_ reader: Int32, into output: inout [UInt8]) -> Bool {
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        // A program that writes without end must not keep us from looking at the clock.
        for _ in 0..<64 {
            let count = Glibc.read(reader, &piece, piece.count)
            if count == 0 { return false }
            guard count > 0 else { return errno == EAGAIN || errno == EINTR }
            output += piece.prefix(count)
            if output.count > outputLimit { output.removeFirst(output.count - outputLimit) }
        }
        return true
    }

    /// A file in memory: unlike a pipe, it needs nobody who writes, and nobody must read it.
    private static func file(of bytes: [UInt8]) -> Int32? {
        let file = process_memory_file()
        guard file >= 0 else { return nil }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                close(file)
                return nil
            }
            rest = rest.dropFirst(count)
        }
        guard lseek(file, 0, SEEK_SET) == 0 else {
            close(file)
            return nil
        }
        return file
    }

    private func notStarted(_ code: Int32) -> ChildProgram.Outcome {
        ChildProgram.Outcome(ending: .notStarted(String(cString: strerror(code))), output: [])
    }

    /// - Returns: 0, or the system's error number.
    private func start(_ child: inout pid_t, input: Int32, output: Int32) -> Int32 {
        guard !program.command.isEmpty else { return ENOENT }
        var words = program.command.map { strdup($0) } + [nil]
        var settings =
            program.environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
            + [nil]
        defer { for text in words + settings { free(text) } }
        return process_spawn(&child, &words, &settings, input, output)
    }
}
