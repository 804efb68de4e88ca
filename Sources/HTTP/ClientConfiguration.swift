/// How a client behaves for every request.
package struct ClientConfiguration: Hashable, Sendable {
    /// Says who asks, and how to reach them (RFC 9110 section 10.1.5).
    package var userAgent: String
    package var policy = AddressPolicy()
    /// The only proxy that is used; the environment's are ignored.
    ///
    /// It is trusted to judge addresses, as the gate sees nothing beyond it.
    package var proxy: WebAddress?
    /// Whether http may be fetched; the default is true, as many feeds have nothing else.
    package var allowsPlaintext = true
    /// A bundle of certificate authorities in PEM; nil: the system's.
    package var authorityFile: String?
    /// Transfers at once, but for those that have run for half a second; 64 by default.
    ///
    /// With the slow ones, eight times as many run at most.
    package var transfers = 64
    /// Transfers and connections at once to one origin; 4 by default.
    package var hostConnections = 4
    /// Connections kept open between polls; 256 by default.
    package var idleConnections = 256
    /// How old a connection may get, so that a changed certificate or address is seen.
    ///
    /// 600 s by default.
    package var connectionMaximumAge: Duration = .seconds(600)

    package init(userAgent: String) { self.userAgent = userAgent }
}
