public import Foundation

/// Runs the openssl command: an authority, its certificates, and servers that use them.
public final class Authority {
    public struct Failed: Error { public let arguments: [String] }

    public enum Certificate: String, CaseIterable, Sendable {
        case good, expired, otherHost, selfSigned
        /// Signed by an intermediate authority, which the server does not send.
        case withoutIntermediate
    }

    public let directory: URL
    private var servers: [ChildProcess] = []

    public init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("rejoinder-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try run(
            ["req", "-x509", "-days", "2", "-subj", "/CN=Test", "-keyout", "ca.key", "-out", "ca"]
                + key)
        try run(["req", "-subj", "/CN=server", "-keyout", "key", "-out", "request"] + key)
        try run([
            "req", "-x509", "-days", "2", "-key", "key", "-subj", "/CN=server", "-addext",
            "subjectAltName=IP:127.0.0.1", "-out", "selfSigned",
        ])
        try sign(.good, days: 2, host: "IP:127.0.0.1")
        try sign(.expired, days: -1, host: "IP:127.0.0.1")
        try sign(.otherHost, days: 2, host: "DNS:example.org,IP:127.0.0.2")
        try run(["req", "-subj", "/CN=Between", "-keyout", "between.key", "-out", "wish"] + key)
        try answer("extensions", "basicConstraints=critical,CA:TRUE\n")
        try run([
            "x509", "-req", "-in", "wish", "-CA", "ca", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "extensions", "-out", "between",
        ])
        try sign(.withoutIntermediate, days: 2, host: "IP:127.0.0.1", by: "between")
    }

    public var file: String { directory.appendingPathComponent("ca").path }

    /// The path of a certificate, or of the servers' `key`.
    public func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

    /// The certificate that a server with `withoutIntermediate` does not send.
    public var intermediate: String { directory.appendingPathComponent("between").path }

    /// Serves the files of the directory as whole responses.
    ///
    /// - Returns: the port.
    public func serve(_ certificate: Certificate, options: [String] = []) throws -> Int {
        let arguments =
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate.rawValue, "-key", "key"]
            + ["-HTTP"] + options
        let process = process(arguments)
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        servers.append(process)
        var said = ""
        while !said.contains("ACCEPT ") || !said.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw Failed(arguments: arguments) }
            said += String(decoding: piece, as: UTF8.self)
        }
        let port = said.split(separator: ":").last.flatMap { Int($0.filter(\.isNumber)) }
        guard let port else { throw Failed(arguments: arguments) }
        return port
    }

    /// What a server answers at that path.
    public func answer(_ path: String, _ response: String) throws {
        try Data(response.utf8).write(to: directory.appendingPathComponent(path))
    }

    /// The SHA-256 of a certificate, as openssl computes it, in hexadecimal digits.
    public func fingerprint(_ certificate: Certificate) throws -> String {
        let arguments = [
            "x509", "-in", certificate.rawValue, "-noout", "-fingerprint", "-sha256",
        ]
        let process = process(arguments)
        let output = Pipe()
        process.standardOutput = .pipe(output)
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.wait()
        return (said.split(separator: "=").last ?? "").lowercased().filter(\.isHexDigit)
    }

    public func stop() {
        for server in servers {
            server.send(SIGKILL)
            server.wait()
        }
        try? FileManager.default.removeItem(at: directory)
    }

    private func sign(
        _ certificate: Certificate, days: Int, host: String, by signer: String = "ca"
    ) throws {
        try answer("extensions", "subjectAltName=\(host)\n")
        try run([
            "x509", "-req", "-in", "request", "-CA", signer, "-CAkey", signer + ".key",
            "-CAcreateserial", "-days", String(days), "-extfile", "extensions", "-out",
            certificate.rawValue,
        ])
    }

    private func run(_ arguments: [String]) throws {
        let process = process(arguments)
        process.standardOutput = .null
        guard try process.succeeds() else { throw Failed(arguments: arguments) }
    }

    private func process(_ arguments: [String]) -> ChildProcess {
        let process = ChildProcess("openssl", arguments)
        process.directory = directory
        process.standardInput = .null
        process.standardError = .null
        return process
    }
}
