import CCurl

/// Reads the address and port that libcurl is about to connect to.
enum SocketAddress {
    static func read(
        _ address: UnsafeMutablePointer<curl_sockaddr>
    ) -> (IPAddress, port: UInt16)? {
        withUnsafePointer(to: &address.pointee.addr) { pointer in
            let raw = UnsafeRawPointer(pointer)
            switch Int32(pointer.pointee.sa_family) {
            case AF_INET:
                let four = raw.loadUnaligned(as: sockaddr_in.self)
                let bytes = withUnsafeBytes(of: four.sin_addr) { Array($0) }
                return IPAddress(bytes: bytes).map { ($0, UInt16(bigEndian: four.sin_port)) }
            case AF_INET6:
                let six = raw.loadUnaligned(as: sockaddr_in6.self)
                let bytes = withUnsafeBytes(of: six.sin6_addr) { Array($0) }
                return IPAddress(bytes: bytes).map { ($0, UInt16(bigEndian: six.sin6_port)) }
            default: return nil
            }
        }
    }
}
