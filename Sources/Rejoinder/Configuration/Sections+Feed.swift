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
                "Unique; used on the command line, by sinks and by inquiries. The default is the "
                    + "address's host without www."),
            .key(
                "url", .address, optional: \.address, required: true, "The feed's address."),
            .key(
                "institution", .institution,
                optional: \.feed.institution,
                "The key of the institution whose own feed this is. What stands in it counts as "
                    + "that institution's word."),
            .key(
                "interval", .duration(atLeast: poll.minimum, atMost: poll.maximum),
                \.feed.interval, "Between two polls. The default is poll.interval."),
            .key(
                "language", .language, optional: \.feed.language,
                "Of its texts, as de. The default is what the feed says, or what is found."),
            .key(
                "country", .country, optional: \.feed.country,
                "Whose working days count for those whom its articles say were asked, as DE; an "
                    + "institution's own country goes before. The default is inquiry.country."),
            .key(
                "follow", .choice, \.feed.follow,
                "Whether entries are followed to their pages: never; new, once; recheck, the "
                    + "default, also later, for edits."),
            .key(
                "headers", .headers(except: HeaderText.ownOfRequests), \.feed.headers,
                "Request headers for this feed's own origin, each a text or a mapping with "
                    + "secret_file."),
            .key(
                "username", .text, optional: \.username,
                "For HTTP basic authentication, with secret_file."),
            .key(
                "secret_file", .secretFile(), optional: \.password,
                "The file or systemd credential that holds the password for username."),
            .key(
                "secret_query_file", .secretFile(QueryText.complaint), optional: \.feed.secretQuery,
                "The file or systemd credential that holds parameters, as token=..., which requests "
                    + "add to url and nothing shows."),
            .key(
                "enabled", .boolean, \.feed.enabled,
                "With false the feed keeps its history and is not polled. The default is true."),
            .key(
                "ignore", .list(of: .ignoreRule), \.feed.ignore,
                "Parts of its pages that are no part of the article."),
            .key(
                "tags", .list(of: .name), \.feed.tags,
                "Words of your own, carried in events."),
            .key(
                "open_from_text", .boolean, \.feed.openFromText,
                "Whether its articles' own words open inquiries. The default is "
                    + "inquiry.open_from_text."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static func feeds(_ poll: Configuration.Poll) -> KeySchema {
        .entries(
            "feeds", .feed(poll), required: true, "What is watched.",
            draft: { configuration in
                var feed = Configuration.Feed(
                    name: "", url: "", interval: configuration.poll.interval)
                feed.openFromText = configuration.inquiry.openFromText
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
                draft.warn(node, configuration.network, &reading)
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
                unencrypted: "what is read may have been changed on the way; use https if the site "
                    + "has it")
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
                "feeds[].interval: under 5m is more often than most sites welcome; "
                    + "an open inquiry makes polls faster by itself")
        }
    }
}

extension ValueCodec where Value == Configuration.Feed.IgnoreRule {
    fileprivate static var ignoreRule: ValueCodec {
        let table = SectionSchema<[Value]>([
            .rule("selector", "Elements that this CSS selector names.") {
                HTMLSelector($0).map { .selector($0) }
            },
            .rule("literal", "Lines that hold this text.") { .literal($0) },
            .rule("pattern", "Lines that match, * standing for any text.") { .pattern($0) },
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
                        + "blanks, > and commas between; found \"\(VisibleText.line(text))\"")
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
