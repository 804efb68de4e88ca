import HTTP

/// Tells a watcher outside that the daemon lives, so that somebody learns when it does not.
///
/// Each kind speaks the protocol of its watcher: healthchecks.io's pings, Uptime Kuma's push
/// monitors, or any address whose requests somebody counts. The address is the key to the check, so
/// it is shown nowhere.
package struct Heartbeat: Sendable {
    /// The time between two beats.
    package let every: Duration
    /// The watcher's host, as it may be shown.
    package let host: String
    private let kind: Configuration.Heartbeat.Kind
    private let address: WebAddress
    private let client: Client

    /// - Throws: `TransferError.invalidURL`, though hardly ever: the configuration was checked.
    init?(_ heartbeat: Configuration.Heartbeat, client: Client) throws(TransferError) {
        guard let kind = heartbeat.kind, let url = heartbeat.url else { return nil }
        address = try WebAddress(url.reveal())
        self.kind = kind
        every = heartbeat.every
        host = address.host
        self.client = client
    }

    /// Sends one beat.
    ///
    /// - Parameter complaints: what is wrong as a whole, for the watcher to tell; empty if all is well.
    /// - Returns: why the watcher did not take it; nil if it did.
    package func beat(_ complaints: [String]) async -> String? {
        do {
            guard let request = try request(complaints) else { return nil }
            let response = try await client.send(request)
            return Self.refusal(kind, status: response.status, body: response.body)
        } catch {
            return VisibleText.line("\(error)", limit: 300)
        }
    }

    /// The request of a beat; nil if silence says it.
    private func request(_ complaints: [String]) throws(TransferError) -> Request? {
        let message = Self.message(complaints)
        guard let text = Self.address(kind, address.text, complaints, message) else { return nil }
        var request = Request(url: text)
        if kind == .healthchecks, !complaints.isEmpty {
            request.method = .post
            request.body = Array(message.utf8)
            request.headers = try HeaderFields(["content-type": "text/plain; charset=utf-8"])
        }
        request.allowedPorts = [address.port]
        request.needsWholeBody = false
        request.limits.connect = .seconds(10)
        request.limits.total = .seconds(20)
        request.limits.bodyBytes = 4 << 10
        // The address is a secret, and is for nobody else.
        request.limits.redirects = 0
        return request
    }
}

extension Heartbeat {
    /// What is wrong, in a line that fits into an address.
    static func message(_ complaints: [String]) -> String {
        complaints.isEmpty
            ? "OK" : VisibleText.line(complaints.joined(separator: "; "), limit: 200)
    }

    /// Where a beat goes; nil if none is sent.
    static func address(
        _ kind: Configuration.Heartbeat.Kind, _ url: String, _ complaints: [String],
        _ message: String
    ) -> String? {
        let mark = url.firstIndex(of: "?") ?? url.endIndex
        switch kind {
        // What it counts are requests, so their absence is the only alarm that there is.
        case .plain: return complaints.isEmpty ? url : nil
        // "/start" would begin to time a job, and a daemon's never ends.
        case .healthchecks where complaints.isEmpty: return url
        case .healthchecks:
            let path = url[..<mark]
            return path + (path.hasSuffix("/") ? "fail" : "/fail") + url[mark...]
        case .uptimeKuma:
            // People paste the example that it shows, with parameters of its own.
            let others = url[mark...].dropFirst().split(separator: "&").filter { pair in
                !["status", "msg", "ping"].contains { pair == $0 || pair.hasPrefix($0 + "=") }
            }
            let status = complaints.isEmpty ? "up" : "down"
            let own = ["status=\(status)", "msg=\(percentEncoded(message))", "ping="]
            return url[..<mark] + "?" + (others.map(String.init) + own).joined(separator: "&")
        }
    }

    /// Why the watcher did not take a beat; nil if it did.
    static func refusal(
        _ kind: Configuration.Heartbeat.Kind, status: Int, body: [UInt8]
    ) -> String? {
        guard (200...299).contains(status) else { return "HTTP \(status)" }
        guard kind == .healthchecks else { return nil }
        // It answers 200 even to a check that it does not have, or to too many pings.
        let said = String(decoding: body.prefix(200), as: UTF8.self).caseFolded
        if said.contains("not found") { return "it has no such check" }
        return said.contains("rate limited") ? "it is pinged too often" : nil
    }

    /// The text as a value of a query (RFC 3986 section 2.1).
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + Hex.string([byte]).uppercased()
            }
        }
    }
}
