import Testing

@testable import Rejoinder

@Suite("The pause that a server asks for") struct RetryAfterTests {
    private let now = Samples.moment

    @Test(
        "is read from seconds or a date, and bounded",
        arguments: [
            ("120", 120), (" 5 ", nil), ("5", 5), ("0", 1), ("86401", 86_400),
            ("99999999999999999999999999", 86_400), ("-1", nil), ("1.5", nil), ("9e99", nil),
            ("", nil), ("soon", nil), ("Tue, 03 Jun 2025 18:46:00 GMT", 60),
            ("Tue, 03 Jun 2025 12:00:00 GMT", 1), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
            ("Tuesday, 03-Jun-25 18:46:00 GMT", 60), ("Tue Jun  3 18:46:00 2025", 60),
        ] as [(String, Int?)])
    func pause(value: String, seconds: Int?) {
        #expect(RetryAfter.parse(value, now: now) == seconds.map { Duration.seconds($0) })
    }

    @Test("is nothing where the field is missing")
    func missing() {
        #expect(RetryAfter.parse(nil, now: now) == nil)
    }
}

@Suite("The date of an HTTP header") struct HTTPDateTests {
    @Test(
        "has three forms",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994", "Sun, 6 Nov 1994 08:49:37 UTC",
        ])
    func forms(text: String) {
        #expect(HTTPDate.parse(text) == Timestamp(seconds: 784_111_777))
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "0", "-1", "now", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nob 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Nov 19941 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 +0000 GMT x",
            "1994-11-06T08:49:37Z", "Nov Nov Nov Nov Nov",
        ])
    func nothing(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
