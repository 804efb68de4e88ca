import HTTP

/// An address as it was written, with its parts.
struct ReadAddress {
    let text: String
    let host: String
    let port: UInt16
    let isEncrypted: Bool
    /// Why the address is not usable; nil if it is.
    let fault: String?
    /// The same for every way to write the address.
    var key = ""
}

/// Answers the configuration's questions about addresses, with the parser that will fetch them.
enum AddressText {
    /// The address's parts, or why it is not usable.
    static func read(_ text: String) -> ReadAddress {
        do {
            let address = try WebAddress(text)
            let path = address.text.split(separator: "/", maxSplits: 3).dropFirst(2).joined(
                separator: "/")
            return ReadAddress(
                text: text, host: address.host, port: address.port,
                isEncrypted: address.scheme == "https", fault: nil,
                key: "\(address.origin)/\(path)")
        } catch .invalidURL(let why) {
            return ReadAddress(text: text, host: "", port: 0, isEncrypted: false, fault: why)
        } catch {
            return ReadAddress(text: text, host: "", port: 0, isEncrypted: false, fault: "\(error)")
        }
    }

    /// The parts of a mail server's address, or why it is not usable.
    static func mailServer(_ text: String) -> ReadAddress {
        do {
            let address = try WebAddress(mailServer: text)
            return ReadAddress(
                text: text, host: address.host, port: address.port,
                isEncrypted: address.scheme == "smtps", fault: nil)
        } catch .invalidURL(let why) {
            return ReadAddress(text: text, host: "", port: 0, isEncrypted: false, fault: why)
        } catch {
            return ReadAddress(text: text, host: "", port: 0, isEncrypted: false, fault: "\(error)")
        }
    }

    static func isException(_ text: String) -> Bool { AddressPolicy.Exception(text) != nil }
}

extension AddressText {
    /// The address without credentials and query, which may be secret.
    static func redacted(_ text: String) -> String {
        var shown = text[...]
        if let query = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            shown = shown[..<query] + "?…"
        }
        guard let at = shown.lastIndex(of: "@") else {
            return VisibleText.line(String(shown), limit: 80)
        }
        return VisibleText.line("***" + shown[at...], limit: 80)
    }
}

extension AddressText {
    /// The exception without which the gate will refuse the address.
    ///
    /// Nil if none is needed, or if that is known only once the name is resolved.
    static func neededException(host: String, port: UInt16, allowed: [String]) -> String? {
        let host = host == "localhost" ? "127.0.0.1" : host.trimmingBrackets
        guard let address = IPAddress(host) else { return nil }
        let policy = AddressPolicy(exceptions: allowed.compactMap { AddressPolicy.Exception($0) })
        let verdict = policy.judge(address, port: port, allowedPorts: [port])
        guard verdict != .allowed else { return nil }
        return address.isV4 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }

    /// Whether the host is this machine by its usual names; others are judged when we connect.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
    }
}

extension String {
    /// An IPv6 address as a URL writes it, without its brackets.
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
