import Testing

@testable import Rejoinder

@Suite("What watches tell") struct WatchJudgeTests {
    private static let text = "The port will reopen. A ferry waits at the pier."

    private static func watch(
        _ words: String, _ change: (inout Watch) -> Void = { _ in }
    ) throws -> Watch {
        var watch = Watch(name: "w")
        watch.words = try WatchWord.parse(words)
        change(&watch)
        return watch
    }

    private static func situation(_ watches: Watch...) -> Situation {
        var situation = Situation()
        situation.rules.watches = WatchIndex(watches)
        return situation
    }

    private static func found(_ plan: Plan) -> [JSONValue?] {
        plan.drafts.filter { $0.type == .watchMatched }.map { $0.data.at("watch.words") }
    }

    private static func sentence(
        _ kind: SentenceChange.Kind, _ before: String?, _ after: String?,
        level: ChangeLevel = .major
    ) -> SentenceChange {
        SentenceChange(kind: kind, before: before, after: after, reason: "", level: level)
    }

    /// What comes of a change with this sentence.
    private static func changed(
        _ watch: Watch, _ sentence: SentenceChange
    ) -> Plan {
        var situation = situation(watch)
        situation.know(4)
        return situation.plan(
            .sample(
                known: 4, .sample(text: sentence.after ?? "Nothing."),
                .major(.wording, sentences: [sentence])))
    }

