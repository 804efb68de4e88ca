import Testing

@testable import Rejoinder

@Suite("Routing an event to a sink") struct RoutingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let route: Route
        let accepts: Bool
        var feed: String? = "uk-mfa"
        var level: ChangeLevel?
    }

    static let cases = [
        Case(testDescription: "no filter takes all", route: Route(sink: "a"), accepts: true),
        Case(
            testDescription: "a type by name", route: Route(sink: "a", types: ["entry.updated"]),
            accepts: true),
        Case(
            testDescription: "a type by glob",
            route: Route(sink: "a", types: ["feed.*", "entry.*"]), accepts: true),
        Case(
            testDescription: "another type", route: Route(sink: "a", types: ["inquiry.*"]),
            accepts: false),
        Case(
            testDescription: "a feed by glob", route: Route(sink: "a", feeds: ["uk-*"]),
            accepts: true),
        Case(
            testDescription: "another feed", route: Route(sink: "a", feeds: ["uk"]), accepts: false),
        Case(
            testDescription: "no feed, and feeds are named", route: Route(sink: "a", feeds: ["*"]),
            accepts: false, feed: nil),
        Case(
            testDescription: "no feed, and none is named", route: Route(sink: "a"), accepts: true,
            feed: nil),
        Case(
            testDescription: "a level too low", route: Route(sink: "a", minimumLevel: .major),
            accepts: false, level: .minor),
        Case(
            testDescription: "a level high enough", route: Route(sink: "a", minimumLevel: .minor),
            accepts: true, level: .major),
        Case(
            testDescription: "no level", route: Route(sink: "a", minimumLevel: .major),
            accepts: true),
    ]

    @Test("is decided by type, feed and level", arguments: cases)
    func accepts(_ test: Case) {
        #expect(
            test.route.accepts(
                RoutedEvent(
                    type: .entryUpdated, feed: test.feed, level: test.level, data: .object([])))
                == test.accepts)
    }

    /// A statement in a tagged feed, about an inquiry that somebody looks after.
    private static let rich = JSONValue.members([
        "feed": .members([
            "name": .string("uk-mfa"), "tags": .array([.string("defence"), .string("desk-2")]),
            "title": .string("Nightly radio"), "institution": .string("uk-mfa"),
        ]),
        "entry": .members(["title": .string("The Air-Defence of Київ’s harbour")]),
        "inquiry": .members([
            "id": .string("inq_a"), "owner": .string("kim"),
            "institution": .members(["key": .string("nato"), "name": .string("NATO")]),
        ]),
        "statement": .members([
            "content": .string("It reopens. Tomorrow"), "institution": .string("eu-council"),
        ]),
    ])

    private static func route(_ change: (inout Route) -> Void) -> Route {
        var route = Route(sink: "a")
        change(&route)
        return route
    }

    static let lists: [(String, Route, Bool)] = [
        ("a tag", route { $0.tags = ["x", "desk-2"] }, true),
        ("no tag of its", route { $0.tags = ["desk"] }, false),
        ("the feed's institution", route { $0.institutions = ["uk-mfa"] }, true),
        ("the statement's", route { $0.institutions = ["eu-*"] }, true),
        ("the inquiry's", route { $0.institutions = ["nato"] }, true),
        ("another institution", route { $0.institutions = ["un"] }, false),
        ("the inquiry", route { $0.inquiries = ["inq_*"] }, true),
        ("another inquiry", route { $0.inquiries = ["inq_b"] }, false),
        ("the owner", route { $0.owners = ["ada", "kim"] }, true),
        ("another owner", route { $0.owners = ["ki*"] }, false),
        ("a word in another case", route { $0.words = ["REOPENS"] }, true),
        ("a phrase over a hyphen", route { $0.words = ["air defence"] }, true),
        ("a possessive", route { $0.words = ["київ harbour"] }, true),
        ("a part of a word", route { $0.words = ["arbour", "open"] }, false),
        ("words of two texts", route { $0.words = ["harbour it"] }, false),
        ("a word of the feed's name alone", route { $0.words = ["radio"] }, false),
        (
            "all kinds at once",
            route {
                ($0.types, $0.tags, $0.owners) = (["statement.*"], ["defence"], ["kim"])
                ($0.words, $0.inquiries) = (["tomorrow", "x"], ["inq_a"])
            }, true
        ),
        (
            "all kinds but one",
            route { ($0.tags, $0.owners, $0.words) = (["defence"], ["ada"], ["tomorrow"]) }, false
        ),
    ]

    @Test("looks at tags, institutions, inquiries, owners and words", arguments: lists)
    func others(_ what: String, route: Route, accepts: Bool) {
        let event = RoutedEvent(
            type: .statementPublished, feed: "uk-mfa", level: nil, data: Self.rich)
        #expect(route.accepts(event) == accepts, "\(what)")
        // What an event does not carry fits no list.
        let bare = RoutedEvent(
            type: .statementPublished, feed: nil, level: nil, data: .object([]))
        #expect(!route.accepts(bare), "\(what)")
    }

    @Test("says which rule kept an event out, and which let it in") func reasons() {
        let event = RoutedEvent(
            type: .statementPublished, feed: "uk-mfa", level: nil, data: Self.rich)
        let route = Self.route {
            ($0.types, $0.words) = (["entry.*", "statement.*"], ["drone", "tomorrow"])
        }
        #expect(route.refusal(of: event) == nil)
        #expect(route.reasons(for: event) == ["types statement.*", "words tomorrow"])
        #expect(
            Self.route { ($0.owners, $0.words) = (["kim"], ["drone", "air raid"]) }
                .refusal(of: event) == "its words are drone, air raid")
        #expect(Route(sink: "a").reasons(for: event) == [])
    }

    @Test(
        "knows one wildcard, which stands for anything",
        arguments: [
            ("", "", true), ("", "*", true), ("a", "", false), ("abc", "a*c", true),
            ("abc", "*b*", true), ("abc", "a*b", false), ("aab", "*ab", true),
            ("a.b", "a?b", false), ("a*b", "a*b", true), ("mississippi", "*iss*ppi", true),
            ("ab", "a**b", true), ("київ", "ки*", true), ("entry.updated", "entry", false),
        ])
    func glob(text: String, pattern: String, matches: Bool) {
        #expect(Glob.matches(text, pattern) == matches)
    }

    @Test("does not hang on a pattern made to make it")
    func patience() {
        let text = String(repeating: "a", count: 2000)
        #expect(!Glob.matches(text, String(repeating: "a*", count: 200) + "b"))
    }

    @Test(
        "comes back from the ledger as it was written",
        arguments: [
            Route(sink: "a"),
            Route(sink: "a \"b\"/c", types: ["entry.*"], feeds: ["uk-*", "новини"]),
            Route(sink: "a", minimumLevel: .minor),
            route {
                ($0.tags, $0.institutions, $0.inquiries) = (["t"], ["i*"], ["q"])
                ($0.owners, $0.words) = (["o"], ["w x"])
                $0.fallback = Route.Fallback(sink: "b", after: .seconds(60))
            },
            route {
                $0.timing.zone = "Europe/Berlin"
                $0.timing.quiet = [DailyHours(from: 1320, to: 420)]
                $0.timing.working = [DailyHours(from: 540, to: 1440, days: [0, 4])]
                $0.timing.digest = .at([450], days: [0])
                ($0.timing.limit, $0.timing.urgent) = (5, ["inquiry.*"])
            }, route { $0.timing.digest = .every(.seconds(1800)) },
        ])
    func json(route: Route) throws {
        #expect(Route(try JSONValue(parsing: route.json.bytes)) == route)
    }

    @Test(
        "is none where a part of it cannot be read, for it would let more through",
        arguments: [
            "[]", #"{"sink":"a","types":[]}"#, #"{"sink":"a","types":[],"feeds":[7]}"#,
            #"{"sink":"a","types":[],"feeds":[],"minimumLevel":"huge"}"#,
            #"{"sink":"a","types":[],"feeds":[],"words":"x"}"#,
            #"{"sink":"a","types":[],"feeds":[],"owners":[1]}"#,
            #"{"sink":"a","types":[],"feeds":[],"fallback":{"sink":"b"}}"#,
            #"{"sink":"a","types":[],"feeds":[],"timing":{"zone":"UTC","digest":{"at":[]}}}"#,
            #"{"sink":"a","types":[],"feeds":[],"timing":{"zone":"UTC","digest":{"at":[9000],"days":[1]}}}"#,
            #"{"sink":"a","types":[],"feeds":[],"timing":{"zone":"UTC","quiet":[{"from":1}]}}"#,
        ])
    func noRoute(text: String) throws {
        #expect(Route(try JSONValue(parsing: Array(text.utf8))) == nil)
    }

    @Test("is read as earlier versions wrote it") func former() throws {
        let text = #"{"feeds":["a\/b"],"minimumLevel":"major","sink":"desk","types":[]}"#
        #expect(
            Route(try JSONValue(parsing: Array(text.utf8)))
                == Route(sink: "desk", feeds: ["a/b"], minimumLevel: .major))
    }
}
