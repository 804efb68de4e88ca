import Testing

@testable import Rejoinder

@Suite("What an entry is known by") struct EntryIdentityTests {
    private func entry(
        id: String? = nil, link: String? = nil, title: String? = nil, date: String? = nil,
        text: String? = nil
    ) -> FeedEntry {
        var entry = FeedEntry()
        entry.id = id
        entry.link = link
        entry.title = title.map { TextConstruct(kind: .text, value: $0) }
        entry.published = date.map { FeedDate($0) }
        entry.summary = text.map { TextConstruct(kind: .text, value: $0) }
        return entry
    }

    private func values(_ entries: FeedEntry...) -> [String] {
        EntryIdentity.identities(of: entries).map(\.value)
    }

    @Test("an id names its entry") func usesIDs() {
        let entries = values(
            entry(id: "urn:1", link: "https://example.org/1"),
            entry(id: "urn:2", link: "https://example.org/2"))
        #expect(entries == ["id:urn:1", "id:urn:2"])
    }

    @Test("an id that all entries share names none of them") func repairsSharedIDs() {
        let identities = EntryIdentity.identities(of: [
            entry(id: "same", link: "https://example.org/1", title: "One"),
            entry(id: "same", link: "https://example.org/2", title: "Two"),
        ])
        #expect(identities.map(\.value) == ["link:example.org/1", "link:example.org/2"])
    }

    @Test("an entry alone is found by its link, should its id have been shared before")
    func offersOthers() {
        let identity = EntryIdentity.identities(of: [
            entry(id: "same", link: "http://example.org/1")
        ])
        #expect(identity.first?.value == "id:same")
        #expect(identity.first?.others == ["link:example.org/1"])
    }

    @Test("an id that holds the title gives way to the link, if there is one")
    func repairsTitleIDs() {
        #expect(
            values(entry(id: "A  title", link: "https://example.org/1", title: "A title"))
                == ["link:example.org/1"])
        #expect(values(entry(id: "A title", title: "A title")) == ["id:A title"])
    }

    @Test("a link counts without its scheme, its fragment and what tracks readers")
    func comparesLinks() {
        let links = [
            "https://example.org/a?utm_source=rss&id=5#top", "http://example.org/a?id=5",
            "https://example.org/a?id=5&fbclid=abc",
        ]
        #expect(Set(links.flatMap { values(entry(link: $0)) }) == ["link:example.org/a?id=5"])
    }

    @Test("a link that leads everywhere to the same page is joined by the title")
    func tellsSharedLinksApart() {
        let page = "https://example.org/live"
        let first = values(entry(link: page, title: "One"), entry(link: page, title: "Two"))
        #expect(Set(first).count == 2)
        #expect(first.allSatisfy { $0.hasPrefix("hash:") })
    }

    @Test("without id and link the title and the date as written count")
    func hashesTheRest() {
        let a = entry(title: "One", date: "some day", text: "x")
        #expect(values(a) == values(entry(title: "One", date: "some day", text: "edited")))
        #expect(values(a) != values(entry(title: "One", date: "another day")))
    }

    @Test("what a feed lists twice is told apart, and says that it is a repeat")
    func numbersRepeats() {
        let identities = EntryIdentity.identities(of: [
            entry(id: "1", link: "https://example.org/1"),
            entry(id: "1", link: "https://example.org/1"), entry(id: "2"),
        ])
        #expect(identities.map(\.value) == ["id:1", "id:1 #2", "id:2"])
        #expect(identities.map(\.isRepeat) == [false, true, false])
    }

    @Test("the date changes nothing where there is an id or a link") func ignoresDates() {
        #expect(values(entry(id: "1", date: "2026-01-01")) == values(entry(id: "1", date: "2027")))
    }
}
