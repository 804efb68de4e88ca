import Synchronization

extension Client {
    /// Hands a message to a mail server, under the same rules for addresses as every request.
    ///
    /// libcurl 7.88 stands still until the server has answered the end of a message, and again until
    /// it has answered QUIT; the thread of this client with it. A client that sends mail should
    /// therefore do nothing else. The outcome is told before QUIT is answered. For the same reason a task that is cancelled returns at once, and
    /// the server may have taken the message all the same.
    /// - Returns: what the server said, which may be no.
    package func send(_ mail: MailSubmission) async throws(TransferError) -> MailDialogue {
        try configuration.check(mail.server)
        let transfer = Transfer(
            request: mail.request, address: mail.server, remaining: mail.timeout,
            followsRedirects: false, mail: mail)
        let handover = Handover()
        transfer.completion = { handover.give($0) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                handover.await(continuation)
                engine.begin(transfer)
            }
        } onCancel: {
            engine.cancel(transfer)
            handover.give(.failure(.cancelled))
        }
        guard let dialogue = try result.get().dialogue else {
            throw .mailProtocolError("it said nothing")
        }
        return dialogue
    }
}

/// Passes on the first result of several.
private final class Handover: Sendable {
    typealias Outcome = Result<Transfer.Answer, TransferError>

    private struct State {
        var outcome: Outcome?
        var waiting: CheckedContinuation<Outcome, Never>?
    }

    private let state = Mutex(State())

    func await(_ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state in
            if state.outcome == nil { state.waiting = continuation }
            return state.outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    func give(_ outcome: Outcome) {
        let waiting = state.withLock { state in
            guard state.outcome == nil else { return nil as CheckedContinuation<Outcome, Never>? }
            state.outcome = outcome
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: outcome)
    }
}
