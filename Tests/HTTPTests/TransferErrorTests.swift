import HTTP
import Testing

@Suite("What a failure says") struct TransferErrorTests {
    static let texts: [(TransferError, String, String)] = [
        (
            .blockedAddress(host: "a.example", address: "10.0.0.1"), "blocked",
            "a.example resolves to 10.0.0.1, which is not on the public Internet; "
                + "to allow it, add it to `network.allow`"
        ),
        (
            .blockedAddress(host: "10.0.0.1", address: "10.0.0.1"), "blocked",
            "10.0.0.1 is not on the public Internet; to allow it, add it to `network.allow`"
        ),
        (
            .blockedPort(host: "a.example", port: 25), "blocked",
            "port 25 of a.example is neither 80 nor 443; to allow it, add it to `network.allow`"
        ),
        (
            .nameNotFound(host: "a.example"), "dns",
            "the name a.example does not exist, or has no address"
        ),
        (
            .nameLookupFailed(host: "a.example", reason: "no answer in time"), "dns",
            "the address of a.example could not be looked up: no answer in time"
        ),
        (
            .tls(host: "a.example", reason: "certificate has expired"), "tls",
            "no secure connection to a.example: certificate has expired"
        ),
        (.timeout(.seconds(60)), "timeout", "not finished within 60.0 seconds"),
        (
            .bodyTooLarge(limit: 10), "too-large",
            "the body is over 10 bytes; raise `max_bytes` if it is really that large"
        ),
        (
            .compressionBomb(limit: 200), "too-large",
            "the body unpacks to over 200 times its size on the wire"
        ),
        (.truncated, "truncated", "the connection closed before the body was whole"),
        (
            .redirectRefused(to: "http://a.example:80", reason: "it leaves https"), "redirect",
            "a redirect to http://a.example:80 was refused: it leaves https"
        ),
        (
            .invalidHeader(name: "X\r\n\u{1B}[2J"), "invalid",
            "the header X???[2J has a name or value that HTTP forbids"
        ),
    ]

    @Test("names what happened, where, and what to do", arguments: texts)
    func text(_ error: TransferError, _ kind: String, _ text: String) {
        #expect(error.description == text)
        #expect(error.kind == kind)
    }
}
