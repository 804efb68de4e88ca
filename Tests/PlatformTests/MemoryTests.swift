import Foundation
import Platform
import Testing

@Suite("The memory of the process") struct MemoryTests {
    @Test("is given back where it was in use and is no more") func givesBack() throws {
        var blocks = (0..<65_536).compactMap { _ in malloc(1000) }
        for block in blocks { memset(block, 1, 1000) }
        // What lies behind the others keeps the C library from giving them back by itself.
        let last = blocks.removeLast()
        for block in blocks { free(block) }
        let before = try Self.resident()
        Memory.giveBack()
        #expect(try Self.resident() < before - 30_000_000)
        free(last)
    }

    /// Bytes.
    private static func resident() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return try #require(Int(statm.split(separator: " ")[1])) * 4096
    }
}
