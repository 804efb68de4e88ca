import GRDB

/// Lets many writers share one commit.
///
/// With synchronous=FULL a commit waits for the disk. While one is under way the next writers
/// gather, and all of them become durable together by the next commit; nobody waits on a timer.
actor GroupCommit {
    private struct Job: Sendable {
        let work: @Sendable (Database) throws -> any Sendable
        /// The hold of the task that asks for it, if it has one.
        let hold: Hold?
        let continuation: CheckedContinuation<any Sendable, any Error>
    }

    private let pool: DatabasePool
    private let times: TransactionTimes
    private var waiting: [Job] = []
    private var isCommitting = false
    private var holder: Hold?
    private var waitingHolders = Queue<(Hold, CheckedContinuation<Void, Never>)>()

    /// The most jobs in one commit.
    ///
    /// It bounds how long a reader of the write-ahead log may have to wait, and what a failed
    /// commit takes with it.
    private static let maximumJobs = 200

    init(pool: DatabasePool, times: TransactionTimes) {
        self.pool = pool
        self.times = times
    }

    /// How many wait for the next commit.
    var gathered: Int { waiting.count }

    /// Runs the work as if in a transaction of its own, and returns once it is durable.
    ///
    /// Work that throws is undone alone; the others in its group commit without it.
    func perform<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        do {
            let result = try await withCheckedThrowingContinuation { continuation in
                waiting.append(Job(work: work, hold: Self.hold, continuation: continuation))
                commitSoon()
            }
            guard let result = result as? Result else { throw LedgerError.internalMismatch }
            return result
        } catch {
            throw LedgerError(error)
        }
    }

    private func commitSoon() {
        guard !isCommitting else { return }
        isCommitting = true
        Task { await commitWaiting() }
    }

    private func commitWaiting() async {
        while true {
            let jobs = nextJobs()
            guard !jobs.isEmpty else { break }
            await commit(jobs)
        }
        isCommitting = false
    }

    private func nextJobs() -> [Job] {
        if let holder {
            let jobs = waiting.filter { $0.hold == holder }
            waiting.removeAll { $0.hold == holder }
            return jobs
        }
        let jobs = Array(waiting.prefix(Self.maximumJobs))
        waiting.removeFirst(jobs.count)
        return jobs
    }

    /// Commits all jobs together; if one fails, runs each again inside a savepoint of its own.
    private func commit(_ jobs: [Job]) async {
        let together = try? await transaction { database in
            try jobs.map { try $0.work(database) }
        }
        if let results = together {
            for (job, result) in zip(jobs, results) { job.continuation.resume(returning: result) }
            return
        }
        do {
            let results = try await transaction { database in
                try jobs.map { try Self.run($0, in: database) }
            }
            for (job, result) in zip(jobs, results) { job.continuation.resume(with: result) }
        } catch {
            for job in jobs { job.continuation.resume(throwing: error) }
        }
    }

    /// Runs the work in a transaction, and notes how long that kept the writer.
    private func transaction<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> [Result]
    ) async throws -> [Result] {
        try await pool.writeWithoutTransaction { [times] database in
            let start = ContinuousClock.now
            defer { times.add(.now - start) }
            var results: [Result] = []
            try database.inTransaction {
                // Before any job, so that no dictionary is learnt which may yet be undone.
                try Packing.refresh(in: database)
                results = try work(database)
                return .commit
            }
            return results
        }
    }

    private static func run(
        _ job: Job, in database: Database
    ) throws -> Result<any Sendable, any Error> {
        var result: Result<any Sendable, any Error>?
        try database.inSavepoint {
            do {
                result = .success(try job.work(database))
                return .commit
            } catch {
                // Out of disk, or worse: SQLite may have undone the whole transaction already.
                guard database.isInsideTransaction else { throw error }
                result = .failure(error)
                return .rollback
            }
        }
        return result ?? .failure(LedgerError.internalMismatch)
    }
}

// MARK: - One writer alone

extension GroupCommit {
    /// Keeps all other writers of this process waiting.
    final class Hold: Sendable, Equatable {
        static func == (a: Hold, b: Hold) -> Bool { a === b }
    }

    /// The hold of the current task, whose writes go on.
    @TaskLocal static var hold: Hold?

    /// Returns once nobody else writes, and nobody will before `release`.
    func acquire() async -> Hold {
        let hold = Hold()
        if holder == nil {
            holder = hold
        } else {
            await withCheckedContinuation { waitingHolders.append((hold, $0)) }
        }
        // A commit that was under way ends before this one begins.
        try? await Self.$hold.withValue(hold) { try await perform { _ in } }
        return hold
    }

    func release() {
        let next = waitingHolders.popFirst()
        holder = next?.0
        next?.1.resume()
        commitSoon()
    }
}
