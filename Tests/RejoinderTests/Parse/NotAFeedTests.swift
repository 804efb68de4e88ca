import Testing

@testable import Rejoinder

/// A document that was served with 200 where a feed was asked for.
struct Obstacle: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kind: NotAFeed
    let document: String

    init(_ name: String, _ kind: NotAFeed, _ document: String) {
        testDescription = name
        self.kind = kind
        self.document = document
    }
}

@Suite("What is served in place of a feed") struct NotAFeedTests {
    private static func page(_ title: String, _ body: String) -> String {
        "<!DOCTYPE html><html><head><title>\(title)</title></head><body>\(body)</body></html>"
    }

    static let obstacles = [
        Obstacle(
            "a challenge with a script from elsewhere", .captcha,
            page(
                "One more step",
                "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>")),
        Obstacle(
            "a captcha by class", .captcha,
            page("Site", "<form><div class=\"g-recaptcha\" data-sitekey=x></div></form>")),
        Obstacle(
            "a captcha by words", .captcha,
            page("Site", "<h1>Please confirm that you are <b>not a robot</b>.</h1>")),
        Obstacle(
            "a captcha in German", .captcha,
            page("Prüfung", "<p>Bestätigen Sie, dass Sie kein Roboter sind.</p>")),
        Obstacle(
            "a captcha in Ukrainian", .captcha,
            page("Перевірка", "<p>Підтвердьте, що ви людина</p>")),
        Obstacle("a refusal by title", .blockPage, page("Access Denied", "<p>Reference 18.2</p>")),
        Obstacle(
            "a refusal whose title has blanks", .blockPage, page("\n Just  a\tmoment... ", "")),
        Obstacle(
            "a refusal by a script", .blockPage,
            page("news", "<script>window._cf_chl_opt={cvId:'3'}</script>Wait, please")),
        Obstacle(
            "a refusal with a typographic apostrophe", .blockPage,
            page("Error", "<p>You don’t have permission to access this.</p>")),
        Obstacle(
            "a refusal in Russian", .blockPage, page("Доступ запрещён", "<p>Ошибка</p>")),
        Obstacle(
            "a domain for sale", .parked,
            page("quiet-harbour.example", "<p>This domain is for sale. Make an offer.</p>")),
        Obstacle(
            "a parked domain by its frame", .parked,
            page("quiet-harbour.example", "<iframe src='//www.sedoparking.com/x'></iframe>")),
        Obstacle(
            "an expired domain", .parked,
            page("Notice", "<h2>This domain has expired.</h2> Is it yours? Renew it now.")),
        Obstacle(
            "a login form", .login,
            page("Members", "<form><input name=u><input TYPE='Password' name=p></form>")),
        Obstacle("a login by title", .login, page("Sign in · The Desk", "<div id=app></div>")),
        Obstacle("a login in French", .login, page("Connexion", "<div id=app></div>")),
        Obstacle(
            "maintenance", .maintenance,
            page("The Desk", "<p>We are down for maintenance until noon.</p>")),
        Obstacle("a page", .webPage, page("The Desk", "<p>News of the day</p>")),
        Obstacle("a fragment of a page", .webPage, "<div><p>News of the day</p></div>"),
        Obstacle("nothing", .empty, ""),
        Obstacle("blanks", .empty, "\u{FEFF} \r\n\t "),
        Obstacle("a message in JSON", .json, #"{"error":"not found"}"#),
        Obstacle("a list in JSON", .json, "[]"),
        Obstacle("an archive", .binary, "PK\u{3}\u{4}\0\0\0"),
        Obstacle("prose", .unknown, "The quick brown fox."),
        Obstacle("other XML", .unknown, "<?xml version='1.0'?><invoice><sum>1</sum></invoice>"),
    ]

    @Test("is told apart by what it is", arguments: obstacles)
    func kind(_ obstacle: Obstacle) {
        let bytes = Array(obstacle.document.utf8)
        #expect(NotAFeed(bytes) == obstacle.kind)
        #expect(FeedReader.read(bytes, contentType: "text/html", baseURL: nil).format == nil)
    }

    @Test("has a message of one line, each its own")
    func messages() {
        let messages = NotAFeed.allCases.map(\.message)
        #expect(Set(messages).count == messages.count)
        #expect(messages.allSatisfy { !$0.contains("\n") && $0.utf8.count < 100 })
    }

    @Test("stands in the way of a page, too, except for what only a feed is not")
    func pages() {
        for obstacle in Self.obstacles {
            let found = NotAFeed.inPlaceOfPage(Array(obstacle.document.utf8))
            let kinds: [NotAFeed] = [.captcha, .blockPage, .parked, .login, .maintenance]
            #expect(
                found == (kinds.contains(obstacle.kind) ? obstacle.kind : nil),
                "\(obstacle.testDescription)")
        }
    }

    @Test("is no long article, whatever it is about and whatever forms stand around it")
    func articles() {
        let paragraph = "<p>The ministry said that access had been denied to reporters.</p>"
        let article = String(repeating: paragraph, count: 60)
        for extra in [
            "<form><input type=password></form>", "<div class=g-recaptcha></div>",
            "<p>This domain is for sale, the seller wrote.</p>",
        ] {
            let page = Self.page("Access denied, say reporters", extra + article)
            #expect(NotAFeed.inPlaceOfPage(Array(page.utf8)) == nil)
        }
    }

    @Test(
        "is no short article whose headline has such words among others",
        arguments: [
            "Minister blocked from entering the chamber", "Login data of two ministries leaked",
            "Bridge closed for weeks of maintenance, council says",
            "Court: 403 families were forbidden to return",
        ])
    func headlines(_ title: String) {
        let page = Self.page(title, "<p>The spokesman gave no details on Friday.</p>")
        #expect(NotAFeed.inPlaceOfPage(Array(page.utf8)) == nil)
    }

    @Test("is judged by its beginning, whatever its size")
    func large() {
        let tags = String(repeating: "<a href='", count: 300_000)
        #expect(NotAFeed(Array((Self.page("403", "") + tags).utf8)) == .blockPage)
        #expect(NotAFeed([UInt8](repeating: 0x20, count: 1_000_000)) == .unknown)
        #expect(NotAFeed([UInt8](repeating: 0xFF, count: 100_000)) == .unknown)
    }
}
