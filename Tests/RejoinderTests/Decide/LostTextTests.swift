import Testing

@testable import Rejoinder

@Suite("A page that no longer shows its article") struct LostTextTests {
    static let lines = [
        "The harbour office approved the new mole at Kolm on Tuesday, after two years of hearings that drew hundreds of letters.",
        "The work is to cost 38 million crowns and will begin in March, the office said in a paper that was sent out in the afternoon.",
        "Crews of the mussel boats have long warned that dredging would stir up the mud, which holds heavy metals from the old yard.",
        "The contract goes to three builders, who had offered the lowest price and the shortest time of all.",
        "A first part of the mole is to be finished before the storms of autumn, if stone can be brought in by sea.",
        "Karla Brandt, who leads the office, said that nobody had expected so many letters, and that each would be answered.",
    ]
    static let title = "Harbour office approves new mole at Kolm"
    private static let told = RevisionContent(
        title: title, text: "The harbour office approved the new mole on Tuesday.")
    private static let shown = RevisionContent(title: title, text: lines.joined(separator: "\n"))

    private static func verdict(
        _ lines: [String], title: String = title, kind: Article.Kind = .article
    ) -> LostText? {
        LostText.verdict(
            on: Article(title: title, text: lines.joined(separator: "\n"), kind: kind),
            shown: shown, told: told)
    }

    /// Notices to readers, in five languages.
    static let walls = [
        "This content is not available in your region.",
        "For legal reasons we cannot show you this page in the country from which you visit us.",
        "Create a free account to go on reading. Have one already? Sign in.",
        "This article is for members. Join for 1 crown in the first month, and cancel at any time.",
        "Our servers have too much to do at the moment. Please wait a little and load the page again.",
        "You are in a queue. It will be your turn in about four minutes. Please do not reload.",
        "We are rebuilding our site. Please come back in an hour.",
        "You have to be over eighteen to see this. Please enter your date of birth.",
        "It looks as if you use an ad blocker. Please switch it off for our site.",
        "Please accept cookies in your browser so that this website can be shown.",
        "Dieser Inhalt ist in Ihrer Region nicht verfügbar.",
        "Bitte melden Sie sich an, um weiterzulesen. Noch kein Konto? Hier registrieren.",
        "Unsere Server sind überlastet. Bitte laden Sie die Seite in einer Minute neu.",
        "Weiterlesen mit Plus: einen Monat für einen Euro, jederzeit kündbar.",
        "Ce contenu n'est pas disponible dans votre pays.",
        "Cet article est réservé aux abonnés. Connectez-vous pour lire la suite.",
        "Notre site est en travaux. Merci de revenir dans quelques minutes.",
        "Цей вміст недоступний у вашому регіоні.",
        "Увійдіть або створіть обліковий запис, щоб читати далі.",
        "Наш сайт оновлюється, завітайте, будь ласка, за кілька хвилин.",
        "Этот контент недоступен в вашем регионе.",
        "Чтобы читать дальше, войдите или оформите подписку.",
        "На сайте идут технические работы, зайдите, пожалуйста, позже.",
    ]

    @Test("shows a wall, with or without the beginning of the article", arguments: walls)
    func wall(_ wall: String) {
        #expect(Self.verdict([wall]) == .wall)
        #expect(Self.verdict([Self.lines[0], wall]) == .wall)
        #expect(Self.verdict(Array(Self.lines.prefix(4)) + [wall]) == .wall)
        #expect(Self.verdict([Self.title, "\(Self.title): \(wall)"]) == .wall)
    }

