import Testing

@testable import Rejoinder

@Suite("The date of an entry") struct FeedDateTests {
    /// 2026-03-01T09:00:00Z.
    private static let moment = Timestamp(seconds: 1_772_355_600)

    @Test(
        "is read with the suffix of RFC 9557, whose zone counts only without an offset",
        arguments: [
            "2026-03-01T10:00:00+01:00[Europe/Paris]", "2026-03-01T10:00:00+01:00[!Europe/Paris]",
            "2026-03-01T10:00:00+01:00[Europe/Paris][u-ca=gregory]",
            "2026-03-01T10:00:00.250+01:00[Europe/Paris]", "2026-03-01T09:00:00Z[Europe/Paris]",
            "2026-03-01T10:00:00[Europe/Paris]", "2026-03-01T10:00[Europe/Paris]",
            "2026-03-01T09:00:00Z[u-ca=hebrew]", "2026-03-01T10:00:00+01:00[+01:00]",
            "2026-03-01T10:00:00+01:00[America/New_York]", "2026-03-01T09:00:00Z[Nowhere/Land]",
            "2026-03-01T09:00:00[Nowhere/Land]",
        ])
    func suffix(_ text: String) { #expect(FeedDate.parse(text) == Self.moment) }

    @Test(
        "is missing where there is only a suffix, or what looks like one",
        arguments: ["[Europe/Paris]", "soon[Europe/Paris]", "[Europe/Paris]soon"])
    func noDate(_ text: String) { #expect(FeedDate.parse(text) == nil) }
}
