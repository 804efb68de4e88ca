/// The bounds of one transfer: every size has a cap, every wait an end.
package struct TransferLimits: Hashable, Sendable {
    /// Until the connection stands, the lookup of the name and the TLS handshake included.
    /// The default is 15 s.
    package var connect: Duration = .seconds(15)
    /// For everything, redirects included; a wait for other transfers to end does not count.
    /// The default is 60 s.
    package var total: Duration = .seconds(60)
    /// A transfer slower than `stalledBytesPerSecond` for this long has stalled; in whole
    /// seconds. The default is 20 s.
    package var stalled: Duration = .seconds(20)
    /// The default is 100.
    package var stalledBytesPerSecond = 100
    /// Of the body after its content encoding is undone. The default is 10 MiB.
    package var bodyBytes = 10 << 20
    /// Decoded bytes for each byte on the wire, judged past the first MiB. The default is 200.
    package var compressionRatio = 200
    /// Of all header lines of a response, trailers and interim responses included: 64 KiB.
    package var headerBytes = 64 << 10
    /// Redirects followed at most; the default is 5. With 0 a redirect is the response.
    package var redirects = 5

    package init() {}
}
