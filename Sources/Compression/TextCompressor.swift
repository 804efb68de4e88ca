import CZstd
import Synchronization

/// Compresses short texts one by one, with dictionaries of what they have in common.
///
/// A frame (RFC 8878) names the dictionary with which it was made. A lock protects what libzstd works
/// in, which is made once: making it takes longer than a short text.
package final class TextCompressor: Sendable {
    private let state = Mutex(State())

    package init() {}

    /// Takes in a dictionary, with which texts are compressed from now on.
    ///
    /// - Returns: its id; nil if it is none.
    @discardableResult
    package func add(_ dictionary: [UInt8]) -> UInt32? {
        state.withLock { $0.add(dictionary) }
    }

    package func knows(_ id: UInt32) -> Bool { state.withLock { $0.knows(id) } }

    /// - Returns: the frame; nil as long as there is no dictionary, or if there is not enough memory.
    package func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        state.withLock { $0.compressed(bytes) }
    }

    /// Restores the bytes of a frame that may come from anybody.
    ///
    /// - Parameter limit: the most bytes that it may unpack to.
    package func restored(
        _ frame: [UInt8], limit: Int
    ) throws(Zstandard.Failure) -> [UInt8] {
        let size = try Zstandard.announcedSize(of: frame, limit: limit)
        return try state.withLock { (state) throws(Zstandard.Failure) in
            try state.restored(frame, size: size)
        }
    }

    /// Makes a dictionary of strings that texts often have, the most useful last.
    ///
    /// - Parameter samples: texts, of which only the frequencies of bytes and lengths are kept.
    /// - Returns: nil if there are too few of either.
    package static func dictionary(
        of strings: [UInt8], samples: [[UInt8]], size: Int
    ) -> [UInt8]? {
        guard !strings.isEmpty, !samples.isEmpty else { return nil }
        let joined = Array(samples.joined())
        let sizes = samples.map(\.count)
        var settings = ZDICT_params_t()
        settings.compressionLevel = State.level
        var count = 0
        let dictionary = [UInt8](unsafeUninitializedCapacity: size) { room, used in
            count = ZDICT_finalizeDictionary(
                room.baseAddress, room.count, strings, strings.count, joined, sizes,
                UInt32(clamping: sizes.count), settings)
            used = ZDICT_isError(count) == 0 ? count : 0
        }
        return ZDICT_isError(count) == 0 ? dictionary : nil
    }

    /// The id by which frames name a dictionary; nil if it is none.
    package static func id(of dictionary: [UInt8]) -> UInt32? {
        let id = ZDICT_getDictID(dictionary, dictionary.count)
        return id == 0 ? nil : id
    }
}

private struct State: ~Copyable {
    private struct Prepared {
        let packing: OpaquePointer
        let unpacking: OpaquePointer
    }

    /// Some 20 microseconds for a text of a kilobyte.
    static let level: Int32 = 3

    private let packing = ZSTD_createCCtx()
    private let unpacking = ZSTD_createDCtx()
    private var prepared: [UInt32: Prepared] = [:]
    private var newest: Prepared?

    deinit {
        ZSTD_freeCCtx(packing)
        ZSTD_freeDCtx(unpacking)
        for dictionary in prepared.values {
            ZSTD_freeCDict(dictionary.packing)
            ZSTD_freeDDict(dictionary.unpacking)
        }
    }

    func knows(_ id: UInt32) -> Bool { prepared[id] != nil }

    mutating func add(_ dictionary: [UInt8]) -> UInt32? {
        guard let id = TextCompressor.id(of: dictionary) else { return nil }
        guard !knows(id) else { return id }
        let packing = ZSTD_createCDict(dictionary, dictionary.count, Self.level)
        let unpacking = ZSTD_createDDict(dictionary, dictionary.count)
        guard let packing, let unpacking else {
            ZSTD_freeCDict(packing)
            ZSTD_freeDDict(unpacking)
            return nil
        }
        let made = Prepared(packing: packing, unpacking: unpacking)
        prepared[id] = made
        newest = made
        return id
    }

    func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        // Without a checksum, a frame in which a bit was changed may unpack to other words.
        guard let newest, let packing,
            ZSTD_isError(ZSTD_CCtx_setParameter(packing, ZSTD_c_checksumFlag, 1)) == 0,
            ZSTD_isError(ZSTD_CCtx_refCDict(packing, newest.packing)) == 0
        else { return nil }
        var count = 0
        let frame = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
            room, used in
            count = ZSTD_compress2(
                packing, room.baseAddress, room.count, bytes, bytes.count)
            used = ZSTD_isError(count) == 0 ? count : 0
        }
        return ZSTD_isError(count) == 0 ? frame : nil
    }

    func restored(_ frame: [UInt8], size: Int) throws(Zstandard.Failure) -> [UInt8] {
        let id = ZSTD_getDictID_fromFrame(frame, frame.count)
        let dictionary = prepared[id]
        guard id == 0 || dictionary != nil else { throw .unknownDictionary(id) }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, used in
            count = ZSTD_decompress_usingDDict(
                unpacking, room.baseAddress, room.count, frame, frame.count,
                dictionary?.unpacking)
            used = count == size ? count : 0
        }
        guard count == size else { throw .damaged }
        return bytes
    }
}
