import Testing

@testable import Rejoinder

@Suite("Which entry is which") struct EntryMatchTests {
    private static func listed(
        _ id: String, title: String = "Port to reopen", link: String? = nil, isComplete: Bool = true
    ) -> ListedEntry {
        var entry = FeedEntry()
        entry.id = id
        entry.title = TextConstruct(kind: .text, value: title)
        entry.link = link ?? "https://news.example/\(id)"
        entry.isComplete = isComplete
        let identity = EntryIdentity.identities(of: [entry])[0]
        return ListedEntry(entry, identity)
    }

    private static func pair(
        _ id: String, title: String = "Port to reopen", link: String? = nil, known: Int64? = nil,
        isComplete: Bool = true
    ) -> EntryMatch.Pair {
        EntryMatch.Pair(
            listed: listed(id, title: title, link: link, isComplete: isComplete),
            known: known.map { .sample($0) })
    }

    private static func texts(_ pairs: EntryMatch.Pair...) -> [EntryText] {
        pairs.map { EntryText($0, rules: FeedRules(), documentLanguage: "en") }
    }

    struct Naming: CustomTestStringConvertible {
        let testDescription: String
        let names: [[String]]
        let known: [Int64?]

        init(_ name: String, _ names: [[String]], _ known: [Int64?]) {
            (testDescription, self.names, self.known) = (name, names, known)
        }
    }

    static let namings = [
        Naming("an entry is known by its own name", [["a"], ["x"]], [1, nil]),
        Naming("or by one that it may have had before", [["x", "y", "b"]], [2]),
        Naming("what has a name of its own keeps it", [["x", "a"], ["a"]], [nil, 1]),
        Naming("two entries are never the same one", [["x", "a"], ["y", "a"]], [1, nil]),
    ]

    @Test("is told by names", arguments: namings) func named(_ named: Naming) {
        let entries: [String: KnownEntry] = ["a": .sample(1), "b": .sample(2)]
        #expect(EntryMatch.known(named.names, among: entries).map { $0?.id } == named.known)
    }

    @Test("leaves out what is as it was, and puts the oldest first") func differing() {
        let same = Self.listed("same")
        let known = KnownEntry(
            id: 1, revision: 1, contentHash: [], sourceHash: same.sourceHash, rules: 1)
        let pairs = [
            Self.pair("newest"), EntryMatch.Pair(listed: same, known: known),
            Self.pair("changed", known: 2),
        ]
        let differing = EntryMatch.differing(pairs, wasCutOff: false)
        #expect(differing.map(\.listed.entry.id) == ["changed", "newest"])
    }

    @Test("takes text that was cut off for news only where it always is", arguments: [true, false])
    func cutOff(wasCutOff: Bool) {
        let pairs = [
            Self.pair("new", isComplete: false), Self.pair("old", known: 1, isComplete: false),
        ]
        let found = EntryMatch.differing(pairs, wasCutOff: wasCutOff)
        #expect(found.map(\.listed.entry.id) == (wasCutOff ? ["new"] : []))
    }

    @Test("drops an article that the document lists a second time, under another address")
    func variantsInDocument() {
        let plain = Self.pair("a", link: "https://news.example/port")
        let variant = Self.pair("b", link: "https://news.example/port?amp=1")
        func left(_ pairs: EntryMatch.Pair...) -> [String?] {
            EntryMatch.withoutVariants(pairs).map(\.listed.entry.id)
        }
        #expect(left(variant, plain) == ["a"])
        var known = variant
        known.known = .sample(1)
        #expect(left(known, plain) == ["b"], "what is known stays")
        #expect(
            left(plain, Self.pair("c", link: "https://news.example/port")) == ["a", "c"],
            "one address under two ids is two entries")
        #expect(
            left(
                Self.pair("https://news.example/port#0", link: "https://news.example/port"),
                Self.pair("https://news.example/port#3", link: "https://news.example/port"))
                == ["https://news.example/port#0"], "the ids only count its updates")
        #expect(
            left(plain, Self.pair("d", title: "Fog", link: "https://news.example/port?amp=1"))
                == ["a", "d"])
    }

    @Test("recognises the same content under a new id, once") func renamed() {
        let texts = Self.texts(Self.pair("a"), Self.pair("b", link: "https://news.example/a"))
        var lookalikes = Lookalikes()
        lookalikes.byFingerprint[texts[0].fingerprint] = .sample(4)
        let found = EntryMatch.recognised(texts, taken: [], among: lookalikes, in: [])
        #expect(found.texts.map { $0.previous?.id } == [4, nil])
        #expect(found.texts.map(\.isRenamed) == [true, false] && found.taken == [4])
        let taken = EntryMatch.recognised(texts, taken: [4], among: lookalikes, in: [])
        #expect(taken.texts.map { $0.previous?.id } == [nil, nil], "the document lists it as well")
    }

    struct Variant: CustomTestStringConvertible {
        let testDescription: String
        let link: String
        var title = "Port to reopen"
        let isRecognised: Bool
    }

    static let variants = [
        Variant(
            testDescription: "another form of the address",
            link: "https://news.example/port?amp=1", isRecognised: true),
        Variant(
            testDescription: "the same address is another entry",
            link: "https://news.example/port", isRecognised: false),
        Variant(
            testDescription: "another title is another article",
            link: "https://news.example/port?amp=1", title: "Fog", isRecognised: false),
        Variant(
            testDescription: "nothing is recognised without a title",
            link: "https://news.example/port?amp=1", title: "", isRecognised: false),
    ]

    @Test("recognises an article by its title and its page", arguments: variants)
    func variant(_ named: Variant) {
        let texts = Self.texts(Self.pair("b", title: named.title, link: named.link))
        var lookalikes = Lookalikes()
        lookalikes.byAddress[CanonicalAddress.key("https://news.example/port")] = [
            .init(entry: .sample(4), url: "https://news.example/port")
        ]
        lookalikes.told[4] = Revision(
            number: 1, seenAt: TestLedger.minute(0),
            content: .sample(title: "Port to reopen", link: "https://news.example/port"))
        let found = EntryMatch.recognised(texts, taken: [], among: lookalikes, in: [])
        #expect((found.texts.first?.previous?.id == 4) == named.isRecognised)
        let again = EntryMatch.recognised(texts, taken: [4], among: lookalikes, in: [])
        #expect(again.texts.isEmpty == named.isRecognised, "listed twice, it is one")
    }

    @Test("doubts a new entry that has another's title at another address") func doubtful() {
        var texts = Self.texts(Self.pair("a"), Self.pair("b"), Self.pair("c", title: "Fog"))
        EntryMatch.markDoubtful(&texts, among: [])
        #expect(texts.map(\.mayBeVariant) == [false, true, false])
        EntryMatch.markDoubtful(&texts, among: [Self.pair("z", title: "Fog", known: 1)])
        #expect(texts.map(\.mayBeVariant) == [false, true, true])
    }
}
