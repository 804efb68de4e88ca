import Testing

@testable import Rejoinder

@Suite("The end of a document") struct DocumentEndTests {
    static let whole = [
        "<rss><channel></channel></rss>",
        "<?xml version='1.0'?>\n<!-- a <b> -->\n<feed>x</feed>\n\n",
        "<!DOCTYPE html>\n<HTML><body><p>x</body></html>",
        "<r:RDF>x</r:RDF ><!-- 0.2 s --> <!--b-->\n",
        "{\"version\":\"1\",\"items\":[]}\n", "\u{FEFF}<rss></rss>", "<urlset><url></url></urlset>",
    ]

    @Test("is there where the root is closed", arguments: whole)
    func isWhole(_ text: String) {
        #expect(DocumentEnd.isWhole(Array(text.utf8)))
        #expect(DocumentEnd.isWhole(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    }

    static let broken = [
        "", "<rss>", "<rss><channel></channel>", "<rss></rss", "<rss></rs>",
        "<feed><entry></entry>",
        "<rss></rss><!-- ", "<html><body></body>", "{\"items\":[", "{\"items\":[]", "{", "no tags",
        "<rss>&lt;/rss&gt;", "<rss/>", "-->", "<!-- <rss></rss> -->",
    ]

    @Test("is missing where it is not", arguments: broken)
    func isBroken(_ text: String) { #expect(!DocumentEnd.isWhole(Array(text.utf8))) }
}
