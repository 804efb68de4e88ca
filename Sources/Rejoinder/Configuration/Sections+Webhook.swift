import Yams

extension [KeySchema<SinkDraft>] {
    /// The keys of a webhook.
    static var webhook: [KeySchema<SinkDraft>] {
        [
            .key(
                "url", .url, \.webhook.url,
                "The address that a webhook posts to. If the address itself is a secret, as that of "
                    + "a Slack webhook is, use url_file."),
            .key(
                "url_file", .secretFile(WebhookText.addressComplaint),
                optional: \.webhook.secretURL,
                "The file or systemd credential that holds the address that a webhook posts to."),
            .key(
                "format", .choice, \.webhook.format,
                "For a webhook: standard, signed JSON as Standard Webhooks says (the default), or a "
                    + "message for slack, ntfy, or the API of apprise, which nothing signs."),
            .key(
                "topic", .topic, optional: \.webhook.topic,
                "For the format ntfy, the topic that messages go to."),
            .key(
                "tag", .text, optional: \.webhook.tag,
                "For the format apprise, whom to notify; the default is everybody under the "
                    + "address's key."),
            .key(
                "secret_file", .oneOrMore(of: .secretFile(WebhookText.secretComplaint)),
                \.webhook.secrets,
                "For a webhook, the file or systemd credential that holds the secret with which it "
                    + "is signed: whsec_ or whsk_ (Ed25519) and Base64, or at least 24 bytes. If there "
                    + "are several, each signs, so that a receiver can change from one to the next."
            ),
            .key(
                "unsigned", .boolean, \.isUnsigned,
                "If true, a webhook needs no secret_file, and its receiver cannot know who sent "
                    + "it. The default is false."),
            .key(
                "headers", .headers(except: HeaderText.ownOfWebhooks), \.webhook.headers,
                "More headers for a webhook, each a text or a mapping with secret_file."),
            .key(
                "timeout", .duration(atLeast: .seconds(1), atMost: .seconds(120)),
                \.webhook.timeout, "How long one attempt of a webhook may take. The default is 20s."
            ),
        ]
    }
}

extension SinkDraft {
    func checkWebhook(
        _ node: Node, _ network: Configuration.Network, _ reading: inout ConfigurationReading
    ) {
        checkAddress(node, network, &reading)
        // What belongs to a format that there is not cannot be known.
        let written = node.value(of: "format")?.written
        guard written.map({ Configuration.Sink.Webhook.Format(rawValue: $0) != nil }) ?? true
        else { return }
        checkFormat(node, &reading)
        guard webhook.format == .standard else { return }
        let secret = node.value(of: "secret_file")
        if isUnsigned, let secret {
            reading.fault(
                secret.mark, "sinks[].secret_file: the sink is also \"unsigned\"; leave one out")
        } else if isUnsigned {
            reading.warn(
                node.value(of: "unsigned")?.mark,
                "sinks[].unsigned: the receiver cannot know who sent an event; "
                    + "give it a secret_file")
        } else if secret == nil {
            reading.missing(
                "secret_file", in: node, "sinks[]",
                hint: "; make one with "
                    + "`(umask 077; echo whsec_$(openssl rand -base64 32) > FILE)`, "
                    + "or set \"unsigned: true\"")
        }
    }

    private func checkAddress(
        _ node: Node, _ network: Configuration.Network, _ reading: inout ConfigurationReading
    ) {
        let key = webhook.secretURL == nil ? "url" : "url_file"
        let place = node.value(of: key)
        if webhook.secretURL != nil, let other = node.value(of: "url") {
            reading.fault(other.mark, "sinks[].url: the sink also has \"url_file\"; leave one out")
        } else if place == nil, node.value(of: "url_file") == nil {
            reading.missing("url", in: node, "sinks[]")
        }
        let address = AddressText.read(webhook.secretURL?.reveal() ?? webhook.url)
        reading.warnOfAddress(
            address, at: place, "sinks[].\(key)", network,
            unencrypted: "others on the way can read the events")
        guard address.fault == nil, let place, key == "url" else { return }
        if webhook.format == .slack, address.host == "hooks.slack.com" {
            reading.warn(
                place.mark,
                "sinks[].url: whoever knows the address of a Slack webhook can post there; move it "
                    + "to a file that url_file names")
        }
        let path = webhook.url.split(separator: "/", omittingEmptySubsequences: true).dropFirst(2)
        if webhook.format == .ntfy, !path.isEmpty {
            reading.warn(
                place.mark,
                "sinks[].url: ntfy takes messages at its server's own address, such as "
                    + "https://ntfy.sh/; the topic belongs in \"topic\"")
        }
    }

    /// What belongs to one format does nothing in another.
    private func checkFormat(_ node: Node, _ reading: inout ConfigurationReading) {
        let format = webhook.format
        let owners: [(key: String, owner: Configuration.Sink.Webhook.Format)] = [
            ("secret_file", .standard), ("unsigned", .standard), ("topic", .ntfy),
            ("tag", .apprise),
        ]
        for (key, owner) in owners where owner != format {
            guard let value = node.value(of: key) else { continue }
            let why =
                owner == .standard
                ? "nothing signs messages of the format \(format.rawValue); leave it out"
                : "belongs to the format \(owner.rawValue), but this sink's is \(format.rawValue)"
            reading.fault(value.mark, "sinks[].\(key): \(why)")
        }
        if format == .ntfy, node.value(of: "topic") == nil {
            reading.missing("topic", in: node, "sinks[]")
        }
    }
}

extension ValueCodec where Value == String {
    /// A topic, as ntfy's server takes it.
    fileprivate static var topic: ValueCodec {
        .scalar(
            expected: "at most 64 letters, digits, dashes and underscores",
            schema: .members([
                "type": .string("string"), "pattern": .string("^[-_A-Za-z0-9]{1,64}$"),
            ])
        ) { text in
            let isTopic = text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
            return isTopic && (1...64).contains(text.utf8.count) ? text : nil
        }
    }
}

extension HeaderText {
    /// Headers that a webhook request sets itself.
    fileprivate static let ownOfWebhooks: Set = [
        "host", "content-length", "content-type", "transfer-encoding", "connection",
        "webhook-id", "webhook-timestamp", "webhook-signature", "user-agent",
    ]
}

/// What the secret files of webhooks hold.
private enum WebhookText {
    static func secretComplaint(_ secret: Secret) -> String? {
        do throws(NotifyError) {
            _ = try WebhookSecret(secret.reveal())
            return nil
        } catch {
            return "\(error)"
        }
    }

    static func addressComplaint(_ address: Secret) -> String? {
        AddressText.read(address.reveal()).fault.map {
            "the file holds no http or https address: \($0)"
        }
    }
}
