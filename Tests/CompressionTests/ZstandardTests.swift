import Compression
import Testing

@Suite("Zstandard") struct ZstandardTests {
    private static let text = Array(
        String(repeating: "Der Sprecher sagte nichts. ", count: 5000).utf8)

    @Test(
        "restores what was compressed",
        arguments: [[], [0], Array(UInt8.min...UInt8.max), ZstandardTests.text])
    func restores(_ bytes: [UInt8]) throws {
        let frame = try #require(Zstandard.compressed(bytes))
        #expect(try Zstandard.restored(frame, limit: bytes.count) == bytes)
    }

    @Test("makes text smaller") func compresses() throws {
        #expect(try #require(Zstandard.compressed(Self.text)).count < Self.text.count / 10)
    }

    @Test("refuses a frame that unpacks to more than the limit, before it does")
    func refusesBombs() throws {
        let bomb = try #require(Zstandard.compressed([UInt8](repeating: 0, count: 8 << 20)))
        #expect(throws: Zstandard.Failure.tooLarge(limit: (8 << 20) - 1)) {
            try Zstandard.restored(bomb, limit: (8 << 20) - 1)
        }
    }

    @Test("refuses what is no frame, breaks off, or was changed") func refusesDamage() throws {
        let frame = try #require(Zstandard.compressed(Self.text))
        var changed = frame
        changed[frame.count / 2] ^= 0xFF
        for damaged in [[], Self.text, Array(frame.dropLast()), changed] {
            let restored = try? Zstandard.restored(damaged, limit: 1 << 20)
            // A change within the data need not break the frame; then other bytes come out.
            #expect(restored != Self.text)
        }
        #expect(throws: Zstandard.Failure.damaged) {
            try Zstandard.restored(Array(frame.dropLast()), limit: 1 << 20)
        }
    }
}
