import Synchronization

/// The HTTP client: one thread, one libcurl multi handle, and one gate for every address.
package final class Client: Sendable {
    let engine: Engine
    let configuration: ClientConfiguration
    /// Addresses that named an encoding which their bodies did not have.
    ///
    /// They are asked for plain bytes at once from then on, so that a poll remains one request.
    private let mislabelled = Mutex<Set<String>>([])
    private static let mostMislabelled = 1000

    /// - Throws: `protocolError` if libcurl or the thread cannot be started.
    package convenience init(configuration: ClientConfiguration) throws(TransferError) {
        try self.init(configuration: configuration, resolver: NameResolver())
    }

    init(
        configuration: ClientConfiguration, resolver: NameResolver
    ) throws(TransferError) {
        guard let engine = Engine(configuration: configuration, resolver: resolver),
            engine.start()
        else { throw .protocolError("libcurl could not be started") }
        self.engine = engine
        self.configuration = configuration
    }

    deinit { engine.end {} }

    /// Sends the request, follows redirects within the request's limits, and returns the response.
    ///
    /// Cancelling the task ends the transfer at once.
    package func send(_ request: Request) async throws(TransferError) -> Response {
        let start = ContinuousClock.now
        let first: WebAddress
        if let known = request.address {
            first = known
        } else {
            first = try WebAddress(request.url)
        }
        var hop = Hop(request: request, address: first, remaining: request.limits.total)
        while true {
            let answer = try await perform(hop, isAtOrigin: hop.address.origin == first.origin)
            guard let location = hop.location(answer) else {
                let unpacked =
                    request.needsWholeBody
                    ? try Gunzip.undone(
                        answer.body, limits: request.limits, wireBytes: answer.encodedBytes)
                    : .init(bytes: answer.body)
                if unpacked.isCutOff, !request.keepsBrokenBody { throw .truncated }
                return Response(
                    status: answer.status, headers: answer.headers, body: unpacked.bytes,
                    url: hop.address.text, redirects: hop.redirects, peer: answer.peer,
                    certificate: answer.certificate, httpVersion: answer.httpVersion,
                    encodedBytes: answer.encodedBytes,
                    elapsed: .now - start,
                    brokeOff: answer.brokeOff ?? (unpacked.isCutOff ? .truncated : nil))
            }
            hop.cookies.take(answer.headers, from: hop.address)
            try hop.follow(location, status: answer.status, spent: answer.spent)
        }
    }

    /// Ends all transfers, and then the thread.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            engine.end { continuation.resume() }
        }
    }

    private func perform(
        _ hop: Hop, isAtOrigin: Bool
    ) async throws(TransferError) -> Transfer.Answer {
        try configuration.check(hop.address)
        var request = hop.request
        if isAtOrigin {
            for field in request.originHeaders.fields {
                request.headers = request.headers.removing([field.name])
            }
            request.headers.append(request.originHeaders)
        } else {
            // The operator allowed the port for that origin, not for whatever the origin names.
            request.allowedPorts = []
        }
        if let cookie = hop.cookies.value(for: hop.address) {
            let known = request.headers.values("cookie")
            request.headers = request.headers.removing(["cookie"])
            try request.headers.append("Cookie", (known + [cookie]).joined(separator: "; "))
        }
        request.isRaw = mislabelled.withLock { $0.contains(hop.address.text) }
        let (result, spent) = await perform(request, hop, remaining: hop.remaining)
        // Nobody can undo an encoding that is not there, so we ask for the bytes as they are.
        guard case .failure(.encoding) = result, !request.isRaw, request.method == .get,
            hop.remaining > spent
        else { return try result.get() }
        request.isRaw = true
        mislabelled.withLock { addresses in
            if addresses.count >= Self.mostMislabelled { addresses.removeAll() }
            addresses.insert(hop.address.text)
        }
        return try await perform(request, hop, remaining: hop.remaining - spent).result.get()
    }

    /// Makes one transfer, and says how long it took.
    private func perform(
        _ request: Request, _ hop: Hop, remaining: Duration
    ) async -> (result: Result<Transfer.Answer, TransferError>, spent: Duration) {
        let transfer = Transfer(
            request: request, address: hop.address, remaining: remaining,
            followsRedirects: request.limits.redirects > 0)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.completion = { continuation.resume(returning: $0) }
                engine.begin(transfer)
            }
        } onCancel: {
            engine.cancel(transfer)
        }
        return (result, transfer.spent)
    }
}

/// The state of a request on its way through redirects.
private struct Hop {
    var request: Request
    var address: WebAddress
    var remaining: Duration
    var redirects: [Redirect] = []
    /// What servers have set on the way.
    var cookies = CookieJar()

    /// The address to which the answer redirects, if it does.
    func location(_ answer: Transfer.Answer) -> String? {
        guard request.limits.redirects > 0, Transfer.isRedirect(status: answer.status) else {
            return nil
        }
        return answer.headers["location"]
    }

    mutating func follow(
        _ location: String, status: Int, spent: Duration
    ) throws(TransferError) {
        let limit = request.limits.redirects
        remaining -= spent
        guard redirects.count < limit else {
            let target = try? target(location).text
            let isCircle = redirects.contains { $0.from == target }
            throw isCircle ? .redirectCircle(limit: limit) : .tooManyRedirects(limit: limit)
        }
        guard remaining > .zero else { throw .timeout(request.limits.total) }
        let target = try target(location)
        redirects.append(Redirect(status: status, from: address.text, to: target.text))
        address = target
        if (status == 303 && request.method != .head) || (request.method == .post && status < 303) {
            request.method = .get
            request.body = nil
            // These described the body, which is now gone (RFC 9110 section 15.4).
            let told = ["content-type", "content-encoding", "content-language"]
            request.headers = request.headers.removing(told)
            request.originHeaders = request.originHeaders.removing(told)
        }
    }

    private func target(_ location: String) throws(TransferError) -> WebAddress {
        let target: WebAddress
        do {
            // Many servers wrongly write blanks in a Location.
            let text = location.split(separator: " ", omittingEmptySubsequences: false)
                .joined(separator: "%20")
            target = try WebAddress(text, base: address)
        } catch {
            throw .redirectRefused(to: "an address that is not usable", reason: error.description)
        }
        guard address.scheme == "http" || target.scheme == "https" else {
            throw .redirectRefused(to: target.origin, reason: "it leaves https")
        }
        return target
    }
}

extension ClientConfiguration {
    /// Checks what can be known before a connection is made.
    func check(_ address: WebAddress) throws(TransferError) {
        guard allowsPlaintext || address.scheme != "http" else {
            throw .invalidURL("http is not allowed here, only https")
        }
        // Behind a proxy there is no socket to judge, but an IP address can be judged as it is
        // written.
        guard proxy != nil, let ip = IPAddress(address.host) else { return }
        guard policy.judge(ip, port: address.port) != .blockedAddress else {
            throw .blockedAddress(host: address.host, address: ip.description)
        }
    }
}
