extension FaultTests {
    static let names = [
        FaultyFile(
            "names that are taken",
            """
            feeds:
              - {name: a, url: https://a.example/}
              - {name: a, url: https://b.example/}
            institutions:
              - {key: i, name: I}
              - {key: i, name: J}
            inquiries:
              - {name: q, institution: i, subject: s}
              - {name: q, institution: i, subject: s}
            sinks:
              - {name: s, type: stdout}
              - {name: s, type: stdout}
            people: [{name: p}, {name: p}]
            """,
            #"c.yaml:3:12: feeds[]: the name "a" is already used in line 2"#,
            #"c.yaml:6:11: institutions[]: the key "i" is already used in line 5"#,
            #"c.yaml:9:12: inquiries[]: the name "q" is already used in line 8"#,
            #"c.yaml:12:12: sinks[]: the name "s" is already used in line 11"#,
            #"c.yaml:13:28: people[]: the name "p" is already used in line 13"#),
        FaultyFile(
            "an owner whom nobody knows",
            """
            people: [{name: anna}]
            institutions: [{key: i, name: I}]
            inquiries: [{name: q, institution: i, subject: s, owner: ana}]
            feeds: []
            """,
            #"c.yaml:3:58: inquiries[].owner: there is no person "ana", did you mean "anna"?"#),
        FaultyFile(
            "watches that find nothing",
            """
            feeds: []
            watches:
              - {name: a, words: "-drill"}
              - {name: a, words: "*"}
              - {name: b, words: ""}
              - {name: c, words: ship ship, in: [], match: both, feeds: [x]}
            """,
            "c.yaml:3:22: watches[].words: there are only words that are not wanted; add one that is",
            #"c.yaml:4:12: watches[]: the name "a" is already used in line 3"#,
            #"c.yaml:4:22: watches[].words: "*" begins like too many words; write more of it"#,
            #"c.yaml:5:22: watches[].words: expected a text, found """#,
            "c.yaml:6:22: watches[].words: ship stands there twice",
            "c.yaml:6:37: watches[].in: expected title, text or statements, found none",
            #"c.yaml:6:48: watches[].match: expected one of all, any, found "both""#,
            #"c.yaml:6:62: watches[].feeds[]: there is no feed "x""#),
        FaultyFile(
            "a heartbeat without an address", "feeds: []\nheartbeat: {type: plain}\n",
            #"c.yaml:2:12: heartbeat: missing key "url", or "secret_file" that holds it"#),
        FaultyFile(
            "a heartbeat with an address that is not shown",
            "feeds: []\nheartbeat: {type: kuma, url: \"ftp://a.example/hidden\", every: 1s}\n",
            "c.yaml:2:19: heartbeat.type: expected one of healthchecks, uptime-kuma, plain, found "
                + #""kuma""#,
            "c.yaml:2:30: heartbeat.url: expected the http or https address of a watcher: only http "
                + "and https are fetched",
            #"c.yaml:2:63: heartbeat.every: expected at least 1m, found "1s""#),
        FaultyFile(
            "two feeds of one host without names",
            "feeds:\n  - url: https://www.a.example/x\n  - url: https://a.example/y\n",
            #"c.yaml:3:5: feeds[]: the name "a.example" is already used in line 2, which this one gets "#
                + #"from its address; give it a "name""#),
        FaultyFile(
            "names for a file or a metric",
            "feeds: [{name: Ministry of Silence, url: https://a.example/, tags: [../x, -v]}]\n",
            "c.yaml:1:16: feeds[].name: expected a name of at most 64 letters, digits, dots, "
                + #"dashes and underscores, found "Ministry of Silence""#,
            "c.yaml:1:69: feeds[].tags[]: expected a name of at most 64 letters, digits, dots, "
                + #"dashes and underscores, found "../x""#,
            "c.yaml:1:75: feeds[].tags[]: expected a name of at most 64 letters, digits, dots, "
                + #"dashes and underscores, found "-v""#),
        FaultyFile(
            "names that nothing has",
            """
            institutions:
              - {key: nato, name: NATO}
            feeds:
              - {name: bbc, url: https://a.example/, institution: natoo}
            inquiries:
              - {name: q, institution: xyz, subject: s, feeds: [bbc, cbb]}
            sinks:
              - {name: s, type: stdout, feeds: ["bb*", "z*"]}
            """,
            #"c.yaml:4:55: feeds[].institution: there is no institution "natoo", did you mean "nato"?"#,
            #"c.yaml:6:28: inquiries[].institution: there is no institution "xyz""#,
            #"c.yaml:6:58: inquiries[].feeds[]: there is no feed "cbb""#,
            #"c.yaml:8:44: sinks[].feeds[]: there is no feed "z*""#),
    ]

    static let sections = [
        FaultyFile(
            "a user without a password", "feeds: [{url: https://a.example/, username: u}]\n",
            #"c.yaml:1:45: feeds[].username: needs "secret_file" beside it, for the password"#),
        FaultyFile(
            "headers",
            """
            feeds:
              - url: https://a.example/
                headers:
                  If-None-Match: x
                  "A B": x
                  X-A: "a\\nb"
                  X-B: [hunter2]
                  X-C: {file: hunter2}
                  Authorization: Bearer hunter2
            """,
            "c.yaml:4:7: feeds[].headers: If-None-Match is set by the program itself",
            #"c.yaml:5:7: feeds[].headers: "A B" is not a header name"#,
            "c.yaml:6:12: feeds[].headers.X-A: expected one line of text, or a mapping with "
                + "secret_file",
            "c.yaml:7:12: feeds[].headers.X-B: expected one line of text, or a mapping with "
                + "secret_file",
            #"c.yaml:8:12: feeds[].headers.X-C: missing key "secret_file""#,
            #"c.yaml:8:13: feeds[].headers.X-C: unknown key "file"; the keys here are secret_file"#,
            "c.yaml:9:22: feeds[].headers.Authorization: contains a secret, which does not belong "
                + "in this file; write {secret_file: FILE}"),
        FaultyFile(
            "dates",
            """
            institutions: [{key: i, name: I}]
            feeds: []
            inquiries:
              - {name: a, institution: i, subject: s, opened: 2026-02-30}
              - {name: b, institution: i, subject: s, deadline: tomorrow}
              - {name: c, institution: i, subject: s, opened: 2026-02-10, deadline: 2026-02-09}
            """,
            "c.yaml:4:51: inquiries[].opened: expected a date such as 2026-01-31, or a time such as "
                + #"2026-01-31T18:00:00Z, found "2026-02-30""#,
            "c.yaml:5:53: inquiries[].deadline: expected a duration such as 3d or 3 working "
                + "days, or a date such as "
                + #"2026-01-31, found "tomorrow""#,
            #"c.yaml:6:73: inquiries[].deadline: must be after "opened""#),
    ]

    static let sinks = [
        FaultyFile(
            "event types",
            "feeds: []\nsinks: [{name: a, type: stdout, types: [inquiry.openned, foo.*]}]\n",
            "c.yaml:2:41: sinks[].types[]: expected an event type or a glob such as inquiry.*, found "
                + #""inquiry.openned", did you mean "inquiry.opened"?"#,
            "c.yaml:2:58: sinks[].types[]: expected an event type or a glob such as inquiry.*, found "
                + #""foo.*""#),
        FaultyFile(
            "keys of another type",
            "feeds: []\nsinks:\n  - {name: a, type: stdout, url: https://a.example/}\n"
                + "  - {name: b, type: webhook, url: https://a.example/, unsigned: true, "
                + "format: jsonl}\n",
            "c.yaml:3:34: sinks[].url: belongs to sinks of type webhook, but this one is of type stdout",
            "c.yaml:4:79: sinks[].format: expected one of standard, slack, ntfy, apprise, found "
                + #""jsonl""#
        ),
        FaultyFile(
            "a webhook without an address or a signature",
            "feeds: []\nsinks:\n  - {name: a, type: webhook}\n",
            #"c.yaml:3:5: sinks[]: missing key "url""#,
            #"c.yaml:3:5: sinks[]: missing key "secret_file"; make one with `(umask 077; echo "#
                + #"whsec_$(openssl rand -base64 32) > FILE)`, or set "unsigned: true""#),
        FaultyFile(
            "what belongs to another format of a webhook",
            "feeds: []\nsinks:\n"
                + "  - {name: a, type: webhook, format: ntfy, url: https://a.example/, unsigned: true}\n"
                + "  - {name: b, type: webhook, format: slack, url: https://a.example/, topic: t, tag: x}\n"
                + "  - {name: c, type: webhook, format: ntfy, url: https://a.example/, topic: a/b}\n"
                + "  - {name: d, type: webhook, format: teams, url: https://a.example/}\n",
            #"c.yaml:3:5: sinks[]: missing key "topic""#,
            "c.yaml:3:79: sinks[].unsigned: nothing signs messages of the format ntfy; leave it out",
            "c.yaml:4:77: sinks[].topic: belongs to the format ntfy, but this sink's is slack",
            "c.yaml:4:85: sinks[].tag: belongs to the format apprise, but this sink's is slack",
            "c.yaml:5:76: sinks[].topic: expected at most 64 letters, digits, dashes and underscores, "
                + #"found "a/b""#,
            "c.yaml:6:38: sinks[].format: expected one of standard, slack, ntfy, apprise, found "
                + #""teams""#),
        FaultyFile(
            "a program without a name, and one with a null character",
            "feeds: []\nsinks:\n  - {name: a, type: exec}\n  - {name: b, type: exec, command: []}\n"
                + "  - {name: c, type: exec, command: [\"a\\0b\"], environment: [A-B]}\n",
            #"c.yaml:3:5: sinks[]: missing key "command""#,
            "c.yaml:4:36: sinks[].command: names no program",
            "c.yaml:5:37: sinks[].command[]: expected a text without a null character, found "
                + #""a\x00b""#,
            "c.yaml:5:60: sinks[].environment[]: expected the name of an environment variable, "
                + #"found "A-B""#),
        FaultyFile(
            "levels",
            "feeds: []\nsinks: [{name: a, type: stdout, levels: [none]}, "
                + "{name: b, type: stdout, levels: [minor]}]\n",
            #"c.yaml:2:42: sinks[].levels[]: expected one of major, minor, found "none""#,
            "c.yaml:2:82: sinks[].levels: must include major"),
    ]
}
