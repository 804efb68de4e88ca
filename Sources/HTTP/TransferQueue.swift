/// The transfers that wait for their turn: in order, but with at most so many at once to an
/// origin, so that a slow or large host takes no place from others.
struct TransferQueue {
    fileprivate struct Origin {
        /// Ready or running.
        var active = 0
        var waiting = Line()
    }

    /// First in, first out, without moving what remains or keeping what is gone.
    fileprivate struct Line {
        private var items: [Transfer?] = []
        private var head = 0

        mutating func append(_ transfer: Transfer) { items.append(transfer) }

        mutating func removeFirst() -> Transfer? {
            guard head < items.count else { return nil }
            let first = items[head]
            items[head] = nil
            head += 1
            if head == items.count || head > 256, head > items.count / 2 {
                items.removeFirst(head)
                head = 0
            }
            return first
        }

        var isEmpty: Bool { head == items.count }

        var all: [Transfer] { items[head...].compactMap { $0 } }
    }

    private let perOrigin: Int
    private var origins: [String: Origin] = [:]
    private var ready = Line()

    init(perOrigin: Int) { self.perOrigin = max(1, perOrigin) }

    var hasReady: Bool { !ready.isEmpty }

    mutating func add(_ transfer: Transfer) {
        let isReady = origins[transfer.address.origin, default: Origin()].take(transfer, perOrigin)
        if isReady { ready.append(transfer) }
    }

    /// The next transfer to run; its place is taken until it is released.
    mutating func next() -> Transfer? {
        while let transfer = ready.removeFirst() {
            if transfer.phase == .ready { return transfer }
            release(transfer)
        }
        return nil
    }

    /// Gives the place of a transfer to the next one of its origin.
    mutating func release(_ transfer: Transfer) {
        let origin = transfer.address.origin
        guard let next = origins[origin]?.giveUp() else {
            if origins[origin]?.active == 0 { origins[origin] = nil }
            return
        }
        ready.append(next)
    }

    /// Empties the queue.
    ///
    /// - Returns: what was in it.
    mutating func removeAll() -> [Transfer] {
        let all = ready.all + origins.values.flatMap(\.waiting.all)
        ready = Line()
        origins = [:]
        return all
    }
}

extension TransferQueue.Origin {
    /// - Returns: whether the transfer is ready at once.
    fileprivate mutating func take(_ transfer: Transfer, _ limit: Int) -> Bool {
        guard active >= limit else {
            active += 1
            transfer.phase = .ready
            return true
        }
        transfer.phase = .waiting
        waiting.append(transfer)
        return false
    }

    /// - Returns: who takes the place.
    fileprivate mutating func giveUp() -> Transfer? {
        while let next = waiting.removeFirst() {
            guard next.phase == .waiting else { continue }
            next.phase = .ready
            return next
        }
        active -= 1
        return nil
    }
}
