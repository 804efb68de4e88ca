import Testing

@testable import Rejoinder

@Suite("Values as they are written") struct TextFormTests {
    @Test(
        "durations have one unit and an end",
        arguments: [
            ("90s", 90), ("15m", 900), ("2h", 7200), ("3d", 259_200), ("1w", 604_800), ("0s", 0),
            ("3653d", 315_619_200), ("", nil), ("s", nil), ("15", nil), ("-1s", nil), ("1.5h", nil),
            ("1h30m", nil), (" 1h", nil), ("1H", nil), ("4000d", nil), ("99999999999s", nil),
            ("١h", nil), ("1y", nil),
        ] as [(String, Int64?)]) func durations(text: String, seconds: Int64?)
    {
        #expect(DurationText.parse(text) == seconds.map { .seconds($0) })
    }

    @Test(
        "durations are written in the largest whole unit",
        arguments: [
            (90, "90s"), (900, "15m"), (7200, "2h"), (259_200, "3d"), (604_800, "1w"), (0, "0s"),
        ]
            as [(Int64, String)]) func written(seconds: Int64, text: String)
    {
        #expect(DurationText.write(.seconds(seconds)) == text)
    }

    @Test(
        "sizes are in bytes, KiB, MiB or GiB",
        arguments: [
            ("1024", 1024), ("512KiB", 524_288), ("10MiB", 10_485_760),
            ("2GiB", 2_147_483_648), ("", nil), ("MiB", nil),
            ("10MB", nil), ("-1", nil), ("9999999999", nil),
        ] as [(String, Int?)]) func sizes(text: String, bytes: Int?)
    {
        #expect(SizeText.parse(text) == bytes)
    }

    @Test(
        "a misspelt name has a nearest one, or none",
        arguments: [
            ("intervall", "interval"), ("intreval", "interval"), ("Interval", "interval"),
            ("secret", "secret_file"), ("urls", "url"), ("uri", "url"), ("colour", nil), ("", nil),
            ("x", nil),
        ] as [(String, String?)]) func nearest(name: String, expected: String?)
    {
        let candidates = ["interval", "url", "secret_file", "minimum", "maximum"]
        #expect(NearestName.of(name, in: candidates) == expected)
    }

    @Test("no more of a long name is compared than its beginning") func longNames() {
        let long = String(repeating: "a", count: 1_000_000)
        #expect(NearestName.of(long, in: ["interval"]) == nil)
        #expect(NearestName.of(long + "b", in: [long + "c"]) == long + "c")
    }

    @Test(
        "an address is shown without what may be secret",
        arguments: [
            ("https://a.example/x", "https://a.example/x"),
            ("https://u:p@a.example/x", "***@a.example/x"),
            ("https://a.example/x?key=1#y", "https://a.example/x?…"),
        ]) func redacted(address: String, shown: String)
    {
        #expect(AddressText.redacted(address) == shown)
    }
}
