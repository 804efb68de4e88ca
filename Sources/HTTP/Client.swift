/// How a client behaves for every request.
package struct ClientConfiguration: Hashable, Sendable {
    /// Says who asks, and how to reach them (RFC 9110 section 10.1.5).
    package var userAgent: String
    package var policy = AddressPolicy()
    /// The only proxy that is used; the environment's are ignored.
    package var proxy: String?
    /// A bundle of certificate authorities in PEM; nil: the system's.
    package var authorityFile: String?
    /// Transfers at once. The default is 64.
    package var transfers = 64
    /// Connections at once to one host. The default is 4.
    package var hostConnections = 4
    /// Connections kept open between polls. The default is 256.
    package var idleConnections = 256

    package init(userAgent: String) { self.userAgent = userAgent }
}

/// The HTTP client: one thread, one libcurl multi handle, and one gate for every address.
package final class Client: Sendable {
    private let engine: Engine
    private let policy: AddressPolicy

    /// - Throws: `protocolError` when libcurl or the thread cannot be started.
    package init(configuration: ClientConfiguration) throws(TransferError) {
        guard let engine = Engine(configuration: configuration), engine.start() else {
            throw .protocolError("libcurl could not be started")
        }
        self.engine = engine
        policy = configuration.policy
    }

    /// Sends the request, follows redirects within its limits, and returns the response.
    ///
    /// Cancelling the task ends the transfer at once.
    package func send(_ request: Request) async throws(TransferError) -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let first = try WebAddress(request.url)
        var request = request
        var address = first
        var redirects: [Redirect] = []
        while true {
            let remaining = request.limits.total - (clock.now - start)
            guard remaining > .zero else { throw .timeout(request.limits.total) }
            let answer = try await perform(
                request, at: address, sameOrigin: address.origin == first.origin,
                remaining: remaining)
            guard request.limits.redirects > 0,
                let location = Self.redirect(answer)
            else {
                return Response(
                    status: answer.status, headers: answer.headers, body: answer.body,
                    url: address.text, redirects: redirects, peer: answer.peer,
                    encodedBytes: answer.encodedBytes, elapsed: clock.now - start)
            }
            guard redirects.count < request.limits.redirects else {
                throw .tooManyRedirects(limit: request.limits.redirects)
            }
            let target = try Self.target(location, from: address)
            redirects.append(
                Redirect(status: answer.status, from: address.text, to: target.text))
            // A configured port is the operator's word for that origin, not for what it names.
            if target.origin != first.origin { request.allowedPorts = [] }
            if answer.status == 303 || (request.method == .post && answer.status < 303) {
                request.method = .get
                request.body = nil
            }
            address = target
        }
    }

    /// Ends what is under way, and the thread.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            engine.end { continuation.resume() }
        }
    }

    private static func redirect(_ answer: Transfer.Answer) -> String? {
        switch answer.status {
        case 301, 302, 303, 307, 308: answer.headers["location"]
        default: nil
        }
    }

    private static func target(
        _ location: String, from address: WebAddress
    ) throws(TransferError) -> WebAddress {
        let target: WebAddress
        do {
            target = try WebAddress(location, base: address)
        } catch {
            throw .redirectRefused(to: String(location.prefix(200)), reason: error.description)
        }
        guard address.scheme == "http" || target.scheme == "https" else {
            throw .redirectRefused(to: target.text, reason: "it leaves https")
        }
        return target
    }

    private func perform(
        _ request: Request, at address: WebAddress, sameOrigin: Bool, remaining: Duration
    ) async throws(TransferError) -> Transfer.Answer {
        var headers = request.headers
        if sameOrigin {
            for field in request.originHeaders.fields {
                try headers.append(field.name, field.value)
            }
        }
        let begin = Begin()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let transfer = Transfer(
                    request: request, address: address, headers: headers, remaining: remaining,
                    policy: policy, completion: { continuation.resume(returning: $0) })
                begin.set(transfer, engine: engine)
            }
        } onCancel: {
            begin.cancel(engine: engine)
        }
        return try result.get()
    }
}
