import Testing

@testable import Rejoinder

/// A paragraph, and whether the site speaks in it.
struct SpokenLine: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let isOfSite: Bool

    init(_ name: String, site text: String) {
        (testDescription, self.text, isOfSite) = (name, text, true)
    }

    init(_ name: String, report text: String) {
        (testDescription, self.text, isOfSite) = (name, text, false)
    }
}

@Suite("What a site says of itself, and what an article reports") struct SiteSpeechTests {
    static let ofTexts = [
        SpokenLine("where the text came out", site: "This essay piece first ran in our magazine."),
        SpokenLine("a text of something else", report: "This article of the treaty is read aloud."),
        SpokenLine("a text that was read out", report: "This page was read to the jury."),
        SpokenLine("nothing that becomes of texts", report: "This story ended in court."),
        SpokenLine("somebody else speaks", report: "Police said this story was published in May."),
        SpokenLine("no demonstrative", report: "The article was published in May."),
        SpokenLine("how often it was read", site: "48 people are reading this now."),
        SpokenLine("who reads something else", report: "48 people are reading the meters now."),
        SpokenLine("a developing story", site: "This is a breaking story."),
        SpokenLine("updates to come", site: "The story will be updated."),
        SpokenLine("updates of something else", report: "The meters will be updated."),
        SpokenLine("an earlier text", site: "An earlier story about the port can be found here."),
        SpokenLine("a text that was found", report: "The first page of the diary was found here."),
        SpokenLine("closed comments", site: "Comments are now closed."),
        SpokenLine("comments on something", report: "Comments on the plan are now closed."),
        SpokenLine("its origin", site: "First published in the Courier."),
        SpokenLine(
            "the origin in a sentence", report: "First published in 1951, the novel was banned."),
        SpokenLine("free articles", site: "You have read two of your three free articles."),
        SpokenLine("what else is read", report: "You must read the text of the law."),
        SpokenLine("what others watch", report: "This video was shared 4,000 times."),
        SpokenLine(
            "what somebody says of it", report: "This story was read 12 times, the court said."),
        SpokenLine("what else is free", report: "You have two free days in May."),
    ]

    static let calls = [
        SpokenLine("a newsletter", site: "Sign up for the newsletter."),
        SpokenLine("us", site: "Follow us for more."),
        SpokenLine("this article", site: "Share this article with a friend."),
        SpokenLine("a mailbox", site: "Have a tip? Write to tips@daily.example."),
        SpokenLine("a mailbox that is news", report: "The tip came from k@port.example on Monday."),
        SpokenLine("what an authority asks", report: "Keep your windows closed until Monday."),
        SpokenLine("a deadline", report: "Send us your claims by 1 March."),
        SpokenLine("an authority's mailbox", report: "Write to claims@port.example by 1 March."),
        SpokenLine(
            "a search", report: "Have you seen him on Facebook? Contact the police in Varn."),
        SpokenLine("a noun", report: "Share prices of our newsletter firm fell."),
        SpokenLine("a country", report: "Join US troops in the north or leave."),
        SpokenLine(
            "words that somebody said", report: "Subscribe or leave, the club told its members."),
        SpokenLine("a condition", site: "If you find a mistake in this story, tell us."),
        SpokenLine("a condition of life", report: "If you find a shell, tell the police."),
        SpokenLine("a question first", site: "Enjoyed this article? Share it with friends."),
        SpokenLine("another question first", report: "Cold outside? Keep the windows closed."),
        SpokenLine("a policy", site: "We correct mistakes; read our policy on corrections."),
        SpokenLine("a policy that is news", report: "We changed our policy on corrections."),
        SpokenLine("several sentences", site: "This article is free to read. Log in."),
        SpokenLine(
            "a sentence of news among them", report: "This article is free to read. A man died."),
    ]

    static let offers = [
        SpokenLine("a sale", site: "The sale ends on Friday: 40 % off the yearly subscription."),
        SpokenLine("a price", report: "The yearly subscription of the railway rose by 40 %."),
        SpokenLine("a label", site: "Subscription: 1 crown for the first month."),
        SpokenLine("a label of news", report: "Subscribers: the firm lost 40,000 of them."),
        SpokenLine("a countdown", site: "Only 3 days left to vote in our poll."),
        SpokenLine("days of news", report: "Only 3 days of rain were recorded in March."),
        SpokenLine("a rating", site: "Rated 4.1 out of 5 by 230 readers."),
        SpokenLine("a rate", report: "Rated power fell to 230 watts."),
        SpokenLine("the last look", site: "The share stood at 12.31 crowns at last look."),
        SpokenLine("another last", report: "The share stood at 12.31 crowns at last."),
    ]

    @Test("knows what is said of the text itself", arguments: ofTexts)
    func speaksOfText(_ line: SpokenLine) { #expect(isOfSite(line.text) == line.isOfSite) }

    @Test("knows a call on the reader that names the site", arguments: calls)
    func callsOnReader(_ line: SpokenLine) { #expect(isOfSite(line.text) == line.isOfSite) }

    @Test("knows offers and counts", arguments: offers)
    func offersOrCounts(_ line: SpokenLine) { #expect(isOfSite(line.text) == line.isOfSite) }

    @Test("lets counts and times of a site change, but no negation, and no other date")
    func negation() throws {
        func level(_ before: String, _ after: String) -> ChangeLevel? {
            RevisionDiff.change(
                from: RevisionContent(title: "Storm", text: "\(RevisionDiffTests.lead)\n\(before)"),
                to: RevisionContent(title: "Storm", text: "\(RevisionDiffTests.lead)\n\(after)")
            )?.level
        }
        let line = "This story has been shared 410 times."
        #expect(level(line, "This story has been shared 466 times.") == ChangeLevel.none)
        #expect(level(line, "This story has not been shared 410 times.") == .major)
        let page = "This column was shared with the court on Monday."
        #expect(level(page, "This column was shared with the court on Friday.") == .major)
        let update = "This page was last updated on Monday for readers in Varn."
        #expect(
            level(update, "This page was last updated on Friday for readers in Varn.")
                == ChangeLevel.none)
    }

    @Test("tells what is left of an edited heading as minor") func heading() throws {
        let change = RevisionDiff.change(
            from: RevisionContent(
                title: "Storm", text: "\(RevisionDiffTests.lead)\nWhat the mayor knew of the cranes"
            ),
            to: RevisionContent(
                title: "Storm",
                text: "\(RevisionDiffTests.lead)\nWhat the captain knew of the cranes"))
        #expect(change?.level == .minor)
    }

    private func isOfSite(_ line: String) -> Bool {
        var table = WordTable()
        let text = DiffText(line, &table)
        return SiteSpeech(reader: ProseReader(text: text, table: table)).isSpoken(inParagraph: 0)
    }
}
