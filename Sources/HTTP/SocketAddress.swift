#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Reads the address and port in a socket address, as libcurl and the resolver hand them over.
enum SocketAddress {
    /// - Parameter address: a `sockaddr` as long as its family requires.
    static func read(_ address: UnsafeRawPointer) -> (IPAddress, port: UInt16)? {
        switch Int32(address.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            let four = address.loadUnaligned(as: sockaddr_in.self)
            let bytes = withUnsafeBytes(of: four.sin_addr) { Array($0) }
            return IPAddress(bytes: bytes).map { ($0, UInt16(bigEndian: four.sin_port)) }
        case AF_INET6:
            let six = address.loadUnaligned(as: sockaddr_in6.self)
            let bytes = withUnsafeBytes(of: six.sin6_addr) { Array($0) }
            return IPAddress(bytes: bytes).map { ($0, UInt16(bigEndian: six.sin6_port)) }
        default: return nil
        }
    }
}
