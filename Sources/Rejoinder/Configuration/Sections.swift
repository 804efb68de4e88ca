extension SectionSchema where Target == Configuration {
    /// The whole file.
    ///
    /// Sections that provide defaults come before the sections that use them.
    ///
    /// - Parameter poll: holds the bounds of a feed's interval.
    static func root(_ poll: Configuration.Poll) -> SectionSchema {
        SectionSchema([
            .key(
                "ledger", .path, \.ledger,
                "The database file. The default is rejoinder.sqlite in the service's state "
                    + "directory, or in /var/lib/rejoinder."),
            .key(
                "ledger_key", .oneOrMore(of: .logKeyFile), \.ledgerKey.names,
                "The file or systemd credential with the private key that signs the log: "
                    + "ed25519-private: and the Base64 of 32 bytes. If there are several, the first "
                    + "signs, and the others vouch for it. The default is the credential ledger-key, "
                    + "or else a file beside the ledger, which is made."),
            .key(
                "contact", .contact, optional: \.contact,
                "A web or mail address, sent to the sites that are polled so that their operators "
                    + "can reach you."),
            .section("poll", .poll, \.poll, "How often feeds are polled, and how hard."),
            .section("network", .network, \.network, "How the daemon reaches the network."),
            .section(
                "inquiry", .inquiryDefaults, \.inquiry, "What applies to every inquiry.",
                check: { $0.thresholds.check($1, "inquiry", &$2) }),
            .key(
                "statements", .choice, \.statements,
                "Whose statements are told: those of configured institutions and in institutions' "
                    + "own feeds (configured, the default), of every official body that is known "
                    + "(all), or none. All are recorded."),
            .key(
                "keep", .choice, \.keeping,
                "What is kept of each answer that brought something new: a receipt, with its "
                    + "addresses, times, header fields and the hash of its body (receipt, the "
                    + "default), or the body as well, compressed (raw)."),
            .section(
                "retention", .retention(of: "the ledger's file", keep: "for good"), \.retention,
                "How long texts are kept, and how large the ledger may become. Hashes and events "
                    + "stay for good."),
            .section("delivery", .delivery, \.delivery, "How events are sent to sinks."),
            .section("log", .log, \.log, "What the daemon says about itself."),
            .heartbeat, .people, .institutions, .feeds(poll), .inquiries, .watches, .sinks,
            .archive,
        ])
    }
}

extension SectionSchema where Target == Retention {
    /// - Parameters:
    ///   - what: what has the size.
    ///   - keep: the default of `keep`.
    static func retention(of what: String, keep: String) -> SectionSchema {
        SectionSchema([
            .key(
                "keep", .duration(atLeast: .seconds(86_400)), optional: \.keep,
                "How long a text is kept that nothing needs any more, such as 104w. The default is "
                    + "\(keep)."),
            .key(
                "size", .size(1 << 20...1 << 50), optional: \.size,
                "How large \(what) may become, such as 5GiB; then the oldest texts that nothing "
                    + "needs are let go of. The default is no limit."),
        ])
    }
}

extension SectionSchema where Target == Configuration.Poll {
    static var poll: SectionSchema {
        let minute = Duration.seconds(60)
        let second = Duration.seconds(1)
        return SectionSchema([
            .key(
                "minimum", .duration(atLeast: minute), \.minimum,
                "No feed is ever polled more often than this. The default is 1m, which is also the "
                    + "smallest value."),
            .key(
                "maximum", .duration(atLeast: minute), \.maximum,
                "No feed that works is polled less often than this. The default is 1d."),
            .key(
                "interval", .duration(atLeast: minute), \.interval,
                "The time between two polls of a feed. The default is 15m."),
            .key(
                "jitter", .number(0...0.5), \.jitter,
                "The share of the interval by which a poll may come early or late. The default "
                    + "is 0.1."),
            .key(
                "timeout", .duration(atLeast: second, atMost: .seconds(600)), \.timeout,
                "How long a whole transfer may take. The default is 60s."),
            .key(
                "connect_timeout", .duration(atLeast: second, atMost: .seconds(120)),
                \.connectTimeout, "How long it may take to connect. The default is 15s."),
            .key(
                "max_bytes", .size(64 << 10...256 << 20), \.maxBytes,
                "The largest document that is read, after decompression. The default is 10MiB."),
            .key(
                "concurrency", .integer(1...512), \.concurrency,
                "How many transfers run at once. The default is 32."),
            .key(
                "per_host", .integer(1...16), \.perHost,
                "How many connections are open to one host at once. The default is 2."),
            .key(
                "host_spacing", .duration(atMost: .seconds(3600)), \.hostSpacing,
                "The time between two requests to one host, from start to start. The default is "
                    + "1s."),
            .key(
                "budget", .integer(1...10_000_000), optional: \.budget,
                "The most requests in an hour, pages included. The default is no limit."),
            .key(
                "host_budget", .integer(1...1_000_000), optional: \.hostBudget,
                "The most requests to one host in an hour, pages included. The default is as many "
                    + "as host_spacing allows."),
        ])
    }
}

extension SectionSchema where Target == Configuration.Network {
    static var network: SectionSchema {
        SectionSchema([
            .key(
                "proxy", .url, optional: \.proxy,
                "The proxy to use; proxies in the environment are ignored. The default is none."),
            .key(
                "allow", .list(of: .exception), \.allow,
                "Blocks of addresses, each with or without a port, that may be connected to "
                    + "although they are not public, such as 10.1.2.3:8080 or fd00::/8."),
            .key(
                "ca_file", .path, optional: \.certificateAuthorities,
                "A PEM file of certificate authorities. The default is the system's."),
        ])
    }
}

extension SectionSchema where Target == Configuration.Delivery {
    static var delivery: SectionSchema {
        SectionSchema([
            .key(
                "drain", .duration(atMost: .seconds(120)), \.drain,
                "How long deliveries in flight may take when the daemon is told to stop. The "
                    + "default is 10s."),
            .key(
                "retries", .list(of: .duration(atLeast: .seconds(1), atMost: .seconds(604_800))),
                \.retries,
                "The waits before the second attempt at a failed delivery, the third, and so on; "
                    + "after the last attempt it is dead. The default is [5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h]."
            ),
            .key(
                "rate", .integer(1...100_000), \.rate,
                "The most messages that one sink gets in a second, as when it is back after an "
                    + "outage. The default is 1000."),
        ])
    }
}

extension SectionSchema where Target == Configuration.Log {
    static var log: SectionSchema {
        SectionSchema([
            .key(
                "level", .choice, \.level, "The lowest level that is logged. The default is info."),
            .key(
                "format", .choice, \.format,
                "text for people, journal for systemd's journal (with priorities), or auto (the "
                    + "default), which depends on where the log goes."),
        ])
    }
}

extension ValueCodec where Value == String {
    /// A web or mail address; no parentheses, because it goes into a comment of the User-Agent.
    fileprivate static var contact: ValueCodec {
        .scalar(
            expected: "a web or mail address, such as https://example.org/bot or desk@example.org",
            schema: .members(["type": .string("string")])
        ) { text in
            let isOneWord = text.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != 0x28 && $0 != 0x29
            }
            let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
            let isMail =
                text.split(separator: "@", omittingEmptySubsequences: false).count == 2
                && !text.hasPrefix("@") && !text.hasSuffix("@")
            return isOneWord && text.utf8.count <= 200 && (isWeb || isMail) ? text : nil
        }
    }
}
