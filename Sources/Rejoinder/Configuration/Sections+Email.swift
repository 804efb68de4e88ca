import Yams

/// The keys of an e-mail sink while they are being read.
struct EmailDraft {
    var server = ""
    var tls = Configuration.Sink.Email.Encryption.required
    var username: String?
    var password: Secret?
    var from: Mailbox?
    var to: [Mailbox] = []
    var timeout: Duration = .seconds(60)
}

extension [KeySchema<SinkDraft>] {
    /// The keys of an e-mail sink.
    static var email: [KeySchema<SinkDraft>] {
        [
            .key(
                "server", .mailServer, \.email.server,
                "The mail server, such as smtp://mail.example.org:587 (STARTTLS; the port may be "
                    + "left out) or smtps://mail.example.org (TLS from the start, port 465)."),
            .key(
                "tls", .choice, \.email.tls,
                "For an e-mail sink, required (the default): nothing is sent without TLS; or none: "
                    + "TLS is not used."),
            .key(
                "username", .text, optional: \.email.username,
                "The user's name at the mail server. The default is no login."),
            .key(
                "secret_file", .secretFile(), optional: \.email.password,
                "For an e-mail sink, the file or systemd credential that holds the user's password."
            ),
            .key(
                "from", .mailbox, optional: \.email.from,
                "The sender, such as Rejoinder <rejoinder@example.org>."),
            .key(
                "to", .oneOrMore(of: .mailbox).checked(recipientComplaint), \.email.to,
                "The recipients, at most 100."),
            .key(
                "timeout", .duration(atLeast: .seconds(1), atMost: .seconds(600)), \.email.timeout,
                "How long handing in one e-mail may take. The default is 60s."),
        ]
    }

    private static func recipientComplaint(_ recipients: [Mailbox]) -> String? {
        // A server must take a hundred (RFC 5321 section 4.5.3.1.8).
        guard recipients.count <= 100 else { return "at most 100 recipients; use two sinks" }
        var seen: Set<String> = []
        let again = recipients.first { !seen.insert($0.address).inserted }
        return again.map { "\($0.address) is listed twice" }
    }
}

extension SinkDraft {
    /// The e-mail sink, unless a key that it needs is missing.
    func checkedEmail(
        _ node: Node, _ network: Configuration.Network, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.Email? {
        for key in ["server", "from", "to"] where node.value(of: key) == nil {
            reading.missing(key, in: node, "sinks[]")
        }
        if email.to.isEmpty, let to = node.value(of: "to"), to.isEmptyList {
            reading.fault(to.mark, "sinks[].to: expected at least one mail address")
        }
        checkLogin(node, &reading)
        checkEncryption(node, network, &reading)
        guard !email.server.isEmpty, !email.to.isEmpty, let from = email.from else { return nil }
        var settings = Configuration.Sink.Email(server: email.server, from: from, to: email.to)
        settings.tls = email.tls
        settings.username = email.username
        settings.password = email.password
        settings.timeout = email.timeout
        return settings
    }

    private func checkLogin(_ node: Node, _ reading: inout ConfigurationReading) {
        let secret = node.value(of: "secret_file")
        if email.username != nil, secret == nil {
            reading.missing(
                "secret_file", in: node, "sinks[]",
                hint: ", which holds the password of \"username\""
            )
        } else if let secret, node.value(of: "username") == nil {
            reading.fault(
                secret.mark, "sinks[].secret_file: a password needs a user; add \"username\"")
        }
    }

    private func checkEncryption(
        _ node: Node, _ network: Configuration.Network, _ reading: inout ConfigurationReading
    ) {
        let address = AddressText.mailServer(email.server)
        guard address.fault == nil else { return }
        if email.tls == .none, let mark = node.value(of: "tls")?.mark {
            let isNear = AddressText.isLoopback(address.host)
            if address.isEncrypted {
                reading.fault(
                    mark, "sinks[].tls: an address with smtps is always encrypted; leave it out")
            } else if email.username != nil, !isNear {
                reading.fault(
                    mark,
                    "sinks[].tls: without TLS others on the way could read the password; "
                        + "leave \"tls\" or \"username\" out")
            } else if !isNear {
                reading.warn(
                    mark,
                    "sinks[].tls: mail is not encrypted: others on the way can read the events")
            }
        }
        if let exception = AddressText.neededException(
            host: address.host, port: address.port, allowed: network.allow)
        {
            reading.warn(
                node.value(of: "server")?.mark,
                "sinks[].server: is not on the public Internet and will be refused; if you mean it, "
                    + "add \"\(exception)\" to network.allow")
        }
    }
}

extension Node {
    fileprivate var isEmptyList: Bool {
        if case .sequence(let nodes) = self { nodes.isEmpty } else { isNothing }
    }
}
