import CProcess

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A small file of records of one size that outlives the process, however the process ends.
///
/// Nothing is forced to the disk: the kernel keeps what a process has written when it crashes. Only
/// a power cut can lose it.
package struct SlotFile: ~Copyable, Sendable {
    /// The size in bytes; a record ends with a newline, so that the file can be read as text.
    package static let recordSize = 128

    private let descriptor: Int32

    /// Opens the file, and creates it if there is none.
    ///
    /// - Throws: `FileFailure` with the system's reason.
    package init(path: String) throws(FileFailure) {
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw FileFailure(reason: String(cString: strerror(errno))) }
    }

    deinit { process_close_notes(descriptor) }

    /// The records, without the blanks that pad them.
    ///
    /// - Parameter limit: the largest number of records to read.
    package func records(limit: Int) -> [String] {
        var bytes = [UInt8](repeating: 0, count: limit * Self.recordSize)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return [] }
        return stride(from: 0, to: count, by: Self.recordSize).map { start in
            let record = bytes[start..<min(start + Self.recordSize, count)]
            let text = record.prefix { $0 != 0x0A && $0 != 0 }
            let padding = text.reversed().prefix { $0 == 0x20 }
            return String(decoding: text.dropLast(padding.count), as: UTF8.self)
        }
    }

    /// Writes a record; a text that is too long is cut off.
    ///
    /// - Returns: whether it could be written.
    @discardableResult
    package func write(_ text: String, at record: Int) -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.recordSize)
        bytes += text.utf8.prefix(Self.recordSize - 1)
        bytes += repeatElement(0x20, count: Self.recordSize - 1 - bytes.count)
        bytes.append(0x0A)
        let offset = off_t(record) * off_t(Self.recordSize)
        return bytes.withUnsafeBytes {
            process_put_note(descriptor, offset, $0.baseAddress, $0.count) == 1
        }
    }

    /// Blanks a record: one byte says that the rest of it no longer counts.
    package func clear(_ record: Int) {
        var end: UInt8 = 0x0A
        _ = process_put_note(descriptor, off_t(record) * off_t(Self.recordSize), &end, 1)
    }

    /// Has a signal that ends the process noted in the record first.
    ///
    /// The note is `signal 04`, and `slot 03` if the crashing thread had said what it worked on.
    /// From now on the other records are written without a system call: a daemon notes every text
    /// that it reads, several times.
    ///
    /// - Parameter count: how many records there are.
    package func noteFatalSignals(at record: Int, of count: Int) {
        process_note_fatal_signals(descriptor, off_t(record) * off_t(Self.recordSize))
        process_map_notes(descriptor, count * Self.recordSize)
    }

    /// Says which record describes what this thread works on; nil if it works on nothing.
    package static func setWork(_ record: Int?) { process_set_slot(Int32(record ?? -1)) }

    /// Empties the file.
    package func empty() { process_forget_notes(descriptor) }

    /// When the file was last written to, in seconds since 1970; what is written without a system
    /// call counts when the kernel sees it, within half a minute.
    package var changedAt: Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec)
    }
}

/// Why a file could not be used.
package struct FileFailure: Error, Hashable, Sendable {
    /// The system's reason.
    package let reason: String
}

extension ProcessFacts {
    /// Identifies this build of the program.
    ///
    /// It is the linker's build id in hexadecimal digits; nil if the linker gave none.
    package static var buildID: String? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = process_build_id(&bytes, bytes.count)
        guard count > 0 else { return nil }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.prefix(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// The name of a signal that ends a process, as signal(7) spells it, such as `SIGILL`.
    package static func signalName(_ number: Int32) -> String {
        switch number {
        case SIGILL: "SIGILL"
        case SIGTRAP: "SIGTRAP"
        case SIGABRT: "SIGABRT"
        case SIGBUS: "SIGBUS"
        case SIGFPE: "SIGFPE"
        case SIGSEGV: "SIGSEGV"
        case SIGSYS: "SIGSYS"
        default: "signal \(number)"
        }
    }
}
