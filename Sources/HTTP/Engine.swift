import CCurl
import Synchronization

/// The thread that owns the only multi handle and all other libcurl handles.
///
/// That thread alone touches everything but the inbox. Other threads call only one libcurl
/// function, curl_multi_wakeup, and hold the inbox's lock while they do: the thread frees the
/// handle only after it has closed the inbox. That is why it may be `@unchecked Sendable`.
final class Engine: @unchecked Sendable {
    private struct Inbox {
        var starting: [Transfer] = []
        var cancelled: [Transfer] = []
        var named: [(Transfer, NameResolver.Answer)] = []
        var isWoken = false
        var isEnding = false
        var isClosed = false
        var ended: [@Sendable () -> Void] = []
    }

    /// How long a transfer may take before it counts as slow.
    private static let patience = Duration.milliseconds(500)
    /// The most transfers that run, slow ones included, as a multiple of `transfers`.
    private static let slowFactor = 8

    let configuration: ClientConfiguration
    let gate: Gate
    /// Used by the callbacks, on the engine's thread.
    var places = BodyPlaces()
    private let multi: UnsafeMutableRawPointer
    private let share: UnsafeMutableRawPointer?
    private let resolver: NameResolver
    private let inbox = Mutex(Inbox())
    private var queue: TransferQueue
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Transfers whose host name is being looked up; they take no place from others.
    private var naming: [ObjectIdentifier: Transfer] = [:]
    private var idleHandles: [EasyHandle] = []

    init?(configuration: ClientConfiguration, resolver: NameResolver) {
        guard ccurl_global_init() == CURLE_OK, let multi = curl_multi_init() else { return nil }
        self.configuration = configuration
        self.multi = multi
        self.resolver = resolver
        gate = Gate(policy: configuration.policy, proxy: configuration.proxy)
        queue = TransferQueue(perOrigin: configuration.hostConnections)
        share = curl_share_init()
        if let share { ccurl_share(share, CURL_LOCK_DATA_SSL_SESSION) }
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.idleConnections)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.hostConnections)
    }

    /// Starts the thread, which holds the engine until its loop ends.
    func start() -> Bool { SystemThread.start { [self] in loop() } }

    func begin(_ transfer: Transfer) {
        let isAccepted = post { $0.starting.append(transfer) }
        if !isAccepted { transfer.completion(.failure(.shutDown)) }
    }

    func cancel(_ transfer: Transfer) { _ = post { $0.cancelled.append(transfer) } }

    /// Ends all transfers, then the thread, and then calls back.
    func end(_ completion: @escaping @Sendable () -> Void) {
        let isClosed = inbox.withLock { inbox in
            guard !inbox.isClosed else { return true }
            inbox.ended.append(completion)
            inbox.isEnding = true
            wake(&inbox)
            return false
        }
        if isClosed { completion() }
    }

    /// - Returns: false if the engine accepts nothing more.
    private func post(_ change: (inout Inbox) -> Void) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isEnding else { return false }
            change(&inbox)
            wake(&inbox)
            return true
        }
    }

    private func wake(_ inbox: inout Inbox) {
        guard !inbox.isWoken else { return }
        inbox.isWoken = true
        curl_multi_wakeup(multi)
    }
}

// MARK: - On the thread

extension Engine {
    private func loop() {
        while takeIn() {
            startReady()
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            finishDone()
            goOn()
            // A place that came free while we worked is taken before we wait.
            if queue.hasReady, hasPlace { continue }
            curl_multi_poll(multi, nil, 0, wait(), nil)
            dropLateNames()
        }
        end()
    }

    /// Takes in what came from other threads.
    ///
    /// - Returns: whether to go on.
    private func takeIn() -> Bool {
        let mail = inbox.withLock { inbox in
            let mail = inbox
            inbox.starting = []
            inbox.cancelled = []
            inbox.named = []
            inbox.isWoken = false
            return mail
        }
        for transfer in mail.starting {
            if mail.isEnding { finish(transfer, .failure(.shutDown)) } else { queue.add(transfer) }
        }
        for (transfer, answer) in mail.named { resume(transfer, with: answer) }
        for transfer in mail.cancelled {
            transfer.isCancelled = true
            if transfer.phase != .new { drop(transfer, .cancelled) }
        }
        for transfer in mail.starting where transfer.isCancelled { drop(transfer, .cancelled) }
        return !mail.isEnding
    }

    /// Whether another transfer may run.
    ///
    /// A slow transfer costs little more than a connection, so it gives up its place to another:
    /// slow servers, however many, do not hold up the rest.
    private var hasPlace: Bool {
        guard running.count >= configuration.transfers else { return true }
        guard running.count < configuration.transfers * Self.slowFactor else { return false }
        let now = ContinuousClock.now
        let quick = running.values.count { $0.startedAt.map { now - $0 < Self.patience } ?? true }
        return quick < configuration.transfers
    }

    private func startReady() {
        while hasPlace, let transfer = queue.next() {
            guard let handle = idleHandles.popLast() ?? EasyHandle() else {
                queue.release(transfer)
                finish(transfer, .failure(.protocolError("out of memory")))
                continue
            }
            if transfer.startedAt == nil { transfer.startedAt = .now }
            transfer.phase = .running
            transfer.handle = handle
            transfer.prepare(handle, configuration: configuration, share: share)
            let context = CallbackContext(transfer: transfer, engine: self)
            transfer.context = context
            context.install(in: handle)
            running[handle.pointer] = transfer
            if let refusal = handle.refusal {
                drop(transfer, .protocolError("libcurl does not take an option: \(refusal)"))
                continue
            }
            let code = curl_multi_add_handle(multi, handle.pointer)
            guard code == CURLM_OK else {
                let reason = String(cString: curl_multi_strerror(code))
                drop(transfer, .protocolError(reason))
                continue
            }
        }
    }

