import Foundation
import Yams

extension [KeySchema<SinkDraft>] {
    /// The keys of a webhook.
    static var webhook: [KeySchema<SinkDraft>] {
        [
            .key("url", .url, \.webhook.url, "The address that a webhook posts to."),
            .key(
                "secret_file", .oneOrMore(of: .secretFile(WebhookSecretText.complaint)),
                \.webhook.secrets,
                "For a webhook, the file or systemd credential that holds the secret with which it "
                    + "is signed: whsec_ and Base64, or at least 24 bytes. If there are several, each "
                    + "signs, so that a receiver can change from one to the next."),
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
        if node.value(of: "url") == nil { reading.missing("url", in: node, "sinks[]") }
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
        reading.warnOfAddress(
            AddressText.read(webhook.url), at: node.value(of: "url"), "sinks[].url", network,
            unencrypted: "others on the way can read the events")
    }
}

extension HeaderText {
    /// Headers that a webhook request sets itself.
    fileprivate static let ownOfWebhooks: Set = [
        "host", "content-length", "content-type", "transfer-encoding", "connection",
        "webhook-id", "webhook-timestamp", "webhook-signature", "user-agent",
    ]
}

/// Webhook keys as secret files hold them (Standard Webhooks 1.0, "Signature scheme").
enum WebhookSecretText {
    static func complaint(_ secret: Secret) -> String? {
        let text = secret.reveal()
        var count = text.utf8.count
        if text.hasPrefix("whsec_") {
            guard let data = Data(base64Encoded: String(text.dropFirst(6))) else {
                return "what follows whsec_ in the secret is not Base64; \(remedy)"
            }
            count = data.count
        }
        return count < 24 ? "the secret has \(count) bytes and needs 24; \(remedy)" : nil
    }

    private static let remedy = "make one with `echo whsec_$(openssl rand -base64 32)`"
}
