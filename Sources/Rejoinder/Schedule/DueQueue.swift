/// Hands out the targets that are due, in the order in which they became due.
///
/// One host does not hold up another.
///
/// Each step costs the logarithm of the number of targets, however many hosts there are. A host
/// with something due is in exactly one place: in turn, waiting for its opening time, or waiting
/// for its own requests to end.
package struct DueQueue<Target: Hashable & Comparable & Sendable>: Sendable {
    private struct Waiting: Comparable {
        let at: Timestamp
        let target: Target

        static func < (a: Waiting, b: Waiting) -> Bool { (a.at, a.target) < (b.at, b.target) }
    }

    private struct Opening: Comparable {
        let at: Timestamp
        let host: String

        static func < (a: Opening, b: Opening) -> Bool { (a.at, a.host) < (b.at, b.host) }
    }

    /// The targets that are due at one host.
    private struct Line {
        /// Where the host is waiting.
        enum Place { case inTurn, untilOpening, behindItself }

        var urgent = Queue<Target>()
        var ordinary = Queue<Target>()
        var place = Place.inTurn
        /// The turn that the host waits for; turns with other numbers are void.
        var turn = 0
        var isUrgentTurn = false

        var isEmpty: Bool { urgent.isEmpty && ordinary.isEmpty }
    }

    private struct Turn {
        let host: String
        let number: Int
    }

    private struct Plan {
        let host: String
        var at: Timestamp
        let isUrgent: Bool
        var isReady = false
    }

    private var plans: [Target: Plan] = [:]
    /// Targets that are not due yet, the next one first.
    ///
    /// Those that disagree with `plans` are skipped.
    private var waiting = Heap<Waiting>()
    private var lines: [String: Line] = [:]
    private var urgentTurns = Queue<Turn>()
    private var ordinaryTurns = Queue<Turn>()
    private var turnsTaken = 0
    private var openings = Heap<Opening>()
    private var limits: HostLimits
    private var budget: RequestBudget?
    /// The hosts of the looks under way.
    private var underWay: [Target: String] = [:]

    /// - Parameter budget: nil: whatever is due may begin.
    package init(limits: HostLimits, budget: RequestBudget? = nil) {
        self.limits = limits
        self.budget = budget
    }

    /// Adds a target, or sets when it is due next; this replaces an earlier plan for it.
    ///
    /// - Parameter isUrgent: whether it goes before the other targets of its host, and before the
    ///   ordinary targets of other hosts.
    package mutating func schedule(
        _ target: Target, host: String, at moment: Timestamp, isUrgent: Bool = false
    ) {
        plans[target] = Plan(host: host, at: moment, isUrgent: isUrgent)
        waiting.push(Waiting(at: moment, target: target))
    }

    /// Whether the target is planned with the same urgency.
    package func holds(_ target: Target, isUrgent: Bool) -> Bool {
        plans[target].map { $0.isUrgent || !isUrgent } ?? false
    }

    /// Forgets a target; a look that is already under way ends as usual.
    package mutating func remove(_ target: Target) { plans[target] = nil }

    /// Forgets the targets for which this holds.
    ///
    /// - Returns: how many there were.
    package mutating func removeAll(where isUnwanted: (Target) -> Bool) -> Int {
        let unwanted = plans.keys.filter(isUnwanted)
        for target in unwanted { plans[target] = nil }
        // A host for which nothing is planned any more has no turn to wait for.
        let hosts = Set(plans.values.map(\.host))
        lines = lines.filter { hosts.contains($0.key) }
        openings = Heap(openings.all.filter { hosts.contains($0.host) })
        return unwanted.count
    }

    /// The targets to look at now; each takes a place at its host until `end`.
    ///
    /// - Parameter room: how many targets at most.
    package mutating func begin(at now: Timestamp, room: Int) -> [Target] {
        takeDue(at: now)
        open(at: now)
        var begun: [Target] = []
        while begun.count < room, let host = nextTurn(at: now) {
            if let target = start(at: host, now: now) { begun.append(target) }
        }
        return begun
    }

    /// Ends a look, and pauses the target's host if the server asked for that.
    package mutating func end(_ target: Target, pausingHostUntil pause: Timestamp? = nil) {
        guard let host = underWay.removeValue(forKey: target) else { return }
        limits.end(host)
        if let pause { limits.pause(host, until: pause) }
        guard lines[host]?.place == .behindItself else { return }
        takeTurn(host)
    }

    /// Asks nothing of a host until then, because its server wants that.
    package mutating func pause(_ host: String, until moment: Timestamp) {
        limits.pause(host, until: moment)
    }

    /// When `begin` may next find something; nil: only after an `end`, or never.
    package mutating func nextTime(after now: Timestamp) -> Timestamp? {
        dropForgotten()
        var next = openings.first?.at
        if let due = waiting.first?.at { next = min(next ?? due, due) }
        if !urgentTurns.isEmpty { return opening(isUrgent: true, now, next) }
        if !ordinaryTurns.isEmpty { return opening(isUrgent: false, now, next) }
        return next
    }

    /// Moves all plans, because the clock was set by `span`.
    package mutating func shift(by span: Duration) {
        plans = plans.mapValues { plan in
            var moved = plan
            moved.at = plan.at + span
            return moved
        }
        waiting = Heap(waiting.all.map { Waiting(at: $0.at + span, target: $0.target) })
        openings = Heap(openings.all.map { Opening(at: $0.at + span, host: $0.host) })
        limits.shift(by: span)
        budget?.shift(by: span)
    }
}

