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
}