    @Test("are the words of a new entry, with the sentences around them") func new() throws {
        let plan = Self.situation(try Self.watch("ferries reopen*")).plan(
            .sample("a", .sample(text: Self.text)))
        #expect(plan.told == [.entryPublished, .watchMatched])
        let data = plan.drafts.last?.data
        #expect(data?.at("watch.name") == .string("w"))
        #expect(data?.at("watch.words") == .array([.string("reopen"), .string("ferry")]))
        #expect(
            data?.at("watch.sentences")
                == .array([
                    .members(["in": .string("title"), "text": .string("Port to reopen on Friday")]),
                    .members(["in": .string("text"), "text": .string("The port will reopen.")]),
                    .members(["in": .string("text"), "text": .string("A ferry waits at the pier.")]
                    ),
                ]))
        #expect(plan.drafts.last?.entry == -1)
    }

    @Test("have the same id when the same is seen again, and another for another watch")
    func ids() throws {
        func identity(_ name: String) throws -> [String]? {
            let watch = try Self.watch("ferry") { $0.name = name }
            return Self.situation(watch).plan(.sample("a", .sample(text: Self.text))).drafts.last?
                .identifiedBy
        }
        #expect(try identity("w") == identity("w"))
        #expect(try identity("w") != identity("v"))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let words: String
        var change: @Sendable (inout Watch) -> Void = { _ in }
        let isTold: Bool
    }

    static let cases = [
        Case(testDescription: "one of two words", words: "ferry submarine", isTold: false),
        Case(
            testDescription: "any of two words", words: "ferry submarine",
            change: { $0.match = .any }, isTold: true),
        Case(testDescription: "an unwanted word", words: "ferry -pier", isTold: false),
        Case(
            testDescription: "a word of the title alone", words: "Friday",
            change: { $0.places = [.text] }, isTold: false),
        Case(
            testDescription: "a word of the text alone", words: "pier",
            change: { $0.places = [.title] }, isTold: false),
        Case(
            testDescription: "another feed", words: "ferry",
            change: { $0.feeds = ["radio", "x*"] },
            isTold: false),
        Case(
            testDescription: "a glob of its feed", words: "ferry", change: { $0.feeds = ["n*"] },
            isTold: true),
        Case(
            testDescription: "another language", words: "ferry",
            change: { $0.languages = ["de"] }, isTold: false),
        Case(
            testDescription: "its language", words: "ferry",
            change: { $0.languages = ["de", "en"] },
            isTold: true),
        Case(
            testDescription: "the feed of nobody", words: "ferry",
            change: { $0.institutions = [TestLedger.harbour.key] }, isTold: false),
    ]

    @Test("are only what the watch asks for", arguments: cases) func asks(_ example: Case) throws {
        let plan = Self.situation(try Self.watch(example.words, example.change)).plan(
            .sample("a", .sample(text: Self.text)))
        #expect(plan.told.contains(.watchMatched) == example.isTold)
    }

    @Test("are found in statements, of those institutions that are asked for") func statements()
        throws
    {
        func told(_ institution: Institution) throws -> Bool {
            let watch = try Self.watch("Monday") {
                $0.places = [.statements]
                $0.institutions = [TestLedger.harbour.key]
            }
            let said = Statement(
                source: "The body", cue: "said", content: "We open on Monday.", isQuoted: true,
                institution: institution.key)
            let plan = Self.situation(watch).plan(
                .sample("a", .sample(text: "We open on Monday."), statements: [.published(said)]))
            return plan.told.contains(.watchMatched)
        }
        #expect(try told(TestLedger.harbour))
        #expect(try !told(TestLedger.ministry))
    }

    @Test(
        "are found in what a noisy entry has come to, once that is told",
        arguments: [Watch.Place.text, .statements])
    func summary(place: Watch.Place) throws {
        var situation = Self.situation(try Self.watch("reopen") { $0.places = [place] })
        func revision(_ number: Int, _ text: String) -> Revision {
            Revision(
                number: number, seenAt: TestLedger.minute(number), content: .sample(text: text))
        }
        let new = revision(
            10, "The count stood at 10. \"The port will reopen on Friday,\" the ministry said.")
        situation.facts.noisy = [
            NoiseFacts(
                entry: 4, version: 2, since: TestLedger.minute(-600),
                lastMajorAt: TestLedger.minute(-301),
                origin: OriginFacts(
                    feed: .sample(),
                    origin: .init(identity: "id:4", sourceID: nil, firstSeenAt: new.seenAt),
                    current: new, title: nil),
                held: [
                    .init(
                        source: .feed, changes: 3, old: revision(7, "The count stood at 6."),
                        new: new, learntLines: [])
                ])
        ]
        #expect(situation.plan(.unchanged).told == [.entryUpdated, .watchMatched])
    }

    @Test("are nothing of a quiet baseline") func baseline() throws {
        var situation = Self.situation(try Self.watch("ferry"))
        situation.look = EntryLook(
            feed: .sample(baselineAt: nil), at: TestLedger.minute(60), source: .feed)
        #expect(situation.plan(.sample("a", .sample(text: Self.text))).told == [])
    }

    @Test("are what a change adds, and never what was there before") func changes() throws {
        let ferry = try Self.watch("ferry")
        let waits = "A ferry waits."
        let added = Self.changed(ferry, Self.sentence(.added, nil, waits))
        #expect(added.told == [.entryUpdated, .watchMatched])
        #expect(
            Self.found(Self.changed(ferry, Self.sentence(.changed, "A ship waits.", waits)))
                == [.array([.string("ferry")])])
        #expect(
            Self.found(Self.changed(ferry, Self.sentence(.changed, "Two ferries wait.", waits)))
                .isEmpty)
        #expect(Self.found(Self.changed(ferry, Self.sentence(.removed, waits, nil))).isEmpty)
        #expect(Self.found(Self.changed(ferry, Self.sentence(.moved, waits, waits))).isEmpty)
        #expect(
            Self.found(Self.changed(ferry, Self.sentence(.added, nil, waits, level: .none)))
                .isEmpty)
        // The rest of the text has the other word, but is not new.
        let both = try Self.watch("ferry port")
        #expect(Self.found(Self.changed(both, Self.sentence(.added, nil, waits))).isEmpty)
    }

    @Test("are nothing of a text that is the earlier one again") func reverted() throws {
        var situation = Self.situation(try Self.watch("ferry"))
        situation.know(4) { $0.earlierAlike = 1 }
        let plan = situation.plan(
            .sample(
                known: 4, .sample(text: Self.text),
                .major(.wording, sentences: [Self.sentence(.added, nil, "A ferry waits.")])))
        #expect(!plan.told.contains(.watchMatched))
    }

    @Test("are what the page has and the feed had not", arguments: [true, false])
    func page(isInFeed: Bool) throws {
        var situation = Self.situation(try Self.watch("ferry"))
        situation.look = EntryLook(feed: .sample(), at: TestLedger.minute(60), source: .page)
        situation.know(4, isInFeed ? .sample(text: "A ferry waits.") : .sample())
        let plan = situation.plan(.sample(known: 4, .sample(text: Self.text)))
        #expect(plan.told == (isInFeed ? [] : [.watchMatched]))
    }
}
