/// How a client behaves for every request.
package struct ClientConfiguration: Hashable, Sendable {
    /// Says who is asking, and how to reach them (RFC 9110 section 10.1.5).
    package var userAgent: String
    package var policy = AddressPolicy()
    /// The only proxy that is used; proxies from the environment are ignored.
    ///
    /// It is trusted to judge addresses, because the gate sees nothing beyond it.
    package var proxy: WebAddress?
    /// Whether http is allowed; the default is true, as many feeds have nothing else.
    package var allowsPlaintext = true
    /// A bundle of certificate authorities in PEM; nil: the system's.
    package var authorityFile: String?
    /// Transfers at once, not counting those that have run for half a second; 64 by default.
    ///
    /// Counting the slow ones, at most eight times as many run.
    package var transfers = 64
    /// Transfers and connections at once to one origin; 4 by default.
    package var hostConnections = 4
    /// Connections kept open between polls; 256 by default.
    package var idleConnections = 256
    /// How old a connection may get; 600 s by default.
    ///
    /// A limit is needed to notice a changed certificate or address.
    package var connectionMaximumAge: Duration = .seconds(600)

    package init(userAgent: String) { self.userAgent = userAgent }
}
