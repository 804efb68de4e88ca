import Testing

@testable import Rejoinder

/// A line that was added, and the notice that it is.
struct NoticeLine: CustomTestStringConvertible, Sendable {
    let text: String
    let kind: ChangeKind?
    var testDescription: String { text }

    init(_ text: String, _ kind: ChangeKind? = nil) { (self.text, self.kind) = (text, kind) }
}

@Suite("Notices of a newsroom, and lines that only stand there") struct NoticeTests {
    static let origins = [
        NoticeLine("This article first appeared in our Sunday letter."),
        NoticeLine("This article was originally published on Coast News."),
        NoticeLine("This text is the first of a series."),
        NoticeLine("A version of this story first appeared in the Courier."),
        NoticeLine("An earlier version of this story appeared in the Courier."),
        NoticeLine("An earlier story about the port can be found here."),
        NoticeLine("An earlier version of the bill set the fee at 3 crowns."),
        NoticeLine("This story originally said that the dam had failed.", .correction),
        NoticeLine("An earlier version of this story said the dam had failed.", .correction),
        NoticeLine("In an earlier version, we gave the age of the dam as 90 years.", .correction),
        NoticeLine("Dieser Artikel erschien zuerst in unserer Zeitung."),
        NoticeLine("Einen früheren Artikel zum Damm finden Sie hier."),
        NoticeLine("In einer früheren Fassung hieß es, der Damm sei gebrochen.", .correction),
        NoticeLine("Cet article a été publié pour la première fois dans le Courrier."),
        NoticeLine(
            "Une version précédente de cet article indiquait que le barrage avait cédé.",
            .correction),
        NoticeLine("Эта статья впервые вышла в нашем журнале."),
        NoticeLine("В предыдущей версии статьи говорилось, что плотину прорвало.", .correction),
        NoticeLine("Ця стаття вперше вийшла в нашому журналі."),
        NoticeLine("У попередній версії статті йшлося, що греблю прорвало.", .correction),
    ]

    static let others = [
        NoticeLine("Comments on this article are now closed."),
        NoticeLine("The firm has no comment on the article.", .response),
        NoticeLine("The firm could not be reached for comment.", .response),
        NoticeLine("This page is updated every morning with new figures."),
        NoticeLine("Dieser Artikel wird laufend von uns aktualisiert."),
        NoticeLine("This story will be updated when the court has ruled."),
        NoticeLine("This story has been updated with every name on the list.", .update),
        NoticeLine("This story has been updated: the court will rule on Monday.", .update),
    ]

    @Test(
        "an earlier version that said something is corrected; an earlier printing is not",
        arguments: origins)
    func earlier(_ line: NoticeLine) { #expect(notice(line.text) == line.kind) }

    @Test("closed comments answer nothing, and updates to come tell none", arguments: others)
    func standing(_ line: NoticeLine) { #expect(notice(line.text) == line.kind) }

    @Test(
        "who asks readers for mistakes has corrected none",
        arguments: [
            "If you find a mistake in this article, tell us.",
            "Wenn Sie einen Fehler in diesem Artikel finden, schreiben Sie uns.",
            "Si vous trouvez une erreur dans cet article, écrivez-nous.",
            "Если вы нашли ошибку в этой статье, напишите нам.",
            "Якщо ви знайшли помилку в цій статті, напишіть нам.",
        ])
    func asksForMistakes(_ line: String) {
        let change = RevisionDiff.change(
            from: RevisionContent(title: "Storm", text: RevisionDiffTests.lead),
            to: RevisionContent(title: "Storm", text: "\(RevisionDiffTests.lead)\n\(line)"))
        #expect(change?.kinds == [.boilerplate])
    }

    private func notice(_ line: String) -> ChangeKind? {
        var table = WordTable()
        let text = DiffText(line, &table)
        let reader = ProseReader(text: text, table: table)
        return Notice.kind(text.tokens.indices, reader, isAlone: true)
    }
}
