/// The bounds of one transfer: every size has a cap, and every wait an end.
package struct TransferLimits: Hashable, Sendable {
    /// The time to connect, name lookup and TLS handshake included; 15 s by default.
    package var connect: Duration = .seconds(15)
    /// The time for everything, redirects included; 60 s by default.
    ///
    /// Time spent waiting for other transfers to end does not count.
    package var total: Duration = .seconds(60)
    /// How long a transfer may be slower than `stalledBytesPerSecond`; 20 s by default.
    ///
    /// Counted in whole seconds.
    package var stalled: Duration = .seconds(20)
    /// The rate below which a transfer counts as stalled; 100 by default.
    package var stalledBytesPerSecond = 100
    /// The size of the body after its content encoding is undone; 10 MiB by default.
    package var bodyBytes = 10 << 20
    /// Decoded bytes for each byte on the wire, judged after the first MiB; 200 by default.
    package var compressionRatio = 200
    /// The size of all header lines of a response: 64 KiB.
    ///
    /// Trailers and interim responses count too.
    package var headerBytes = 64 << 10
    /// How many redirects are followed, 5 by default; with 0 a redirect is the response.
    package var redirects = 5

    package init() {}
}
