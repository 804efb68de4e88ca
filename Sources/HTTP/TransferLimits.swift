/// The bounds of one transfer: every size has a cap, every wait an end.
package struct TransferLimits: Hashable, Sendable {
    /// Until the connection stands, with its lookup and TLS handshake; 15 s by default.
    package var connect: Duration = .seconds(15)
    /// For everything, redirects included; 60 s by default.
    ///
    /// A wait for other transfers to end does not count.
    package var total: Duration = .seconds(60)
    /// How long a transfer may be slower than `stalledBytesPerSecond`; 20 s by default.
    ///
    /// Counted in whole seconds.
    package var stalled: Duration = .seconds(20)
    /// 100 by default.
    package var stalledBytesPerSecond = 100
    /// Of the body after its content encoding is undone; 10 MiB by default.
    package var bodyBytes = 10 << 20
    /// Decoded bytes for each byte on the wire, judged past the first MiB; 200 by default.
    package var compressionRatio = 200
    /// Of all header lines of a response, trailers and interim responses included: 64 KiB.
    package var headerBytes = 64 << 10
    /// Redirects followed at most, 5 by default; with 0 a redirect is the response.
    package var redirects = 5

    package init() {}
}
