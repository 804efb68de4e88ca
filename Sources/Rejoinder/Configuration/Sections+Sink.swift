import Foundation
import Yams

/// A sink while it is being read.
struct SinkDraft {
    enum Kind: String, CaseIterable { case stdout, webhook }

    var sink = Configuration.Sink(name: "", kind: .standardOutput(.text))
    var kind = Kind.stdout
    var format = Configuration.Sink.LineFormat.text
    var webhook = Configuration.Sink.Webhook(url: "")
    var isUnsigned = false
}

extension SectionSchema where Target == SinkDraft {
    static var sink: SectionSchema {
        SectionSchema([
            .key("name", .name, \.sink.name, required: true, "A unique name."),
            .key("type", .choice, \.kind, required: true, "The type of the sink."),
            .key(
                "format", .choice, \.format,
                "For stdout: text (the default), or jsonl, one JSON document on each line."),
            .key("url", .url, \.webhook.url, "The address that a webhook posts to."),
            .key(
                "secret_file", .oneOrMore(of: .secretFile(WebhookSecretText.complaint)),
                \.webhook.secrets,
                "The file or systemd credential that holds the secret with which a webhook is "
                    + "signed: whsec_ and Base64, or at least 24 bytes. If there are several, each "
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
            .key(
                "types", .list(of: .eventType), \.sink.types,
                "The event types that it gets, by name or glob, such as inquiry.*. The default is "
                    + "all."),
            .key(
                "feeds", .list(of: .reference(to: .feedGlob)), \.sink.feeds,
                "The feeds whose events it gets, by name or glob. The default is all."),
            .key(
                "levels", .levels, \.sink.levels,
                "The changes of entries that it gets: only major ones (the default), or major and "
                    + "minor ones."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static var sinks: KeySchema {
        .entries(
            "sinks", .sink, "Where events are sent.",
            draft: { _ in SinkDraft() },
            finish: { draft, isComplete, node, reading, configuration in
                let name = draft.sink.name
                if !name.isEmpty {
                    reading.define(.sink, name, at: node.value(of: "name") ?? node)
                }
                guard isComplete else { return }
                draft.refuseForeignKeys(node, &reading)
                var sink = draft.sink
                switch draft.kind {
                case .stdout: sink.kind = .standardOutput(draft.format)
                case .webhook:
                    draft.checkWebhook(node, configuration.network, &reading)
                    sink.kind = .webhook(draft.webhook)
                }
                configuration.sinks.append(sink)
            })
    }
}

extension SinkDraft {
    /// Refuses a key of another sink type: it does nothing, so whoever wrote it made a mistake.
    fileprivate func refuseForeignKeys(_ node: Node, _ reading: inout ConfigurationReading) {
        let foreign =
            kind == .stdout
            ? ["url", "secret_file", "unsigned", "headers", "timeout"] : ["format"]
        for key in foreign {
            guard let value = node.value(of: key) else { continue }
            let owner = kind == .stdout ? Kind.webhook : .stdout
            reading.fault(
                value.mark,
                "sinks[].\(key): belongs to sinks of type \(owner.rawValue), but this one is of type "
                    + "\(kind.rawValue)")
        }
    }

    fileprivate func checkWebhook(
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

extension ValueCodec where Value == [ChangeLevel] {
    /// The levels of change: whoever hears of small changes also hears of large ones.
    fileprivate static var levels: ValueCodec {
        ValueCodec.list(of: ValueCodec<ChangeLevel>.choice([.major, .minor])).checked {
            $0.isEmpty || $0.contains(.major) ? nil : "must include major"
        }
    }
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
