package import HTTP
import Signing

/// A sink that hands each event, or each digest, to a mail server as one message.
package struct EmailSink: Sink {
    package let name: String
    private let server: WebAddress
    private let settings: Configuration.Sink.Email
    private let mask: SecretMask
    private let client: Client
    private let warn: @Sendable (String) -> Void

    /// - Parameters:
    ///   - client: a client of the sink's own: a server that makes it wait delays nothing else.
    ///   - warn: told of recipients that the server did not take when it took others.
    /// - Throws: `TransferError.invalidURL`.
    package init(
        name: String, settings: Configuration.Sink.Email, client: Client,
        warn: @escaping @Sendable (String) -> Void
    ) throws(TransferError) {
        self.name = name
        server = try WebAddress(mailServer: settings.server)
        self.settings = settings
        mask = Self.mask(of: settings)
        self.client = client
        self.warn = warn
    }

    package func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
        let message = MailMessage(events, from: settings.from, to: settings.to, sink: name)
        var mail = MailSubmission(
            server: server, sender: settings.from.address,
            recipients: settings.to.map(\.address), message: message.bytes)
        mail.isEncrypted = settings.tls == .required
        mail.timeout = settings.timeout
        if let username = settings.username, let password = settings.password {
            mail.credentials = .init(username: username, password: password.reveal())
        }
        do {
            let said = try await client.send(mail)
            if said.isTaken {
                for refusal in said.refusals {
                    warn(
                        "the sink \(name): \(message.id) went to others, but not to "
                            + "\(refusal.recipient): \(words(refusal.reply))")
                }
            }
            return outcome(said)
        } catch {
            return .retry(after: nil, reason: VisibleText.line("\(error)"))
        }
    }

    /// Only what the server says of the whole message, once it has it, is about this event: all
    /// else would be said of every other event too.
    private func outcome(_ said: MailDialogue) -> DeliveryOutcome {
        if said.isTaken { return .delivered }
        guard let reply = said.reply else {
            return .retry(after: nil, reason: "the server said nothing")
        }
        let isForGood = reply.code >= 500
        let isTooLarge = said.stage == .sender && reply.code == 552
        let reason = "\(Self.complaint(said.stage)): \(words(reply))"
        return isForGood && (said.stage == .message || isTooLarge)
            ? .refused(reason: reason) : .retry(after: nil, reason: reason)
    }

    private static func complaint(_ stage: MailDialogue.Stage) -> String {
        switch stage {
        case .greeting, .hello: "the server takes no mail now"
        case .encryption: "the server refused STARTTLS"
        case .login: "the server refused the login"
        case .sender: "the server refused the sender"
        case .recipient: "the server refused every recipient"
        case .data, .message: "the server refused the message"
        }
    }

    /// The password, also as the login writes it (RFC 4616, and AUTH LOGIN).
    private static func mask(of settings: Configuration.Sink.Email) -> SecretMask {
        guard let password = settings.password?.reveal() else { return SecretMask([]) }
        let user = settings.username ?? ""
        let login = [password, "\0\(user)\0\(password)"].map {
            Signing.Base64.encode(Array($0.utf8))
        }
        return SecretMask([password] + login)
    }

    /// The reply in one line, without the password, should a server repeat it.
    private func words(_ reply: MailDialogue.Reply) -> String {
        let text = VisibleText.line(mask.masked(reply.text), limit: 200)
        return text.isEmpty ? "\(reply.code)" : "\(reply.code) \(text)"
    }
}
