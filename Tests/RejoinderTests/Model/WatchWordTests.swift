import Testing

@testable import Rejoinder

@Suite("The words of a watch") struct WatchWordTests {
    @Test(
        "are read as they are written",
        arguments: [
            ("minister", [WatchWord(.family, "minister")]),
            ("  mine*   Baltic ", [.init(.prefix, "mine"), .init(.family, "Baltic")]),
            (#""Baltic fleet""#, [.init(.exact, "Baltic fleet")]),
            (
                "“Baltic fleet” „Großer Belt“ «Флот»",
                [
                    .init(.exact, "Baltic fleet"), .init(.exact, "Großer Belt"),
                    .init(.exact, "Флот"),
                ]
            ),
            ("-drill ships", [.init(.family, "drill", isUnwanted: true), .init(.family, "ships")]),
            (
                #"ships -"war game""#,
                [
                    .init(.family, "ships"), .init(.exact, "war game", isUnwanted: true),
                ]
            ),
            ("anti-mine", [.init(.family, "anti-mine")]),
            ("флот* Україна", [.init(.prefix, "флот"), .init(.family, "Україна")]),
        ] as [(String, [WatchWord])])
    func reads(line: String, words: [WatchWord]) throws {
        #expect(try WatchWord.parse(line) == words)
    }

    @Test(
        "are refused where they find nothing, or everything",
        arguments: [
            ("   ", "there is no word to look for"),
            ("-a -b", "there are only words that are not wanted; add one that is"),
            ("ship \"open", "a quotation mark is not closed"),
            ("*ship", "\"*ship\" has a star that is not at its end"),
            ("sh*p", "\"sh*p\" has a star that is not at its end"),
            ("s*", "\"s*\" begins like too many words; write more of it"),
            ("ship !!", "\"!!\" has no letter or digit to look for"),
            ("ship -", "\"-\" has no letter or digit to look for"),
            ("ship mine* ship", "ship stands there twice"),
        ])
    func refuses(line: String, reason: String) {
        do throws(WatchWord.Fault) {
            _ = try WatchWord.parse(line)
            Issue.record("\(line) was taken")
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test(
        "are met by all of them, or by any, and never with one that is not wanted",
        arguments: [
            (Watch.Rule.all, [0, 1], true), (.all, [0], false), (.all, [0, 1, 2], false),
            (.any, [1], true), (.any, [], false), (.any, [1, 2], false),
        ] as [(Watch.Rule, Set<Int>, Bool)])
    func met(rule: Watch.Rule, found: Set<Int>, isMet: Bool) throws {
        var watch = Watch(name: "w")
        watch.words = try WatchWord.parse("a1 b1 -c1")
        watch.match = rule
        #expect(watch.isMet(by: found) == isMet)
    }
}
