import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The thread that owns the only multi handle, and all libcurl handles with it.
///
/// Everything but the inbox is touched by that thread alone; the inbox is behind a lock, and
/// curl_multi_wakeup is the one libcurl function that other threads may call. That is why it may
/// be `@unchecked Sendable`.
final class Engine: @unchecked Sendable {
    private struct Inbox {
        var starting: [Transfer] = []
        var isWoken = false
        var isEnding = false
        var ended: [@Sendable () -> Void] = []
        var hasEnded = false
    }

    private let configuration: ClientConfiguration
    private let multi: UnsafeMutableRawPointer
    private let share: UnsafeMutableRawPointer?
    private let inbox = Mutex(Inbox())
    private var queue: [Transfer] = []
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    private var idleHandles: [UnsafeMutableRawPointer] = []

    init?(configuration: ClientConfiguration) {
        guard ccurl_global_init() == CURLE_OK, let multi = curl_multi_init() else { return nil }
        self.configuration = configuration
        self.multi = multi
        share = curl_share_init()
        if let share { ccurl_share(share, CURL_LOCK_DATA_SSL_SESSION) }
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.idleConnections)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.hostConnections)
    }

    /// Starts the thread.
    func start() -> Bool {
        var thread = pthread_t()
        // The thread holds the engine until its loop ends.
        let this = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Engine>.fromOpaque(pointer).takeRetainedValue().loop()
                return nil
            }, this)
        guard code == 0 else {
            Unmanaged<Engine>.fromOpaque(this).release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    func begin(_ transfer: Transfer) {
        let (isAccepted, mustWake) = inbox.withLock { inbox in
            guard !inbox.isEnding else { return (false, false) }
            inbox.starting.append(transfer)
            defer { inbox.isWoken = true }
            return (true, !inbox.isWoken)
        }
        guard isAccepted else { return transfer.completion(.failure(.shutDown)) }
        if mustWake { curl_multi_wakeup(multi) }
    }

    func cancel(_ transfer: Transfer) {
        transfer.isCancelled.withLock { $0 = true }
        wake()
    }

    /// Cancels what runs, ends the thread, and then calls back.
    func end(_ completion: @escaping @Sendable () -> Void) {
        let hasEnded = inbox.withLock { inbox in
            inbox.isEnding = true
            inbox.isWoken = true
            if !inbox.hasEnded { inbox.ended.append(completion) }
            return inbox.hasEnded
        }
        if hasEnded { completion() } else { curl_multi_wakeup(multi) }
    }

    private func wake() {
        let mustWake = inbox.withLock { inbox in
            defer { inbox.isWoken = true }
            return !inbox.isWoken && !inbox.hasEnded
        }
        if mustWake { curl_multi_wakeup(multi) }
    }
}

// MARK: - On the thread

extension Engine {
    private func loop() {
        var signals = sigset_t()
        // Signals belong to the thread that waits for them.
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        while true {
            let (starting, isEnding) = inbox.withLock { inbox in
                defer { inbox.starting = [] }
                inbox.isWoken = false
                return (inbox.starting, inbox.isEnding)
            }
            queue += starting
            dropCancelled(all: isEnding)
            if isEnding { break }
            startQueued()
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            finishDone()
            guard queue.isEmpty || running.count >= configuration.transfers else { continue }
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        for handle in idleHandles { curl_easy_cleanup(handle) }
        let ended = inbox.withLock { inbox in
            inbox.hasEnded = true
            return inbox.ended
        }
        curl_multi_cleanup(multi)
        if let share { curl_share_cleanup(share) }
        for completion in ended { completion() }
    }

    private func dropCancelled(all isEnding: Bool) {
        let reason = isEnding ? TransferError.shutDown : .cancelled
        let isDropped = { (transfer: Transfer) in
            isEnding || transfer.isCancelled.withLock { $0 }
        }
        for transfer in queue where isDropped(transfer) { transfer.completion(.failure(reason)) }
        queue.removeAll(where: isDropped)
        for (handle, transfer) in running where isDropped(transfer) {
            release(handle, of: transfer)
            transfer.completion(.failure(reason))
        }
    }

    private func startQueued() {
        let room = min(configuration.transfers - running.count, queue.count)
        guard room > 0 else { return }
        for transfer in queue.prefix(room) {
            guard let handle = idleHandles.popLast() ?? curl_easy_init() else {
                transfer.completion(.failure(.protocolError("out of memory")))
                continue
            }
            transfer.handle = handle
            transfer.prepare(handle, configuration: configuration, share: share)
            running[handle] = transfer
            let code = curl_multi_add_handle(multi, handle)
            if code != CURLM_OK {
                release(handle, of: transfer)
                transfer.completion(
                    .failure(.protocolError(String(cString: curl_multi_strerror(code)))))
            }
        }
        queue.removeFirst(room)
    }

    private func finishDone() {
        var handle: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while ccurl_next_done(multi, &handle, &code) == 1 {
            guard let handle, let transfer = running[handle] else { continue }
            let outcome = transfer.outcome(code)
            release(handle, of: transfer)
            transfer.completion(outcome)
        }
    }

    private func release(_ handle: UnsafeMutableRawPointer, of transfer: Transfer) {
        curl_multi_remove_handle(multi, handle)
        running[handle] = nil
        transfer.handle = nil
        curl_slist_free_all(transfer.headerList)
        transfer.headerList = nil
        curl_easy_reset(handle)
        idleHandles.append(handle)
    }
}