    private func finishDone() {
        var pointer: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while ccurl_next_done(multi, &pointer, &code) == 1 {
            guard let pointer, let transfer = running[pointer] else { continue }
            guard code != CURLE_OK, transfer.needsName else {
                let outcome = transfer.outcome(code)
                release(transfer)
                finish(transfer, outcome)
                continue
            }
            release(transfer)
            lookUp(transfer)
        }
    }

    /// Resumes transfers that paused until there was room for their body.
    private func goOn() {
        while let transfer = places.next() {
            guard transfer.phase == .running, let handle = transfer.handle else { continue }
            // libcurl passes what it held back to the callback at once, which asks for the place
            // again.
            curl_easy_pause(handle.pointer, CURLPAUSE_CONT)
        }
    }

    /// Takes back the transfer's handle and its place.
    private func release(_ transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        places.remove(transfer)
        curl_multi_remove_handle(multi, handle.pointer)
        running[handle.pointer] = nil
        if transfer.mail == nil, transfer.request.method == .get, handle.refusal == nil,
            idleHandles.count < configuration.transfers
        {
            handle.rest()
            idleHandles.append(handle)
        }
        transfer.handle = nil
        transfer.context = nil
        curl_slist_free_all(transfer.headerList)
        curl_slist_free_all(transfer.resolveList)
        curl_slist_free_all(transfer.recipientList)
        transfer.headerList = nil
        transfer.resolveList = nil
        transfer.recipientList = nil
        queue.release(transfer)
    }

    /// Ends a transfer before it is finished.
    private func drop(_ transfer: Transfer, _ reason: TransferError) {
        switch transfer.phase {
        case .new, .done: return
        case .waiting, .ready: break  // The queue passes over what is done.
        case .running: release(transfer)
        case .naming:
            naming[transfer.id] = nil
            resolver.abandon(lookupTarget(transfer).host, id: transfer.id)
        }
        finish(transfer, .failure(reason))
    }

    private func finish(
        _ transfer: Transfer, _ result: Result<Transfer.Answer, TransferError>
    ) {
        transfer.phase = .done
        transfer.received = Received()
        transfer.completion(result)
    }

    private func end() {
        for transfer in queue.removeAll() { drop(transfer, .shutDown) }
        for transfer in Array(running.values) { drop(transfer, .shutDown) }
        for transfer in Array(naming.values) { drop(transfer, .shutDown) }
        idleHandles = []
        let (left, ended) = inbox.withLock { inbox in
            inbox.isClosed = true
            return (inbox.starting, inbox.ended)
        }
        for transfer in left { finish(transfer, .failure(.shutDown)) }
        curl_multi_cleanup(multi)
        if let share { curl_share_cleanup(share) }
        for completion in ended { completion() }
    }
}

// MARK: - Names

extension Engine {
    private func lookupTarget(_ transfer: Transfer) -> WebAddress {
        configuration.proxy ?? transfer.address
    }

    private func lookUp(_ transfer: Transfer) {
        transfer.needsName = false
        transfer.phase = .naming
        naming[transfer.id] = transfer
        let kept = resolver.resolve(lookupTarget(transfer).host, id: transfer.id) {
            [weak self] answer in
            _ = self?.post { $0.named.append((transfer, answer)) }
        }
        if let kept { resume(transfer, with: kept) }
    }

    private func resume(_ transfer: Transfer, with answer: NameResolver.Answer) {
        guard naming.removeValue(forKey: transfer.id) != nil else { return }
        switch answer {
        case .success(let addresses):
            do {
                transfer.addresses = try transfer.passing(addresses, gate: gate)
                queue.add(transfer)
            } catch {
                finish(transfer, .failure(error))
            }
        case .failure(let error): finish(transfer, .failure(error))
        }
    }

    private func dropLateNames() {
        guard !naming.isEmpty else { return }
        let now = ContinuousClock.now
        for transfer in Array(naming.values) where nameTimeLeft(transfer, at: now) <= .zero {
            let host = lookupTarget(transfer).host
            drop(transfer, .nameLookupFailed(host: host, reason: "no answer in time"))
        }
    }

    private func nameTimeLeft(
        _ transfer: Transfer, at now: ContinuousClock.Instant
    ) -> Duration {
        let limit = min(transfer.remaining, transfer.request.limits.connect)
        return limit - (now - (transfer.startedAt ?? now))
    }

    /// Milliseconds until something may need doing that libcurl does not know about.
    private func wait() -> Int32 {
        // With HTTP/2, libcurl 7.88 now and then sleeps on data that it has read already.
        let usual: Int32 = running.isEmpty ? 60_000 : 200
        guard !naming.isEmpty else { return usual }
        let now = ContinuousClock.now
        let least = naming.values.map { nameTimeLeft($0, at: now) }.min() ?? .zero
        return min(usual, Int32(clamping: Int(max(.zero, least) / .milliseconds(1)) + 1))
    }
}
