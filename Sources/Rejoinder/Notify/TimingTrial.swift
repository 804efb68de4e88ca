/// What a sink's timing would have done with events of the past, all of them taken at once.
package struct TimingTrial: Sendable {
    package let timing: Timing
    package private(set) var events = 0
    package private(set) var messages = 0
    /// Messages that would have told of several events.
    package private(set) var digests = 0
    /// How many events each rule would have held.
    package private(set) var held: [Hold.Rule: Int] = [:]

    private var hour: SendingHour?
    private var waiting: [(type: EventType, hold: Hold)] = []
    /// When the first of them is sent; a digest of a week may be one of very many.
    private var nextRelease: Timestamp?

    package init(_ timing: Timing) { self.timing = timing }

    package var atOnce: Int { events - held.values.reduce(0, +) }

    /// Notes the next event; they come in the order of the log.
    package mutating func note(_ type: EventType, at moment: Timestamp) {
        release(until: moment)
        events += 1
        guard let hold = timing.hold(type, at: moment, isNew: true, hour: hour, now: moment) else {
            return send(at: moment)
        }
        held[hold.rule, default: 0] += 1
        wait(type, hold)
    }

    private mutating func wait(_ type: EventType, _ hold: Hold) {
        waiting.append((type, hold))
        nextRelease = nextRelease.map { min($0, hold.until) } ?? hold.until
    }

    /// Sends all that is still held, each at its time.
    package mutating func finish() { release(until: nil) }

    private mutating func release(until end: Timestamp?) {
        while let moment = nextRelease, end.map({ moment <= $0 }) ?? true {
            let due = waiting.filter { $0.hold.until == moment }
            waiting.removeAll { $0.hold.until == moment }
            nextRelease = waiting.map(\.hold.until).min()
            let together = due.count { $0.hold.rule.makesDigest }
            if together > 0 {
                send(at: moment)
                if together > 1 { digests += 1 }
            }
            for one in due where !one.hold.rule.makesDigest {
                let again = timing.hold(one.type, at: moment, isNew: false, hour: hour, now: moment)
                if let again { wait(one.type, again) } else { send(at: moment) }
            }
        }
    }

    private mutating func send(at moment: Timestamp) {
        messages += 1
        hour = SendingHour.counting(hour, at: moment)
    }
}
