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
            test.route.accepts(type: .entryUpdated, feed: test.feed, level: test.level)
                == test.accepts)
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
        ])
    func json(route: Route) throws {
        #expect(Route(try JSONValue(parsing: route.json.bytes)) == route)
    }

    @Test(
        "is none where a part of it cannot be read, for it would let more through",
        arguments: [
            "[]", #"{"sink":"a","types":[]}"#, #"{"sink":"a","types":[],"feeds":[7]}"#,
            #"{"sink":"a","types":[],"feeds":[],"minimumLevel":"huge"}"#,
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
