/// Judges what the client is about to connect to: the target, or the configured proxy.
struct Gate: Sendable {
    let policy: AddressPolicy
    let proxy: WebAddress?

    /// - Parameter port: the address's port, in host byte order.
    func judge(
        _ address: IPAddress, port: UInt16, allowedPorts: Set<UInt16>
    ) -> AddressPolicy.Verdict {
        // Every connection leads to the proxy, which the operator trusts to judge addresses.
        guard proxy == nil else { return .allowed }
        return policy.judge(address, port: port, allowedPorts: allowedPorts)
    }
}
