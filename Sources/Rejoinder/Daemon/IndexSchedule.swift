/// When the search index is brought up to date, and what there is to say about it.
///
/// Nothing waits for the index: it follows what is recorded after a moment, a second of work at a
/// time, and whatever fails is tried again later.
struct IndexSchedule: Sendable {
    private var at: Timestamp?
    private var isRunning = false
    private var isBehind = false
    private var hasFailed = false

    /// So that the revisions of several polls make one transaction of the index.
    static let delay: Duration = .seconds(2)
    /// At the start the first polls come first.
    static let startDelay: Duration = .seconds(5)
    static let retry: Duration = .seconds(600)
    /// So many revisions take long enough to be worth a line in the log.
    private static let many: Int64 = 10_000

    init(start: Timestamp?) { at = start }

    /// Something may have been recorded.
    mutating func note(at now: Timestamp) {
        guard !hasFailed else { return }
        at = min(at ?? .distantFuture, now + Self.delay)
    }

    /// Whether the index is to be worked on now, which then begins.
    mutating func begin(at now: Timestamp) -> Bool {
        guard let at, at <= now, !isRunning else { return false }
        self.at = nil
        isRunning = true
        return true
    }

    mutating func end(_ result: Result<SearchIndexer.Progress, SearchError>, at now: Timestamp) {
        isRunning = false
        switch result {
        case .success(let progress):
            hasFailed = false
            if progress.total - progress.indexed > Self.many { isBehind = true }
            if progress.isComplete { isBehind = false } else { at = now }
        case .failure:
            hasFailed = true
            at = now + Self.retry
        }
    }

    mutating func shift(by span: Duration) { at = at.map { $0 + span } }

    /// What the log says of a result, before `end`: the beginning and the end of much work, and a
    /// failure once.
    func remark(on result: Result<SearchIndexer.Progress, SearchError>) -> Remark? {
        switch result {
        case .success(let progress):
            let rest = progress.total - progress.indexed
            if !isBehind, rest > Self.many {
                return .notice("\(rest) revisions are being indexed for search, in the background")
            }
            guard isBehind, progress.isComplete else { return nil }
            return .notice("the search index is complete: \(progress.total) revisions")
        case .failure(let error): return hasFailed ? nil : .warning("\(error)")
        }
    }

    enum Remark: Hashable, Sendable { case notice(String), warning(String) }
}
