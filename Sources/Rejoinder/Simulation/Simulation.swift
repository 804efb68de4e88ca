/// Plays publication times against different ways to poll.
package struct Simulation: Sendable {
    package enum Policy: Hashable, Sendable {
        /// Polls every feed at the same fixed interval.
        case fixed(Duration)
        /// Polls as often a week as the last week had entries, times the factor.
        ///
        /// The interval is at least five minutes and at most a day, as in other readers.
        case entryFrequency(factor: Double)
        /// Polls as `PollPace` says for each feed's rhythm.
        case rhythm(PollPace)
    }

    private let histories: [PublicationHistory]

    package init(_ histories: [PublicationHistory]) { self.histories = histories }

    /// Looks at each feed from its start to its end, and on until the last entry is found.
    ///
    /// The policy sees only what a look at the document shows, and nothing of the future.
    ///
    /// - Parameter limit: the simulation stops when it has made more requests than this.
    package func run(_ policy: Policy, limit: Int = .max) -> SimulationResult {
        var result = SimulationResult()
        let mean = mean(policy)
        for history in histories where result.requests <= limit {
            var poller = Poller(policy, history, mean)
            poller.play(into: &result, limit: limit)
        }
        return result
    }

    /// Runs the policy with the number that brings it closest to so many requests, but not below.
    ///
    /// - Parameter policy: makes more requests the larger its number is.
    package func run(
        requests: Int, _ policy: (Double) -> Policy
    ) -> SimulationResult {
        var low = 1e-9
        var high = 1e6
        var best: SimulationResult?
        for _ in 0..<60 {
            let middle = (low * high).squareRoot()
            let result = run(policy(middle), limit: requests * 2)
            if result.requests < requests {
                low = middle
                continue
            }
            high = middle
            if best.map({ result.requests < $0.requests }) ?? true { best = result }
            if Double(result.requests) < Double(requests) * 1.001 { break }
        }
        return best ?? run(policy(high))
    }

    /// The mean that a daemon with all of these feeds would know after its first looks.
    private func mean(_ policy: Policy) -> PollMean? {
        var shares = PollShares()
        guard case .rhythm(let pace) = policy else { return nil }
        for (index, history) in histories.enumerated() {
            let listed = history.moments.filter { $0 <= history.start }
            let rhythm = Rhythm(firstLook: history.start, published: listed)
            shares.update(
                Int64(index), rhythm: rhythm, interval: pace.interval, now: history.start)
        }
        return shares.mean
    }
}

/// The outcome of a simulation.
package struct SimulationResult: Hashable, Sendable {
    package fileprivate(set) var requests = 0
    /// For each entry, the seconds from its publication until a look found it.
    package fileprivate(set) var delays: [Double] = []

    package var mean: Double {
        delays.isEmpty ? 0 : delays.reduce(0, +) / Double(delays.count)
    }

    /// - Parameter share: from 0 to 1.
    package func quantile(_ share: Double) -> Double {
        guard !delays.isEmpty else { return 0 }
        let index = Int(clamping: (share * Double(delays.count)).rounded(.up)) - 1
        return delays.sorted()[min(max(index, 0), delays.count - 1)]
    }
}

/// One feed under one policy.
private struct Poller {
    private let policy: Simulation.Policy
    private let history: PublicationHistory
    private let mean: PollMean?
    private var now: Timestamp
    private var rhythm: Rhythm
    /// The index of the next entry that is not found yet, and of the first one in the last week.
    private var next: Int
    private var weekStart = 0

    init(_ policy: Simulation.Policy, _ history: PublicationHistory, _ mean: PollMean?) {
        self.policy = policy
        self.history = history
        self.mean = mean
        now = history.start
        next = history.moments.firstIndex { $0 > history.start } ?? history.moments.count
        rhythm = Rhythm(firstLook: now, published: Array(history.moments[..<next]))
    }

    mutating func play(into result: inout SimulationResult, limit: Int) {
        var span = firstWait
        while true {
            let previous = now
            now = now + max(.seconds(1), span)
            result.requests += 1
            let first = next
            while next < history.moments.count, history.moments[next] <= now {
                result.delays.append(Rhythm.seconds(now - history.moments[next]))
                next += 1
            }
            guard now < history.end, result.requests <= limit else { return }
            if first < next, case .rhythm = policy {
                rhythm.learn(Array(history.moments[first..<next]), since: previous, now: now)
            }
            span = wait()
        }
    }

    /// The wait before the first poll: each feed has its own place in the interval.
    ///
    /// If all feeds were polled in step, requests would come in bursts.
    private var firstWait: Duration {
        mutating get {
            guard case .fixed(let interval) = policy else { return wait() }
            let share = Jitter.fraction(of: history.name)
            return .milliseconds(Int64(clamping: Double(interval.milliseconds) * share))
        }
    }

    private mutating func wait() -> Duration {
        switch policy {
        case .fixed(let interval): return interval
        case .entryFrequency(let factor): return weeklyWait(factor)
        case .rhythm(let pace):
            let poll = pace.next(after: now, feed: history.name, rhythm: rhythm, mean: mean)
            return poll.at - now
        }
    }

    private mutating func weeklyWait(_ factor: Double) -> Duration {
        let week = Duration.seconds(604_800)
        while weekStart < next, now - history.moments[weekStart] > week { weekStart += 1 }
        let entries = Double(next - weekStart)
        guard entries > 0 else { return .seconds(86_400) }
        return .seconds(Int64(min(max(604_800 / (entries * factor), 300), 86_400)))
    }
}
