/// The transfers that wait for their turn, in order.
///
/// Each origin gets a limited number at once, so that a slow or large host takes no place from
/// others.
struct TransferQueue {
    fileprivate struct Origin {
        /// How many transfers are ready or running.
        var active = 0
        var waiting = Line()
    }

    /// A first-in, first-out queue that does not move what remains or keep what has left.
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

    /// The next transfer to run; it holds its place until it is released.
    mutating func next() -> Transfer? {
        while let transfer = ready.removeFirst() {
            if transfer.phase == .ready { return transfer }
            release(transfer)
        }
        return nil
    }

    /// Gives the transfer's place to the next one of its origin.
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

    /// - Returns: the transfer that takes the place.
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
