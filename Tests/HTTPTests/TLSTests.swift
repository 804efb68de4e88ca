import HTTP
import TestSupport
import Testing

@Suite("Secure connections") struct TLSTests {
    private static func client(
        trusting authority: Authority?, file: String? = nil
    ) throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1"))
        ])
        configuration.authorityFile = file ?? authority?.file
        return try Client(configuration: configuration)
    }

    private static func tlsReason(_ error: TransferError?) -> String? {
        guard case .tls("127.0.0.1", let reason) = error else { return nil }
        return reason
    }

    @Test("are made with what the configured authority vouches for, and never led back to http")
    func good() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        try authority.answer("page", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        try authority.answer(
            "down", "HTTP/1.1 301 Moved\r\nLocation: http://example.org/?k=v\r\n\r\n")
        try authority.answer("cut", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")
        let url = "https://127.0.0.1:\(try authority.serve(.good))"
        let client = try Self.client(trusting: authority)
        #expect(text(try await client.send(Request(url: url + "/page"))) == "ok")
        #expect(
            await failure(of: Request(url: url + "/down"), by: client)
                == .redirectRefused(to: "http://example.org:80", reason: "it leaves https"))
        #expect(await failure(of: Request(url: url + "/cut"), by: client) == .truncated)
        await client.shutdown()

        let stranger = try Self.client(trusting: nil)
        let reason = Self.tlsReason(await failure(of: Request(url: url + "/page"), by: stranger))
        #expect(reason?.contains("unable to get local issuer certificate") == true)
        await stranger.shutdown()
    }

    @Test("name the certificate that the server showed, on a connection that is used again, too")
    func certificate() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        try authority.answer("page", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let url = "https://127.0.0.1:\(try authority.serve(.good))/page"
        let client = try Self.client(trusting: authority)
        let expected = try authority.fingerprint(.good)
        #expect(expected.count == 64)
        for _ in 0..<3 {
            let response = try await client.send(Request(url: url))
            let shown = try #require(response.certificate)
            #expect(shown.map { String(Int($0) + 0x100, radix: 16).suffix(2) }.joined() == expected)
        }
        await client.shutdown()
    }

    @Test(
        "are refused with a bad certificate, and say why",
        arguments: [
            (Authority.Certificate.expired, "certificate has expired"),
            (.otherHost, "no alternative certificate subject name matches"),
            (.selfSigned, "self-signed certificate"),
        ])
    func bad(_ certificate: Authority.Certificate, _ expected: String) async throws {
        let authority = try Authority()
        defer { authority.stop() }
        try authority.answer("page", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let url = "https://127.0.0.1:\(try authority.serve(certificate))/page"
        let client = try Self.client(trusting: authority)
        let error = await failure(of: Request(url: url), by: client)
        #expect(Self.tlsReason(error)?.contains(expected) == true, "\(String(describing: error))")
        #expect(error?.description.contains("ca_file") == false)
        await client.shutdown()
    }

    @Test("say whose fault it is that a certificate is missing, and what can be done")
    func missingIntermediate() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        try authority.answer("page", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let url = "https://127.0.0.1:\(try authority.serve(.withoutIntermediate))/page"
        let client = try Self.client(trusting: authority)
        let error = await failure(of: Request(url: url), by: client)
        #expect(
            error?.description == """
                no secure connection to 127.0.0.1: SSL certificate problem: unable to get local \
                issuer certificate; the site leaves out its intermediate certificate, which its \
                operator has to mend, or its authority is unknown here; until then, name a file \
                with the missing certificate and the system's as `network.ca_file`
                """)
        await client.shutdown()
        // The advice is good.
        let advised = try Self.client(trusting: nil, file: authority.intermediate)
        #expect(text(try await advised.send(Request(url: url))) == "ok")
        await advised.shutdown()
    }

    @Test("are refused below TLS 1.2")
    func old() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        let port = try authority.serve(
            .good, options: ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
        let client = try Self.client(trusting: authority)
        let error = await failure(of: Request(url: "https://127.0.0.1:\(port)/page"), by: client)
        #expect(error?.kind == "tls", "\(String(describing: error))")
        await client.shutdown()
    }

    @Test("that never come about end in time")
    func stalled() async throws {
        // It waits for a request that the handshake is not.
        let server = try LoopbackServer { _ in .init() }
        defer { server.stop() }
        let client = try Self.client(trusting: nil)
        var request = Request(url: "https://127.0.0.1:\(server.port)/")
        request.limits.connect = .seconds(1)
        #expect(await failure(of: request, by: client) == .connectTimeout(.seconds(1)))
        await client.shutdown()
    }

    @Test("are not taken for plain ones")
    func plain() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        let port = try authority.serve(.good)
        let client = try Self.client(trusting: authority)
        let error = await failure(of: Request(url: "http://127.0.0.1:\(port)/page"), by: client)
        #expect(error != nil)
        await client.shutdown()
    }
}
