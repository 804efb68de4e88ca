import Testing

@testable import Markup

@Suite("Copying text with references") struct ReferenceCopyTests {
    @Test("resolves the five, wherever the room ends") func resolves() {
        for length in 240..<270 {
            let source = Array(
                (String(repeating: "x", count: length) + "&quot;&lt;y&gt;&amp;&apos;z").utf8)
            var out: [UInt8] = []
            let end = ReferenceCopy.append(source, source.indices, to: &out)
            #expect(end == source.count)
            #expect(String(decoding: out.dropFirst(length), as: UTF8.self) == "\"<y>&'z")
        }
    }

    @Test("stops at any other", arguments: ["&", "&a", "&nbsp;", "&#39;", "&ltx;", "&amp", "&quo"])
    func stops(_ tail: String) {
        let source = Array(("a&lt;b" + tail).utf8)
        var out: [UInt8] = []
        #expect(ReferenceCopy.append(source, source.indices, to: &out) == 6)
        #expect(String(decoding: out, as: UTF8.self) == "a<b")
    }
}
