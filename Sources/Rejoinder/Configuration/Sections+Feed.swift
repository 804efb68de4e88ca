import Yams

/// A feed while it is being read.
struct FeedDraft {
    var feed: Configuration.Feed
    var name: String?
    var address: ReadAddress?
    var username: String?
    var password: Secret?
}

extension SectionSchema where Target == FeedDraft {
    /// - Parameter poll: holds the bounds of the interval.
    static func feed(_ poll: Configuration.Poll) -> SectionSchema {
        SectionSchema([
            .key(
                "name", .name, optional: \.name,
                "A unique name for the command line, sinks and inquiries. The default is the "
                    + "address's host without www."),
            .key(
                "url", .address, optional: \.address, required: true, "The feed's address."),
            .key(
                "institution", .institution,
                optional: \.feed.institution,
                "The key of the institution whose own feed this is. What the feed says counts as "
                    + "the institution's own words."),
            .key(
                "interval", .duration(atLeast: poll.minimum, atMost: poll.maximum),
                \.feed.interval, "The time between two polls. The default is poll.interval."),
            .key(
                "language", .language, optional: \.feed.language,
                "The language of its texts, such as de. The default is what the feed says, or a "
                    + "guess from the text."),
            .key(
                "country", .country, optional: \.feed.country,
                "The country, such as DE, whose working days count for institutions that its "
                    + "articles say were asked and that have no country of their own. The default "
                    + "is inquiry.country."),
            .key(
                "follow", .choice, \.feed.follow,
                "Whether the pages of its entries are read: never; once, when an entry is new; or "
                    + "again later, for edits (recheck, the default)."),
            .key(
                "headers", .headers(except: HeaderText.ownOfRequests), \.feed.headers,
                "Headers that are sent to this feed's own origin only, each a text or a mapping "
                    + "with secret_file."),
            .key(
                "username", .text, optional: \.username,
                "The user name for HTTP basic authentication; needs secret_file."),
            .key(
                "secret_file", .secretFile(), optional: \.password,
                "The file or systemd credential that holds the password for username."),
            .key(
                "secret_query_file", .secretFile(QueryText.complaint), optional: \.feed.secretQuery,
                "The file or systemd credential that holds parameters, as token=..., which requests "
                    + "add to url and nothing shows."),
            .key(
                "enabled", .boolean, \.feed.enabled,
                "If false, the feed is not polled, and keeps its history. The default is true."),
            .key(
                "ignore", .list(of: .ignoreRule), \.feed.ignore,
                "Parts of its pages that do not belong to the article."),
            .key(
                "keep", .choice, \.feed.keeping,
                "What is kept of the answers that brought its entries and pages: receipt or raw. The "
                    + "default is the keep of the whole file."),
            .section(
                "retention",
                .retention(
                    of: "what is kept of its texts and bodies",
                    keep: "retention.keep of the whole file"), \.feed.retention,
                "How long its texts are kept, and how much room they may take."),
            .key(
                "tags", .list(of: .name), \.feed.tags,
                "Words of your own that are added to its events."),
            .key(
                "open_from_text", .boolean, \.feed.openFromText,
                "Whether inquiries are opened from the words of its articles. The default is "
                    + "inquiry.open_from_text."),
            .key(
                "open_within", .duration(), \.feed.openWithin,
                "How old one of its articles may be whose words open an inquiry. The default is "
                    + "inquiry.open_within."),
            .key(
                "open_for", .choice, \.feed.openFor,
                "For whom its articles open inquiries. The default is inquiry.open_for."),
            .key(
                "open_above", .number(0...1), \.feed.thresholds.openAbove,
                "How sure it must be that one of its articles says that somebody was asked, for an "
                    + "inquiry to open. The default is inquiry.open_above."),
            .key(
                "doubt_above", .number(0...1), \.feed.thresholds.doubtAbove,
                "From which confidence on, below open_above, it is listed as doubtful. The default "
                    + "is inquiry.doubt_above."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static func feeds(_ poll: Configuration.Poll) -> KeySchema {
        .entries(
            "feeds", .feed(poll), required: true, "The feeds to poll.",
            draft: { configuration in
                var feed = Configuration.Feed(
                    name: "", url: "", interval: configuration.poll.interval)
                feed.keeping = configuration.keeping
                feed.retention.keep = configuration.retention.keep
                feed.openFromText = configuration.inquiry.openFromText
                feed.openWithin = configuration.inquiry.openWithin
                feed.openFor = configuration.inquiry.openFor
                feed.thresholds = configuration.inquiry.thresholds
                return FeedDraft(feed: feed)
            },
            finish: { draft, isComplete, node, reading, configuration in
                var draft = draft
                draft.feed.url = draft.address?.text ?? ""
                draft.credentials(node, &reading)
                guard let name = draft.name ?? (isComplete ? draft.nameFromAddress : nil) else {
                    return
                }
                draft.feed.name = name
                let hint =
                    draft.name == nil
                    ? ", which this one gets from its address; give it a \"name\"" : ""
                reading.define(.feed, name, at: node.value(of: "name") ?? node, hint: hint)
                draft.feed.thresholds.check(node, "feeds[]", &reading)
                draft.warn(node, configuration.network, &reading)
                if let address = draft.address {
                    reading.warnIfShared(
                        address.key, of: .feed, by: name, at: node.value(of: "url")?.mark
                    ) { other, line in
                        "feeds[].url: is the address of \"\(other)\" in line \(line), too: both are "
                            + "polled, and everything is told twice"
                    }
                }
                configuration.feeds.append(draft.feed)
            })
    }
}

extension FeedDraft {
    fileprivate var nameFromAddress: String {
        let host = address?.host ?? ""
        let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        return NameText.made(from: bare)
    }

    fileprivate mutating func credentials(_ node: Node, _ reading: inout ConfigurationReading) {
        if let username, let password {
            feed.credentials = .init(username: username, password: password)
        } else if username != nil, node.value(of: "secret_file") == nil {
            reading.fault(
                node.value(of: "username")?.mark,
                "feeds[].username: needs \"secret_file\" beside it, for the password")
        } else if username == nil, let secret = node.value(of: "secret_file") {
            reading.fault(
                secret.mark,
                "feeds[].secret_file: needs \"username\" beside it; for a token in a header, "
                    + "put secret_file under \"headers\"")
        }
    }

    fileprivate func warn(
        _ node: Node, _ network: Configuration.Network, _ reading: inout ConfigurationReading
    ) {
        if let address {
            reading.warnOfAddress(
                address, at: node.value(of: "url"), "feeds[].url", network,
                unencrypted: "what is read can be changed on the way; use https if the site "
                    + "offers it")
        }
        let secrets = SecretParameters.names(in: feed.url, isFeed: true)
        if let first = secrets.first {
            reading.warn(
                node.value(of: "url")?.mark,
                "feeds[].url: \(VisibleText.line(first, limit: 40)) looks like a secret: events and "
                    + "listings leave out its value, but this file and the ledger hold it; move it to "
                    + "a file that secret_query_file names")
        }
        if feed.interval < .seconds(300), let interval = node.value(of: "interval") {
            reading.warn(
                interval.mark,
                "feeds[].interval: most sites do not welcome polls more often than every 5m; "
                    + "while an inquiry is open, feeds are polled more often anyway")
        }
    }
}

extension ValueCodec where Value == Configuration.Feed.IgnoreRule {
    fileprivate static var ignoreRule: ValueCodec {
        let table = SectionSchema<[Value]>([
            .rule("selector", "Elements that match this CSS selector.") {
                HTMLSelector($0).map { .selector($0) }
            },
            .rule("literal", "Lines that contain this text.") { .literal($0) },
            .rule("pattern", "Lines that match this pattern, in which * stands for any text.") {
                .pattern($0)
            },
        ])
        return ValueCodec(schema: table.schema) { node, path, reading in
            var rules: [Value] = []
            let before = reading.faults.count
            table.read(node, path, &reading, into: &rules)
            guard reading.faults.count == before else { return nil }
            if rules.count == 1 { return rules[0] }
            reading.fault(
                node.mark,
                "\(path): expected one of selector, literal and pattern, "
                    + "found \(rules.isEmpty ? "none" : "several")")
            return nil
        }
    }
}

extension KeySchema where Target == [Configuration.Feed.IgnoreRule] {
    fileprivate static func rule(
        _ name: String, _ about: String, _ make: @escaping (String) -> Target.Element?
    ) -> KeySchema {
        KeySchema(
            name: name, about: about, isRequired: false, schema: ValueCodec<String>.text.schema
        ) {
            node, path, reading, rules in
            guard let text = ValueCodec<String>.text.read(node, path, &reading) else { return }
            guard let rule = make(text) else {
                return reading.fault(
                    node.mark,
                    "\(path): expected a selector of names, .classes, #ids and [attributes], with "
                        + "spaces, > and commas between them; found \"\(VisibleText.line(text))\"")
            }
            rules.append(rule)
        }
    }
}

/// What may stand after the question mark of an address (RFC 3986 section 3.4).
private enum QueryText {
    static func complaint(_ secret: Secret) -> String? {
        let text = secret.reveal().drop { $0 == "?" || $0 == "&" }
        let isQuery = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 && $0 != 0x5C }
        guard text.isEmpty || !isQuery else { return nil }
        return "expected parameters as an address has them after its question mark, such as "
            + "token=...; blanks and other signs as %20 and the like"
    }
}

extension HeaderText {
    /// Host, framing and validators belong to the client: a wrong one would break every poll.
    fileprivate static let ownOfRequests: Set = [
        "host", "content-length", "transfer-encoding", "connection", "accept-encoding",
        "if-none-match", "if-modified-since", "user-agent",
    ]
}
