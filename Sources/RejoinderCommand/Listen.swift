import ArgumentParser
import HTTP
import Rejoinder
import Synchronization

/// Receives webhooks on loopback, verifies them, and prints what they bring.
struct Listen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Receive webhooks on this machine, verify and print them, to try a sink.",
        discussion: HelpText.flowing(
            """
            Whatever is not signed with one of the secrets, or is older than five minutes, gets
            the answer 401 and a line on standard error that says why. It listens on 127.0.0.1
            alone, and is meant for development: it keeps nothing.

            The sink must be allowed to reach it: network: {allow: ["127.0.0.1:8080"]}.

            EXAMPLES
              rejoinder listen --secret-file credentials/newsroom
              rejoinder listen --secret-file old --secret-file new --port 9000
              rejoinder listen --unsigned --json | jq .type
            """))

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port: UInt16 = 8080

    @Option(
        name: .customLong("secret-file"),
        help: ArgumentHelp(
            "A file that holds a secret or a public key (whsec_, whsk_ or whpk_); one of several "
                + "is enough.", valueName: "file"))
    var secretFiles: [String] = []

    @Flag(help: "Take events that nobody has signed.")
    var unsigned = false

    @Flag(help: "Print what comes as JSON, a document on each line.")
    var json = false

    func validate() throws {
        guard secretFiles.isEmpty == unsigned else {
            throw ValidationError(
                unsigned
                    ? "With --unsigned there is nothing to verify; leave out --secret-file."
                    : "Give the sink's secret with --secret-file FILE, or --unsigned.")
        }
    }

    func run() async throws {
        let verifier = try unsigned ? nil : WebhookVerifier(secrets: secrets())
        let desk = ReceptionDesk(
            verifier: verifier, json: json,
            text: EventText(isColoured: TextStyle.standardOutput.isColoured))
        var limits = LoopbackServer.Limits()
        limits.bodyBytes = 4 << 20
        limits.connections = 64
        limits.idle = .seconds(30)
        let server = try LoopbackServer(port: port, limits: limits) { desk.answer($0) }
        Output.problem("listening on \(server.url)/")
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
        server.stop()
    }

    private func secrets() throws -> [String] {
        try secretFiles.map { path in
            let bytes = try Input.bytes(path)
            guard bytes.count <= 4096 else {
                throw CommandError("\(path) is over 4096 bytes, too long for a secret")
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// Answers the requests of `rejoinder listen`.
private final class ReceptionDesk: Sendable {
    private let verifier: WebhookVerifier?
    private let json: Bool
    private let text: EventText
    /// The ids that came lately, to tell what came again.
    private let seen = Mutex<(known: Set<String>, order: [String])>(([], []))

    private static let mostRemembered = 10_000

    init(verifier: WebhookVerifier?, json: Bool, text: EventText) {
        self.verifier = verifier
        self.json = json
        self.text = text
    }

    func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        guard request.method == "POST" else {
            return refuse(405, "\(request.method): webhooks are posted")
        }
        let complaint = verifier?.complaint(
            headers: request.headers, body: request.body, now: SystemClock.now())
        if let complaint { return refuse(401, complaint) }
        guard let message = try? JSONValue(parsing: request.body) else {
            return refuse(400, "the body is not JSON")
        }
        tell(message)
        // Not 204, which Apprise's API has for a message that reached nobody.
        return LoopbackServer.Reply(status: 200)
    }

    private func refuse(_ status: Int, _ why: String) -> LoopbackServer.Reply {
        let why = VisibleText.line(why, limit: 200)
        Output.problem("refused with \(status): \(why)")
        return LoopbackServer.Reply(
            status: status, headers: [("Content-Type", "text/plain; charset=utf-8")],
            body: Array((why + "\n").utf8))
    }

    private func tell(_ message: JSONValue) {
        let id = message["id"]?.stringValue ?? ""
        if !id.isEmpty, !isNew(id) { Output.problem("again: \(VisibleText.line(id, limit: 64))") }
        guard !json, let events = ReceivedEvent.events(in: message) else {
            return Output.json(message)
        }
        Output.lines(events.flatMap(text.lines))
    }

    private func isNew(_ id: String) -> Bool {
        seen.withLock { seen in
            guard seen.known.insert(id).inserted else { return false }
            seen.order.append(id)
            if seen.order.count > Self.mostRemembered {
                seen.known.remove(seen.order.removeFirst())
            }
            return true
        }
    }
}
