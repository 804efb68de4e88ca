import Foundation
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

    @Test("survives being written down, and reads what had no level yet")
    func coding() throws {
        let route = Route(sink: "a", types: ["x"], feeds: ["y"], minimumLevel: .minor)
        let data = try JSONEncoder().encode(route)
        #expect(try JSONDecoder().decode(Route.self, from: data) == route)
        let old = Data(#"{"sink":"a","types":[],"feeds":[]}"#.utf8)
        #expect(try JSONDecoder().decode(Route.self, from: old) == Route(sink: "a"))
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
}
