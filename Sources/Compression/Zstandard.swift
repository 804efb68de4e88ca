import CZstd

/// Compresses and restores bytes as one Zstandard frame (RFC 8878), which tells its size.
package enum Zstandard {
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The frame announces more bytes than the limit, or none.
        case tooLarge(limit: Int)
        case damaged
        /// The frame was made with a dictionary that is not there.
        case unknownDictionary(UInt32)
        case outOfMemory

        package var description: String {
            switch self {
            case .tooLarge(let limit): "unpacks to more than \(limit) bytes"
            case .damaged: "is damaged"
            case .unknownDictionary(let id): "needs dictionary \(id), which is not there"
            case .outOfMemory: "there is not enough memory to unpack it"
            }
        }
    }

    /// zstd's own default: some 300 MB/s, and text to a quarter of its size.
    private static let level: Int32 = 3

    /// - Returns: the frame; nil if there is not enough memory.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        let most = ZSTD_compressBound(bytes.count)
        var count = 0
        let frame = [UInt8](unsafeUninitializedCapacity: most) { room, used in
            count = bytes.withUnsafeBytes {
                ZSTD_compress(room.baseAddress, room.count, $0.baseAddress, $0.count, level)
            }
            used = ZSTD_isError(count) == 0 ? count : 0
        }
        return ZSTD_isError(count) == 0 ? frame : nil
    }

    /// Restores the bytes of a frame that may come from anybody.
    ///
    /// - Parameter limit: the most bytes that it may unpack to.
    package static func restored(_ frame: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        let size = try announcedSize(of: frame, limit: limit)
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, used in
            // Without bytes there may be no place for them.
            count = frame.withUnsafeBytes {
                ZSTD_decompress(room.baseAddress, room.count, $0.baseAddress, $0.count)
            }
            used = count == size ? count : 0
        }
        guard count == size else { throw .damaged }
        return bytes
    }

    /// How many bytes a frame says that it unpacks to.
    package static func announcedSize(of frame: [UInt8], limit: Int) throws(Failure) -> Int {
        let announced = frame.withUnsafeBytes { czstd_announced_size($0.baseAddress, $0.count) }
        guard announced >= 0 else { throw .damaged }
        guard announced <= limit, let size = Int(exactly: announced) else {
            throw .tooLarge(limit: limit)
        }
        return size
    }
}
