import Foundation
import Testing

@testable import Markup

@Suite("The encoding of a text") struct TextEncodingTests {
    /// Bytes with labels, and how they are read.
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        var charset: String?
        var declared: String?
        let text: String
        let encoding: String

        init(
            _ name: String, _ text: String, in real: String.Encoding, charset: String? = nil,
            declared: String? = nil, as encoding: String
        ) {
            testDescription = name
            bytes = [UInt8](text.data(using: real) ?? Data())
            self.charset = charset
            self.declared = declared
            self.text = text
            self.encoding = encoding
        }

        init(
            _ name: String, _ text: String, bytes: [UInt8], charset: String?,
            declared: String? = nil,
            as encoding: String
        ) {
            testDescription = name
            self.bytes = bytes
            self.charset = charset
            self.declared = declared
            self.text = text
            self.encoding = encoding
        }
    }

    private static let ukrainian = "Шлюз закривають на ремонт «до весни», каже управління річки"
    private static let french =
        "L'écluse a été fermée après les fêtes, où les bâtiments étaient gelés à Châteauvert"
    private static let german =
        "Die Schleuse öffnet früh, höhere Gebühren für Kähne über zwölf Fuß ärgern Müller"
    private static let greek = "Το φράγμα κλείνει για επισκευή μέχρι την άνοιξη, λέει η αρχή"
    private static let cp1251 = String.Encoding.windowsCP1251
    private static let koi8 = "Шлюз закривають на ремонт до весни, каже управління річки"
    /// `koi8` in koi8-u, which Foundation does not know.
    private static let koi8Bytes = [UInt8](
        Data(
            base64Encoded: """
                +8zA2iDawcvSydfBwNTYIM7BINLFzc/O1CDEzyDXxdPOySwgy8HWxSDV0NLB\
                18ymzs7RINKm3svJ
                """) ?? Data())
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    static let contradicted = [
        Sample("a server's gbk", ukrainian, in: .utf8, charset: "gbk", as: "utf-8"),
        Sample(
            "a server's iso-8859-1", ukrainian, in: .utf8, charset: "ISO-8859-1", declared: "utf-8",
            as: "utf-8"),
        Sample("a server's us-ascii", ukrainian, in: .utf8, charset: "us-ascii", as: "utf-8"),
        Sample("a server's koi8-r", ukrainian, in: .utf8, charset: "koi8-r", as: "utf-8"),
        Sample("a server's shift_jis", "水門は春まで閉鎖", in: .utf8, charset: "shift_jis", as: "utf-8"),
        Sample(
            "a declaration of windows-1251", ukrainian, in: .utf8, declared: "windows-1251",
            as: "utf-8"),
        Sample("one letter in all", "Café opens", in: .utf8, charset: "iso-8859-1", as: "utf-8"),
        Sample("a dash in all", "Ferry – late", in: .utf8, charset: "windows-1252", as: "utf-8"),
        Sample(
            "one letter, declared as it is", "Café", in: .utf8, charset: "gbk", declared: "utf-8",
            as: "utf-8"),
        Sample(
            "utf-8 over windows-1251", ukrainian, in: cp1251, charset: "utf-8",
            declared: "windows-1251", as: "windows-1251"),
        Sample(
            "utf-8 over windows-1251 alone", ukrainian, in: cp1251, charset: "utf-8",
            as: "windows-1251"),
        Sample(
            "a server's koi8-r over what is declared", ukrainian, in: cp1251, charset: "koi8-r",
            declared: "windows-1251", as: "windows-1251"),
        Sample(
            "a server's iso-8859-1 over what is declared", ukrainian, in: cp1251,
            charset: "iso-8859-1", declared: "windows-1251", as: "windows-1251"),
        Sample(
            "a server's us-ascii over what is declared", ukrainian, in: cp1251,
            charset: "us-ascii", declared: "windows-1251", as: "windows-1251"),
        Sample(
            "a server's iso-8859-1 over windows-1251", ukrainian, in: cp1251, charset: "iso-8859-1",
            as: "windows-1251"),
        Sample(
            "a server's iso-8859-1 over koi8-u", koi8, bytes: koi8Bytes, charset: "iso-8859-1",
            as: "koi8-u"),
        Sample(
            "a server's utf-8 over French in Latin-1", french, in: .isoLatin1, charset: "utf-8",
            as: "windows-1252"),
        Sample(
            "us-ascii over French in Latin-1", french, in: .isoLatin1, charset: "us-ascii",
            as: "windows-1252"),
        Sample(
            "a declaration of utf-8 over German in Latin-1", german, in: .isoLatin1,
            declared: "utf-8", as: "windows-1252"),
        Sample(
            "a server's utf-8 over Greek", greek, in: .windowsCP1253, charset: "utf-8",
            as: "windows-1253"),
        Sample(
            "a declaration that a proxy has outdated", koi8, bytes: koi8Bytes, charset: "koi8-u",
            declared: "windows-1251", as: "koi8-u"),
    ]

    @Test("is what the bytes show, where a label contradicts them", arguments: contradicted)
    func readsBytes(_ sample: Sample) { check(sample) }

    static let believed = [
        Sample("windows-1251", ukrainian, in: cp1251, charset: "windows-1251", as: "windows-1251"),
        Sample("koi8-u", koi8, bytes: koi8Bytes, charset: "koi8-u", as: "koi8-u"),
        Sample("gbk", "水闸关闭维修，直到春天", in: gb18030, charset: "gbk", as: "gb18030"),
        Sample(
            "two ideographs that are valid UTF-8", "偷墙", in: gb18030, charset: "gbk",
            as: "gb18030"),
        Sample(
            "iso-8859-1", "Straße gesperrt", in: .isoLatin1, charset: "iso-8859-1",
            as: "windows-1252"),
        Sample(
            "iso-8859-1 of many letters", french, in: .isoLatin1, charset: "iso-8859-1",
            as: "windows-1252"),
        Sample(
            "a capital before a sign", "CAFÉ® opens", in: .isoLatin1, charset: "iso-8859-1",
            as: "windows-1252"),
        Sample(
            "iso-8859-2", "Śluza zamknięta", in: .isoLatin2, charset: "iso-8859-2",
            as: "iso-8859-2"),
        Sample(
            "two Latin labels", "Žďár uzavřel most", in: .isoLatin2, charset: "iso-8859-2",
            declared: "windows-1252", as: "iso-8859-2"),
        Sample(
            "a label over plain ASCII", "Lock closed", in: .utf8, charset: "koi8-r",
            declared: "utf-8", as: "koi8-r"),
    ]

    @Test("is what the label says, where the bytes allow it", arguments: believed)
    func readsLabel(_ sample: Sample) { check(sample) }

    @Test(
        "stays the same while a label comes and goes",
        arguments: [
            (ukrainian, String.Encoding.utf8, "ISO-8859-1"), (ukrainian, cp1251, "windows-1251"),
            ("Café–Bar „Straße“", .utf8, "windows-1252"),
            ("Straße in Köln gesperrt", .isoLatin1, "iso-8859-1"),
        ])
    func comesAndGoes(_ text: String, _ encoding: String.Encoding, _ label: String) throws {
        let bytes = [UInt8](try #require(text.data(using: encoding)))
        for (charset, declared) in [(label, nil), (nil, label), (nil, nil), ("us-ascii", nil)] {
            let read = TextEncoding.decode(bytes, charset: charset, declared: declared)
            #expect(String(decoding: read.bytes, as: UTF8.self) == text)
        }
    }

    @Test("stays the same while a label of koi8-u comes and goes", arguments: ["koi8-u", nil])
    func staysInKOI8(_ label: String?) {
        let read = TextEncoding.decode(Self.koi8Bytes, charset: label, declared: nil)
        #expect(String(decoding: read.bytes, as: UTF8.self) == Self.koi8)
    }

    @Test("is UTF-8 under a wrong label, even with a character that was cut in two")
    func stray() {
        var bytes = Array(String(repeating: Self.ukrainian, count: 2).utf8)
        bytes.append(0xD0)
        let read = TextEncoding.decode(bytes, charset: "windows-1251", declared: nil)
        #expect(read.encoding == "utf-8")
        #expect(read.hadErrors)
    }

    private func check(_ sample: Sample) {
        let read = TextEncoding.decode(
            sample.bytes, charset: sample.charset, declared: sample.declared)
        #expect(!sample.bytes.isEmpty)
        #expect(String(decoding: read.bytes, as: UTF8.self) == sample.text)
        #expect(read.encoding == sample.encoding)
    }
}
