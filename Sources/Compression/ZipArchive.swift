import CZlib

/// Makes a zip archive piece by piece (PKWARE's APPNOTE, version 2.0).
///
/// The same files give the same bytes: no file has a time, an owner or a place of its own.
package struct ZipArchive {
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// More files, or more bytes, than a zip archive of that version can have.
        case tooLarge
        case outOfMemory

        package var description: String {
            switch self {
            case .tooLarge: "a zip archive holds at most 65,535 files and 4 GiB; write a folder"
            case .outOfMemory: "there is not enough memory to pack it"
            }
        }
    }

    /// The records of the files, which stand at the end.
    private var directory: [UInt8] = []
    private var count = 0
    private var size = 0

    package init() {}

    /// - Parameters:
    ///   - name: with `/` between folders; relative.
    ///   - bytes: what the file has.
    /// - Returns: what to write next.
    package mutating func add(
        _ name: String, _ bytes: [UInt8]
    ) throws(Failure) -> [UInt8] {
        let packed = try Self.deflated(bytes)
        let isPacked = packed.count < bytes.count
        let data = isPacked ? packed : bytes
        let path = Array(name.utf8)
        let about =
            Self.field(2, isPacked ? 8 : 0) + Self.midnight + Self.field(4, Self.check(bytes))
            + Self.field(4, data.count) + Self.field(4, bytes.count) + Self.field(2, path.count)
            + Self.field(2, 0)
        let piece =
            Self.field(4, 0x0403_4B50) + Self.field(2, 20) + Self.isUTF8 + about + path + data
        guard count < 0xFFFF, path.count <= 0xFFFF, bytes.count <= 0xFFFF_FFFF,
            size + piece.count + directory.count + path.count + 128 <= 0xFFFF_FFFF
        else { throw .tooLarge }
        // Made by Unix, a regular file that everybody may read.
        directory +=
            Self.field(4, 0x0201_4B50) + Self.field(2, 0x0314) + Self.field(2, 20)
            + Self.isUTF8 + about + Self.field(2, 0) + Self.field(2, 0) + Self.field(2, 0)
            + Self.field(4, 0o100644 << 16) + Self.field(4, size) + path
        count += 1
        size += piece.count
        return piece
    }

    /// What to write last.
    package func end() -> [UInt8] {
        directory + Self.field(4, 0x0605_4B50) + Self.field(4, 0) + Self.field(2, count)
            + Self.field(2, count) + Self.field(4, directory.count) + Self.field(4, size)
            + Self.field(2, 0)
    }

    /// Names are in UTF-8.
    private static let isUTF8 = field(2, 0x0800)
    /// The first moment that the format knows: 1 January 1980.
    private static let midnight = field(2, 0) + field(2, 0x0021)

    /// A number of so many bytes, the lowest first.
    private static func field(_ width: Int, _ value: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func check(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { Int(crc32_z(0, $0.baseAddress, $0.count)) }
    }

    private static func deflated(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        guard bytes.count <= 0xFFFF_FFFF else { throw .tooLarge }
        guard czlib_begin_deflate(&stream) == Z_OK else { throw .outOfMemory }
        defer { deflateEnd(&stream) }
        var code = Z_OK
        var input = bytes
        let most = Int(deflateBound(&stream, UInt(bytes.count)))
        let packed = [UInt8](unsafeUninitializedCapacity: most) { room, used in
            input.withUnsafeMutableBufferPointer { bytes in
                stream.next_in = bytes.baseAddress
                stream.avail_in = UInt32(clamping: bytes.count)
                stream.next_out = room.baseAddress
                stream.avail_out = UInt32(clamping: room.count)
                code = deflate(&stream, Z_FINISH)
            }
            used = code == Z_STREAM_END ? room.count - Int(stream.avail_out) : 0
        }
        guard code == Z_STREAM_END else { throw .outOfMemory }
        return packed
    }
}
