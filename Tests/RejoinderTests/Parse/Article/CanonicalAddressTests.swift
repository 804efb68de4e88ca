import Testing

@testable import Rejoinder

@Suite("The one address of an article") struct CanonicalAddressTests {
    private func address(_ url: String, _ named: String?) -> String {
        let article = Article(title: "A title", text: "A text.", canonical: named)
        return CanonicalAddress.address(of: article, readAt: url)
    }

    @Test(
        "is what its variants name",
        arguments: [
            "https://quay.example/pier/amp", "https://amp.quay.example/pier",
            "https://m.quay.example/pier?utm_source=x", "https://quay.example/pier?outputType=amp",
            "https://www.quay.example/pier/2", "https://quay.example/print/4711",
            "https://quay-example.cdn.example/c/s/quay.example/pier",
            "https://quay.example/?p=4711",
        ])
    func followsVariants(_ url: String) {
        #expect(address(url, "https://quay.example/pier") == "https://quay.example/pier")
    }

    @Test(
        "is where it was read, where the page names something else",
        arguments: [
            ("no address", nil), ("the home page", "https://quay.example/"),
            ("the section", "https://quay.example/news"),
            ("another site", "https://other.example/news/pier"),
            ("no page", "mailto:desk@quay.example"), ("nothing", ""),
        ])
    func refuses(_ name: String, _ named: String?) {
        #expect(
            address("https://quay.example/news/pier", named) == "https://quay.example/news/pier")
    }

    @Test("keeps what a script needs to tell its pages apart")
    func keepsQueries() {
        let url = "https://quay.example/story.php?id=12&utm_medium=feed"
        #expect(
            address(url, "https://quay.example/story.php") == "https://quay.example/story.php?id=12"
        )
    }

    @Test("tells sites below a country's second level apart")
    func tellsSites() {
        let url = "https://quay.co.uk/news/pier"
        #expect(address(url, "https://pier.co.uk/news/pier") == url)
        #expect(address(url, "https://www.quay.co.uk/a/pier") == "https://www.quay.co.uk/a/pier")
    }

    @Test(
        "has one key for all its variants",
        arguments: [
            ("https://quay.example/pier", true), ("http://www.quay.example/pier/", true),
            ("https://quay.example/pier/amp", false),
            ("https://amp.quay.example/pier?utm_source=x", false),
            ("https://m.quay.example/print/pier", false),
            ("https://quay.example/pier?outputType=amp", false),
            ("https://quay.example:443/pier?amp#top", false),
            ("https://quay.example/pier.amp", false),
        ])
    func key(_ url: String, isPlain: Bool) {
        #expect(CanonicalAddress.key(url) == "quay.example/pier")
        #expect(CanonicalAddress.isPlain(url) == isPlain)
    }

    @Test("keeps apart what only looks alike")
    func keysApart() {
        let keys = [
            "https://quay.example/amp", "https://quay.example/print", "https://quay.example/",
            "https://quay.example/pier?id=1", "https://quay.example/pier?id=2",
            "https://quay.example/pier/2", "https://quay.example/ampere",
            "https://quay.example:8443/pier", "https://amp.example/pier", "mailto:amp@quay.example",
            "", "https://",
        ].map(CanonicalAddress.key)
        #expect(Set(keys).count == keys.count)
    }
}
