import CZlib

/// Undoes gzip that a server did not label, or labelled once and did twice.
///
/// No document that is fetched begins with gzip's first bytes, so they are believed without a
/// label.
enum Gunzip {
    /// How often a body may have been compressed.
    private static let deepest = 3
    private static let pieceSize = 64 << 10

    /// A body, and whether it breaks off.
    struct Unpacked {
        var bytes: [UInt8]
        var isCutOff = false
    }

    /// Undoes every layer of gzip that the bytes show.
    ///
    /// - Parameter wireBytes: the body's size on the wire, by which a bomb is known.
    /// - Throws: `bodyTooLarge`, `compressionBomb`, or `protocolError` if the data are damaged.
    static func undone(
        _ body: [UInt8], limits: TransferLimits, wireBytes: Int
    ) throws(TransferError) -> Unpacked {
        var unpacked = Unpacked(bytes: body)
        for _ in 0..<deepest where isGzip(unpacked.bytes) {
            var stream = Inflation(limits: limits, wireBytes: wireBytes)
            let isWhole = try stream.unpack(unpacked.bytes)
            unpacked = Unpacked(bytes: stream.output, isCutOff: unpacked.isCutOff || !isWhole)
        }
        return unpacked
    }

    /// Whether the bytes begin as gzip does: its mark and its only method (RFC 1952 section 2.3.1).
    private static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    private struct Inflation {
        let limits: TransferLimits
        let wireBytes: Int
        var output: [UInt8] = []

        /// - Returns: whether the data came to their end.
        mutating func unpack(_ input: [UInt8]) throws(TransferError) -> Bool {
            var stream = z_stream()
            guard czlib_begin_gunzip(&stream) == Z_OK else { throw .protocolError("out of memory") }
            defer { inflateEnd(&stream) }
            var input = input
            var result: Result<Bool, TransferError> = .success(false)
            input.withUnsafeMutableBufferPointer { bytes in
                stream.next_in = bytes.baseAddress
                stream.avail_in = UInt32(clamping: bytes.count)
                result = run(&stream)
            }
            return try result.get()
        }

        private mutating func run(_ stream: inout z_stream) -> Result<Bool, TransferError> {
            var piece = [UInt8](repeating: 0, count: Gunzip.pieceSize)
            while true {
                let (code, count) = piece.withUnsafeMutableBufferPointer { room in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(room.count)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    return (code, room.count - Int(stream.avail_out))
                }
                if let error = refusal(adding: count) { return .failure(error) }
                output += piece[..<count]
                switch code {
                case Z_OK where stream.avail_in > 0 || count > 0: continue
                case Z_OK, Z_BUF_ERROR: return .success(false)
                case Z_STREAM_END:
                    // Several members may follow each other; what is no member is padding.
                    guard stream.avail_in > 2, stream.next_in?.pointee == 0x1F,
                        inflateReset(&stream) == Z_OK
                    else { return .success(true) }
                default: return .failure(.protocolError("its gzip data are damaged"))
                }
            }
        }

        private func refusal(adding count: Int) -> TransferError? {
            let total = output.count + count
            if total > limits.bodyBytes { return .bodyTooLarge(limit: limits.bodyBytes) }
            let ratio = max(1, limits.compressionRatio)
            guard total > 1 << 20, total / ratio > max(1, wireBytes) else { return nil }
            return .compressionBomb(limit: ratio)
        }
    }
}
