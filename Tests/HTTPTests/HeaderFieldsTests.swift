@testable import HTTP
import Testing

@Suite("Header fields") struct HeaderFieldsTests {
    @Test(
        "refuse values and names that would end the line",
        arguments: [
            ("X", "a\r\nX: y"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\0b"), ("X: y\r\nZ", "a"),
            ("", "a"), ("a b", "c"), ("a:", "c"), ("ä", "c"), ("a\u{7F}", "c"), ("a(b", "c"),
        ])
    func injection(_ name: String, _ value: String) {
        var fields = HeaderFields()
        #expect(throws: TransferError.invalidHeader(name: name)) {
            try fields.append(name, value)
        }
        #expect(fields.isEmpty)
    }

    @Test("match names in any case, and keep their order and number")
    func order() throws {
        let fields = try HeaderFields(["Link": "a", "X": "b", "LINK": "c"])
        #expect(fields.values("link") == ["a", "c"])
        #expect(fields["x"] == "b")
        #expect(fields["y"] == nil)
        #expect(fields.fields.map(\.name) == ["Link", "X", "LINK"])
        #expect(fields.removing(["link"]).fields.map(\.value) == ["b"])
    }

    @Test("keep bytes that are no UTF-8")
    func bytes() throws {
        var fields = HeaderFields()
        try fields.append("ETag", bytes: [0x22, 0xE9, 0x22])
        #expect(fields.bytes(of: "etag") == [0x22, 0xE9, 0x22])
        #expect(fields["etag"] == "\"\u{FFFD}\"")
    }

    @Test("read lines as they come, folded ones too")
    func lines() {
        var fields = HeaderFields()
        for line in ["A:  b \r\n", " c\r\n", "no colon\r\n", "D:\r\n", "E:\tf:g\n", "\r\n"] {
            Array(line.utf8).withUnsafeBytes { fields.receive(line: $0) }
        }
        #expect(fields.fields.map(\.name) == ["A", "D", "E"])
        #expect(fields.fields.map(\.value) == ["b c", "", "f:g"])
    }
}
