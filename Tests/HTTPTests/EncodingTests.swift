import Foundation
import HTTP
import Testing

@Suite("Content encodings") struct EncodingTests {
    private static let plain = String(repeating: "The answer is yes. ", count: 8)

    /// What the usual tools make of `plain`.
    static let encoded = [
        ("gzip", "H4sIAAAAAAACAwvJSFVIzCsuTy1SyCxWqEwt1lMIGQxCAOFat32YAAAA"),
        ("deflate", "eNoLyUhVSMwrLk8tUsgsVqhMLdZTCBkMQgC+UTRh"),
        ("br", "G5cA+I3DOBa8+RpVqQahKpuTLmh5RUpqJUJPLC78fwM="),
        ("zstd", "KLUv/SCY1QAAmFRoZSBhbnN3ZXIgaXMgeWVzLiABAAVGzTA="),
    ]

    @Test("are offered and undone", arguments: encoded)
    func undone(_ name: String, _ base64: String) async throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
        let server = try LoopbackServer(isRecording: true) { _ in
            .init(headers: [("Content-Encoding", name)], body: bytes)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let response = try await client.send(Request(url: server.url))
        #expect(text(response) == Self.plain)
        #expect(response.encodedBytes == bytes.count)
        let offered = try #require(server.requests.first?.headers["accept-encoding"])
        #expect(offered.contains(name))
        await client.shutdown()
    }

    /// Some 32 to 64 MiB of zeros each.
    static let bombs: [(String?, [UInt8])] = {
        let gzipTwice = """
            H4sIAAAAAAACA+3dIW4CYRAG0GV3BUG0VFQhyjEwm7Qh1DVBFIEiHKASDUlTVdNLoFF4cNyA4jgAQSBQhIXdY/z7\
            nhr9yS+TmZffelSIk8O6VrsPs7/r4lhvRAAAAEDgZrvvpCgDona+fe8PAAAAgNCNHx/SshS4jFpv4gAAAIDg/WSd\
            ZrkhcJp+peIAAACA4D2f969lF7DJl0+f8gAAAIDg/TsYAAAAAJXiYAAAAABUyzzrtIsuoHnKJ93YZwUAAAAqYvXR\
            S3vD+xDfAHOE6iN7fwAA
            """
        let brotli = "z///f/gnAOKxQCD3/p/////wTwDEYQGA7v0/////4Z8AiMMiAN37f/7//8M/ARCHBQC69/8D"
        func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }
        return [
            ("gzip, gzip", bytes(gzipTwice)), ("br", bytes(brotli)), ("zstd", zstandardZeros(512)),
            (nil, bytes(gzipTwice)),
        ]
    }()

    /// A frame of blocks that repeat one byte 128 KiB times (RFC 8878 section 3.1.1.2.2).
    private static func zstandardZeros(_ blocks: Int) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]
        for index in 1...blocks {
            let header = 131_072 << 3 | 1 << 1 | (index == blocks ? 1 : 0)
            frame += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16), 0]
        }
        return frame
    }

    @Test("that unpack out of all proportion are stopped", arguments: bombs)
    func stopped(_ label: String?, _ bytes: [UInt8]) async throws {
        #expect(!bytes.isEmpty)
        let server = try LoopbackServer { _ in
            .init(headers: label.map { [("Content-Encoding", $0)] } ?? [], body: bytes)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        #expect(
            await failure(of: Request(url: server.url), by: client)
                == .compressionBomb(limit: 200))
        var request = Request(url: server.url)
        request.limits.bodyBytes = 1 << 20
        request.limits.compressionRatio = 1 << 30
        #expect(await failure(of: request, by: client) == .bodyTooLarge(limit: 1 << 20))
        await client.shutdown()
    }

    @Test(
        "that the body does not have count for nothing",
        arguments: [
            "gzip", "deflate", "br", "zstd", "compress", "utf-8", "UTF-8, gzip", "binary",
        ])
    func mislabelled(_ name: String) async throws {
        let server = try LoopbackServer(isRecording: true) { _ in
            .init(headers: [("Content-Encoding", name)], body: Array("<rss>yes</rss>".utf8))
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        for _ in 1...3 {
            #expect(text(try await client.send(patient(server.url))) == "<rss>yes</rss>")
        }
        // The first look needs a second request; later looks know better.
        #expect(server.requests.count == 4)
        #expect(server.requests.last?.headers["accept-encoding"] == "identity")
        await client.shutdown()
    }

    @Test("in a longer row than any server needs are refused")
    func tooMany() async throws {
        let server = try LoopbackServer { _ in
            .init(
                headers: [("Content-Encoding", "gzip,gzip,gzip,gzip,gzip,gzip")],
                body: Array("<rss>no</rss>".utf8))
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let error = await failure(of: Request(url: server.url), by: client)
        #expect(error?.kind == "protocol", "\(String(describing: error))")
        await client.shutdown()
    }

    @Test("are offered elsewhere, though one address names what its body does not have")
    func onlyThere() async throws {
        let gzip = try Self.gzip(layers: 1)
        let server = try LoopbackServer { request in
            request.target == "/wrong"
                ? .init(headers: [("Content-Encoding", "gzip")], body: [0x3C, 0x61, 0x3E])
                : .init(
                    headers: [
                        ("Content-Encoding", "gzip"),
                        ("X-Offered", request.headers["accept-encoding"] ?? ""),
                    ], body: gzip)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        _ = try await client.send(patient(server.url + "/wrong"))
        let response = try await client.send(patient(server.url + "/right"))
        #expect(text(response) == Self.plain)
        #expect(response.headers["x-offered"]?.contains("gzip") == true)
        await client.shutdown()
    }

    /// `plain` in so many layers of gzip.
    private static func gzip(layers: Int) throws -> [UInt8] {
        let twice =
            "H4sIAAAAAAACA5Pv5mAAASZm7pMeoR5ntPX8dYNO6ISt8NG9FswhyePE8DBqe+0MoAoAaEx/KyoAAAA="
        let once = encoded[0].1
        return [UInt8](try #require(Data(base64Encoded: layers == 1 ? once : twice)))
    }

    @Test(
        "of gzip are known by the first bytes",
        arguments: [
            (nil, 1), (nil, 2), ("gzip", 2), ("x-gzip", 1), ("utf-8", 1), ("deflate", 1), ("br", 1),
            ("identity", 1), ("zstd", 2),
        ])
    func sniffed(_ label: String?, _ layers: Int) async throws {
        let bytes = try Self.gzip(layers: layers)
        let server = try LoopbackServer { _ in
            .init(headers: label.map { [("Content-Encoding", $0)] } ?? [], body: bytes)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        #expect(text(try await client.send(patient(server.url))) == Self.plain)
        await client.shutdown()
    }

    @Test("of gzip that are damaged or cut off are failures")
    func damaged() async throws {
        let whole = try Self.gzip(layers: 1)
        var damaged = whole
        damaged[20] ^= 0xFF
        let bodies = [damaged, Array(whole.dropLast(20))]
        let server = try LoopbackServer { request in
            .init(body: bodies[request.target == "/cut" ? 1 : 0])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let error = await failure(of: Request(url: server.url), by: client)
        #expect(error?.kind == "protocol", "\(String(describing: error))")
        #expect(await failure(of: Request(url: server.url + "/cut"), by: client) == .truncated)
        await client.shutdown()
    }
}
