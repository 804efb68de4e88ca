import Foundation

/// The first 32 bytes of a write-ahead log (https://www.sqlite.org/fileformat2.html#walformat).
///
/// If they are invalid, SQLite silently takes the log for empty.
enum WriteAheadLogHeader {
    private static let length = 32

    /// The bytes; empty if the file cannot be read.
    static func bytes(_ path: String) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        return [UInt8]((try? file.read(upToCount: length)) ?? Data())
    }

    /// Whether the magic number and the checksum are those of a log.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == length else { return false }
        let magic = word(bytes, 0, isBigEndian: true)
        guard magic & ~1 == 0x377F_0682 else { return false }
        var (first, second): (UInt32, UInt32) = (0, 0)
        for place in stride(from: 0, to: 24, by: 8) {
            first = first &+ word(bytes, place, isBigEndian: magic & 1 == 1) &+ second
            second = second &+ word(bytes, place + 4, isBigEndian: magic & 1 == 1) &+ first
        }
        return first == word(bytes, 24, isBigEndian: true)
            && second == word(bytes, 28, isBigEndian: true)
    }

    private static func word(_ bytes: [UInt8], _ place: Int, isBigEndian: Bool) -> UInt32 {
        let word = bytes[place..<place + 4]
        return (isBigEndian ? Array(word) : word.reversed())
            .reduce(0) { $0 << 8 | UInt32($1) }
    }
}
