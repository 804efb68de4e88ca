import Compression
import Testing

@Suite("Short texts with a dictionary") struct TextCompressorTests {
    private static let words = Array("harbour ministry spokeswoman reopened comment ".utf8)
    private static let text = Array("The harbour ministry has reopened, a spokeswoman said.".utf8)

    private static func dictionary() throws -> [UInt8] {
        let samples = (0..<200).map { Array("The harbour ministry said so \($0) times.".utf8) }
        return try #require(
            TextCompressor.dictionary(
                of: Array(repeating: words, count: 20).flatMap { $0 }, samples: samples,
                size: 16 << 10))
    }

    @Test("are restored, and are smaller than without") func restores() throws {
        let compressor = TextCompressor()
        #expect(compressor.compressed(Self.text) == nil, "there is no dictionary yet")
        let dictionary = try Self.dictionary()
        let id = try #require(compressor.add(dictionary))
        #expect(compressor.knows(id) && TextCompressor.id(of: dictionary) == id)
        let frame = try #require(compressor.compressed(Self.text))
        let plain = try #require(Zstandard.compressed(Self.text))
        #expect(frame.count < plain.count)
        #expect(try compressor.restored(frame, limit: 1000) == Self.text)
        #expect(try compressor.restored(plain, limit: 1000) == Self.text)
        let empty = try #require(compressor.compressed([]))
        #expect(try compressor.restored(empty, limit: 0) == [])
    }

    @Test("are refused without their dictionary, damaged, and past the limit") func refuses() throws
    {
        let compressor = TextCompressor()
        let id = try #require(compressor.add(Self.dictionary()))
        let frame = try #require(compressor.compressed(Self.text))
        #expect(throws: Zstandard.Failure.unknownDictionary(id)) {
            try TextCompressor().restored(frame, limit: 1000)
        }
        #expect(throws: Zstandard.Failure.tooLarge(limit: 10)) {
            try compressor.restored(frame, limit: 10)
        }
        for damaged in [[], Array(frame.dropLast()), Self.text] {
            #expect(throws: Zstandard.Failure.damaged) {
                try compressor.restored(damaged, limit: 1000)
            }
        }
    }

    @Test("are never restored to other words, whichever bit of a frame was changed")
    func checksum() throws {
        let compressor = TextCompressor()
        try compressor.add(Self.dictionary())
        let frame = try #require(compressor.compressed(Self.text))
        for index in frame.indices {
            for bit in 0..<8 {
                var changed = frame
                changed[index] ^= 1 << UInt8(bit)
                let restored = try? compressor.restored(changed, limit: 1000)
                #expect(restored == nil || restored == Self.text, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test("need a dictionary that is one") func refusesDictionaries() {
        #expect(TextCompressor().add(Self.words) == nil)
        #expect(TextCompressor.dictionary(of: [], samples: [], size: 1 << 10) == nil)
    }
}