    @Test(
        "was withdrawn, if it says so",
        arguments: [
            "This article has been withdrawn because its figures could not be confirmed.",
            "We have taken this story down while its sources are looked into.",
            "The Kolm Courier has retracted this report and apologises to the office.",
            "Correction: this text was about another mole.",
            "Wir haben den Artikel zurückgezogen, weil die Autorin ihre Zahlen nicht belegen kann.",
            "Dieser Beitrag wurde aus rechtlichen Gründen entfernt.",
            "Cet article a été retiré : les chiffres étaient faux.",
            "Nous avons dépublié cet article, dont une source s'est rétractée.",
            "Статтю вилучено, бо наведені дані не підтвердилися.",
            "Редакція відкликала цю публікацію.",
            "Материал снят с публикации по решению редакции.",
            "Редакция удалила эту статью и приносит извинения.",
        ])
    func withdrawn(_ notice: String) {
        #expect(Self.verdict([notice]) == .withdrawn)
        #expect(Self.verdict([Self.lines[0], notice]) == .withdrawn)
    }

    @Test(
        "is a wall although it speaks of removing",
        arguments: [
            "Delete your cookies, and load this article again.",
            "Please remove your ad blocker to read this article.",
            "This article is removed from your free offer. Subscribe to read it.",
        ])
    func noWithdrawal(_ wall: String) {
        #expect(Self.verdict([wall]) == .wall)
    }

    @Test("was edited, if what is left or new is about its subject")
    func edited() {
        #expect(Self.verdict(Array(Self.lines.prefix(2))) == .edited)
        #expect(Self.verdict([Self.lines[0], Self.lines[3]]) == .edited)
        let brief =
            "The harbour office has stopped the new mole, and gives the contract for dredging back."
        #expect(Self.verdict([brief]) == .edited)
        #expect(Self.verdict([Self.lines[0], brief]) == .edited)
        let quoted =
            "“We will not build it, you can be sure,” Brandt said of the mole, after crews of mussel boats had gone to court over the mud."
        #expect(Self.verdict([quoted]) == .edited)
    }

    @Test("has lost nothing to speak of") func kept() {
        #expect(Self.verdict(Self.lines) == nil)
        #expect(Self.verdict(Array(Self.lines.dropLast())) == nil)
        #expect(Self.verdict(Self.lines + ["Please write to us if you know more."]) == nil)
        #expect(Self.verdict(Array(Self.lines.reversed())) == nil)
    }

    @Test("is a teaser, if its text breaks off or the page says that it is not free")
    func teaser() {
        let cut = String(Self.lines[1].prefix(70))
        for mark in ["", "…", "...", " […]"] {
            #expect(Self.verdict([Self.lines[0], cut + mark]) == .wall, "\(mark)")
        }
        #expect(Self.verdict([Self.lines[0]], kind: .paywall) == .wall)
    }

    @Test("may be another page, if it is about other things and speaks to nobody")
    func unrelated() {
        let other = [
            "Ministers resigned in the capital tonight over leaked papers that showed payments to a firm without staff.",
            "Prosecutors searched nine flats and took away computers, ledgers and the telephone of a former adviser.",
        ]
        #expect(Self.verdict(other) == .unrelated)
        #expect(Self.verdict(["Something went wrong."]) == .unrelated)
        #expect(Self.verdict(["{{lead}}", "{{body}}"]) == .unrelated)
    }

    @Test("is a wall at the first look, if it has nothing of what the feed tells", arguments: walls)
    func first(_ wall: String) {
        let long = [wall, wall.replacing(".", with: ",")].joined(separator: "\n")
        #expect(LostText.isWall(Article(title: "Sorry", text: long), told: Self.told))
        #expect(LostText.isWall(Article(title: Self.title, text: wall), told: Self.told))
    }

    @Test("is an article at the first look, whatever its words for readers") func firstArticle() {
        #expect(
            !LostText.isWall(Article(title: Self.title, text: Self.shown.text), told: Self.told))
        let appeal = Self.lines.prefix(2) + ["You can tell us what you think of our new mole."]
        let text = appeal.joined(separator: "\n")
        #expect(!LostText.isWall(Article(title: Self.title, text: text), told: Self.told))
        let pun = RevisionContent(title: "Stone by stone", text: "")
        #expect(!LostText.isWall(Article(title: pun.title, text: Self.shown.text), told: pun))
    }
}
