/// Judges what the client is about to connect to: the target, or the configured proxy.
struct Gate: Sendable {
    let policy: AddressPolicy
    let proxy: WebAddress?

    /// - Parameter port: of the address, in host order.
    func judge(
        _ address: IPAddress, port: UInt16, allowedPorts: Set<UInt16>
    ) -> AddressPolicy.Verdict {
        // All connections lead to the proxy then, which the operator trusts to judge.
        guard proxy == nil else { return .allowed }
        return policy.judge(address, port: port, allowedPorts: allowedPorts)
    }
}
