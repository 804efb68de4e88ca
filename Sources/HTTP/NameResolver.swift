import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Resolves names on a few threads of its own, with a cache.
///
/// libcurl's resolver has a thread for each name, and joins it when the transfer is removed: a dead
/// name server would stop the loop, and start a thread for every feed.
final class NameResolver: Sendable {
    typealias Answer = Result<[IPAddress], TransferError>
    typealias Lookup = @Sendable (_ host: String) -> Answer

    private struct Waiter {
        let id: ObjectIdentifier
        let completion: @Sendable (Answer) -> Void
    }

    private struct Kept {
        let answer: Answer
        let until: ContinuousClock.Instant
    }

    private struct State {
        var kept: [String: Kept] = [:]
        var waiting: [String: [Waiter]] = [:]
        /// Names that no thread has taken yet, the oldest at `next`.
        var order: [String] = []
        var next = 0
        var threads = 0
    }

    // The system does not tell how long an answer is valid. This is long enough for a burst of
    // polls to one host, and too short to miss that a host has moved.
    static let usuallyKeptFor = Duration.seconds(60)
    private static let failureKeptFor = Duration.seconds(5)
    private static let keptNames = 8192

    private let state = Mutex(State())
    private let maximumThreads: Int
    private let keptFor: Duration
    private let lookup: Lookup

    init(
        maximumThreads: Int = 8, keptFor: Duration = NameResolver.usuallyKeptFor,
        lookup: @escaping Lookup = NameResolver.systemLookup
    ) {
        self.maximumThreads = maximumThreads
        self.keptFor = keptFor
        self.lookup = lookup
    }

    /// Returns a cached answer, or calls back with an answer later.
    ///
    /// - Parameter id: identifies the wait, so that it can be abandoned.
    func resolve(
        _ host: String, id: ObjectIdentifier, completion: @escaping @Sendable (Answer) -> Void
    ) -> Answer? {
        let (kept, mustStart) = state.withLock { state -> (Answer?, Bool) in
            if let kept = state.kept[host], kept.until > .now { return (kept.answer, false) }
            if state.waiting[host] == nil { state.order.append(host) }
            state.waiting[host, default: []].append(Waiter(id: id, completion: completion))
            guard state.threads < maximumThreads, state.next < state.order.count else {
                return (nil, false)
            }
            state.threads += 1
            return (nil, true)
        }
        if mustStart, !SystemThread.start({ [self] in work() }) {
            state.withLock { $0.threads -= 1 }
        }
        return kept
    }

    /// Forgets a wait; a name that nobody waits for is no longer looked up.
    func abandon(_ host: String, id: ObjectIdentifier) {
        state.withLock { $0.waiting[host]?.removeAll { $0.id == id } }
    }

    private func work() {
        while let host = state.withLock({ Self.takeNext(&$0) }) {
            let answer = lookup(host)
            let waiters = state.withLock { keep(answer, of: host, in: &$0) }
            for waiter in waiters { waiter.completion(answer) }
        }
    }

    private static func takeNext(_ state: inout State) -> String? {
        while state.next < state.order.count {
            let host = state.order[state.next]
            state.next += 1
            if state.waiting[host]?.isEmpty == false { return host }
            state.waiting[host] = nil
        }
        state.order = []
        state.next = 0
        state.threads -= 1
        return nil
    }

    private func keep(
        _ answer: Answer, of host: String, in state: inout State
    ) -> [Waiter] {
        let now = ContinuousClock.now
        if state.kept.count >= Self.keptNames {
            state.kept = state.kept.filter { $0.value.until > now }
            if state.kept.count >= Self.keptNames { state.kept = [:] }
        }
        let time = if case .success = answer { keptFor } else { min(keptFor, Self.failureKeptFor) }
        state.kept[host] = Kept(answer: answer, until: now + time)
        return state.waiting.removeValue(forKey: host) ?? []
    }
}

// MARK: - The system's resolver

extension NameResolver {
    private static let maximumAddresses = 16

    /// Asks the system, with its hosts file and its name servers.
    static let systemLookup: Lookup = { host in
        // An address needs no name server, but libcurl may spell it in its own way.
        if let address = IPAddress(host) { return .success([address]) }
        ccurl_resolver_patience()
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else {
            let isUnknown = code == EAI_NONAME || code == ccurl_no_address()
            return .failure(
                isUnknown
                    ? .nameNotFound(host: host)
                    : .nameLookupFailed(host: host, reason: String(cString: gai_strerror(code))))
        }
        var addresses: [IPAddress] = []
        var entry = list
        while let here = entry, addresses.count < maximumAddresses {
            if let name = here.pointee.ai_addr,
                let (address, _) = SocketAddress.read(UnsafeRawPointer(name)),
                !addresses.contains(address)
            {
                addresses.append(address)
            }
            entry = here.pointee.ai_next
        }
        return addresses.isEmpty ? .failure(.nameNotFound(host: host)) : .success(addresses)
    }
}
