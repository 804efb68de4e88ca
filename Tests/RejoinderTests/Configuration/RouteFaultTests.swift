import Testing

@testable import Rejoinder

extension FaultTests {
    /// A file with one sink, whose keys stand on the fifth line, after six columns.
    private static func sink(_ keys: String) -> String {
        """
        feeds: [{name: f, url: https://f.example/, tags: [defence]}]
        sinks:
          - name: a
            type: stdout
            \(keys)

        """
    }

    static let routes = [
        FaultyFile(
            "tags and words", sink("tags: [defense]\n    words: [\"...\"]"),
            #"c.yaml:6:13: sinks[].words[]: there is no word in "...""#),
        FaultyFile(
            "a tag that no feed has", sink("tags: [defense]"),
            #"c.yaml:5:11: sinks[].tags[]: no feed has the tag "defense", did you mean "defence"?"#),
        FaultyFile(
            "a time zone", sink("time_zone: Europe/Berlim"),
            "c.yaml:5:16: sinks[].time_zone: expected a time zone such as Europe/Berlin, found "
                + #""Europe/Berlim", did you mean "Europe/Berlin"?"#),
        FaultyFile(
            "hours", sink("quiet: {from: \"7\", to: \"25:00\", days: [monady]}"),
            #"c.yaml:5:19: sinks[].quiet.from: expected a time such as "07:30", found "7""#,
            #"c.yaml:5:28: sinks[].quiet.to: expected a time such as "07:30", or "24:00", found "#
                + #""25:00""#,
            "c.yaml:5:44: sinks[].quiet.days[]: expected one of monday, tuesday, wednesday, "
                + #"thursday, friday, saturday, sunday, found "monady", did you mean "monday"?"#),
        FaultyFile(
            "hours of no length", sink("working_hours: [{from: \"09:00\", to: \"09:00\"}]"),
            "c.yaml:5:21: sinks[].working_hours[]: begin and end at the same time"),
        FaultyFile(
            "hours without an end", sink("quiet: {from: \"22:00\"}"),
            #"c.yaml:5:12: sinks[].quiet: missing key "to""#),
        FaultyFile(
            "hours that leave no time",
            sink(
                "quiet: [{from: \"08:00\", to: \"18:00\"}]\n    working_hours: {from: \"09:00\", to: \"17:00\"}"
            ),
            "c.yaml:6:20: sinks[]: the hours leave no time to send anything"),
        FaultyFile(
            "digests", sink("digest: {days: monday}"),
            #"c.yaml:5:13: sinks[].digest: needs either "at", such as "07:30", or "every", such as "#
                + "30m"),
        FaultyFile(
            "digests both ways", sink("digest: {at: \"07:30\", every: 30m}"),
            #"c.yaml:5:13: sinks[].digest: needs either "at", such as "07:30", or "every", such as "#
                + "30m"),
        FaultyFile(
            "days of a rhythm", sink("digest: {every: 30m, days: [friday]}"),
            #"c.yaml:5:13: sinks[].digest: "days" belongs to "at""#),
        FaultyFile(
            "a limit of none", sink("limit: 0"),
            #"c.yaml:5:12: sinks[].limit: expected a whole number from 1 to 10000, found "0""#),
        FaultyFile(
            "a fallback that is not there", sink("fallback: b"),
            #"c.yaml:5:15: sinks[].fallback: there is no sink "b""#),
        FaultyFile(
            "a time without a fallback", sink("fallback_after: 1h"),
            #"c.yaml:5:21: sinks[].fallback_after: does nothing without "fallback""#),
        FaultyFile(
            "a sink that is its own fallback", sink("fallback: a"),
            "c.yaml:5:15: sinks[].fallback: goes round in a circle: a, a"),
        FaultyFile(
            "fallbacks in a circle",
            """
            feeds: []
            sinks:
              - {name: a, type: stdout, fallback: b}
              - {name: b, type: stdout, fallback: c}
              - {name: c, type: stdout, fallback: b}
              - {name: d, type: stdout, fallback: a}
            """,
            "c.yaml:4:39: sinks[].fallback: goes round in a circle: b, c, b"),
    ]

    @Test("is none where rules, hours and a fallback are right") func rightRoute() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: [{name: f, url: https://f.example/, tags: [defence]}]
            institutions: [{key: nato, name: NATO}]
            sinks:
              - name: a
                type: stdout
                types: ["inquiry.*"]
                tags: [defence]
                institutions: ["na*"]
                inquiries: [inq_x]
                owners: [kim]
                words: [air defence]
                time_zone: Europe/Berlin
                quiet: {from: "22:00", to: "07:00"}
                working_hours: [{from: "09:00", to: "24:00", days: saturday}, {from: "08:00", to: "17:00"}]
                digest: {at: ["17:30", "07:30"], days: [monday, friday]}
                limit: 20
                urgent: [inquiry.answered]
                fallback: b
                fallback_after: 2h
              - {name: b, type: stdout, digest: {every: 30m}}
            """)
        let read = try file.load(readsSecrets: false)
        let route = try #require(read.configuration.routes.first)
        #expect(route.tags == ["defence"] && route.institutions == ["na*"])
        #expect(route.inquiries == ["inq_x"] && route.owners == ["kim"])
        #expect(route.words == ["air defence"])
        #expect(route.fallback == Route.Fallback(sink: "b", after: .seconds(7200)))
        var timing = Timing()
        timing.zone = "Europe/Berlin"
        timing.quiet = [DailyHours(from: 1320, to: 420)]
        timing.working = [
            DailyHours(from: 540, to: 1440, days: [5]),
            DailyHours(from: 480, to: 1020, days: [0, 1, 2, 3, 4]),
        ]
        timing.digest = .at([450, 1050], days: [0, 4])
        (timing.limit, timing.urgent) = (20, ["inquiry.answered"])
        #expect(route.timing == timing)
        #expect(read.configuration.routes.last?.timing.digest == .every(.seconds(1800)))
    }

    @Test("is warned of where it may be a slip") func routeWarnings() throws {
        let file = try TemporaryConfiguration(
            """
            contact: a@b.example
            feeds: []
            institutions: [{key: nato, name: NATO}]
            sinks: [{name: a, type: stdout, institutions: [natoo], urgent: [feed.gap]}]
            """)
        let warnings = try file.load(readsSecrets: false).warnings.map(\.message)
        #expect(
            warnings.contains {
                $0.hasPrefix("sinks[].institutions[]: this file has no institution \"natoo\"")
            })
        #expect(
            warnings.contains(
                "sinks[].urgent: does nothing without quiet, working_hours, digest or limit"))
    }
}