// MARK: - Catching up

extension DueQueue {
    /// Spreads what is long overdue after the machine was suspended: see `CatchUp`.
    ///
    /// Urgent targets stay due.
    package mutating func catchUp(at now: Timestamp) {
        for (target, plan) in plans where !plan.isReady && !plan.isUrgent {
            let moment = CatchUp.moment(
                feed: "\(target)", due: plan.at, interval: CatchUp.longest, now: now)
            guard moment != plan.at else { continue }
            plans[target]?.at = moment
            waiting.push(Waiting(at: moment, target: target))
        }
    }
}

// MARK: - Turns

extension DueQueue {
    /// Puts the targets that have become due into the lines of their hosts.
    private mutating func takeDue(at now: Timestamp) {
        while let first = waiting.first, first.at <= now {
            waiting.pop()
            guard let plan = plans[first.target], plan.at == first.at, !plan.isReady else {
                continue
            }
            plans[first.target]?.isReady = true
            let isNew = lines[plan.host] == nil
            if plan.isUrgent {
                lines[plan.host, default: Line()].urgent.append(first.target)
            } else {
                lines[plan.host, default: Line()].ordinary.append(first.target)
            }
            let mustMove = plan.isUrgent && lines[plan.host]?.place == .inTurn
            if isNew || (mustMove && lines[plan.host]?.isUrgentTurn == false) {
                takeTurn(plan.host)
            }
        }
    }

    /// Gives a turn to the hosts whose opening time has come.
    private mutating func open(at now: Timestamp) {
        while let first = openings.first, first.at <= now {
            openings.pop()
            takeTurn(first.host)
        }
    }

    /// Puts the host at the end of the hosts that wait for their turn.
    private mutating func takeTurn(_ host: String) {
        guard var line = lines[host] else { return }
        let isUrgent = !line.urgent.isEmpty
        turnsTaken += 1
        line.place = .inTurn
        line.isUrgentTurn = isUrgent
        line.turn = turnsTaken
        lines[host] = line
        let turn = Turn(host: host, number: turnsTaken)
        if isUrgent { urgentTurns.append(turn) } else { ordinaryTurns.append(turn) }
    }

    /// The host whose turn it is, if the budget allows a request.
    private mutating func nextTurn(at now: Timestamp) -> String? {
        if budget?.opening(isUrgent: true, at: now) == nil {
            while let turn = urgentTurns.popFirst() {
                if isValid(turn) { return turn.host }
            }
        }
        guard budget?.opening(isUrgent: false, at: now) == nil else { return nil }
        while let turn = ordinaryTurns.popFirst() {
            if isValid(turn) { return turn.host }
        }
        return nil
    }

    /// Whether the turn still counts: its host may have moved to the urgent hosts.
    private func isValid(_ turn: Turn) -> Bool {
        lines[turn.host].map { $0.place == .inTurn && $0.turn == turn.number } ?? false
    }

    /// Starts the host's first look, if it may be asked now, and decides where the host waits next.
    private mutating func start(at host: String, now: Timestamp) -> Target? {
        guard limits.opening(host, at: now) == nil else {
            settle(host, now: now)
            return nil
        }
        guard let target = nextTarget(of: host) else {
            lines[host] = nil
            return nil
        }
        _ = limits.begin(host, at: now)
        budget?.spend(at: now)
        plans[target] = nil
        underWay[target] = host
        settle(host, now: now)
        return target
    }

    private mutating func nextTarget(of host: String) -> Target? {
        while let target = lines[host]?.urgent.popFirst() ?? lines[host]?.ordinary.popFirst() {
            // A target that was planned again, or for another host, is no longer due here.
            guard let plan = plans[target], plan.isReady, plan.host == host else { continue }
            if underWay[target] == nil { return target }
        }
        return nil
    }

    private mutating func settle(_ host: String, now: Timestamp) {
        guard lines[host]?.isEmpty == false else { return lines[host] = nil }
        guard let opening = limits.opening(host, at: now) else { return takeTurn(host) }
        guard opening != .distantFuture else {
            lines[host]?.place = .behindItself
            return
        }
        lines[host]?.place = .untilOpening
        openings.push(Opening(at: opening, host: host))
    }

    private mutating func dropForgotten() {
        while let first = waiting.first, plans[first.target]?.at != first.at {
            waiting.pop()
        }
    }

    private func opening(isUrgent: Bool, _ now: Timestamp, _ next: Timestamp?) -> Timestamp {
        let moment = budget?.opening(isUrgent: isUrgent, at: now) ?? now
        return min(next ?? moment, moment)
    }
}
