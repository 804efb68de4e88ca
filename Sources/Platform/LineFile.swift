#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Dispatch

private func closeFile(_ descriptor: Int32) { close(descriptor) }

/// A file to which whole lines are appended for good, and which is set aside once it is large.
///
/// What `append` has accepted survives a power cut. The file set aside last is `PATH.1`, the one
/// before it `PATH.2`, and so on.
package struct LineFile: Sendable {
    package let path: String
    /// The size at which another line begins a new file.
    package let maximumBytes: Int
    /// How many older files are kept.
    package let kept: Int
    /// How each line begins; a last line that breaks off is removed only if it begins so.
    private let beginning: [UInt8]
    /// A disk may make a write wait, and that must hold up nobody else.
    private let queue: DispatchQueue

    package init(path: String, maximumBytes: Int, kept: Int, beginning: String) {
        self.path = path
        self.maximumBytes = maximumBytes
        self.kept = kept
        self.beginning = Array(beginning.utf8)
        queue = DispatchQueue(label: "rejoinder.line-file")
    }

    /// Appends the lines, and waits until the disk has them.
    ///
    /// - Parameter lines: each ends in a line feed.
    /// - Returns: why it has none of them, in words; nil if it has them all.
    package func append(_ lines: [UInt8]) async -> String? {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(Failure) {
                    try appendNow(lines)
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: error.reason)
                }
            }
        }
    }

    private struct Failure: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
        init(_ doing: String, code: Int32) {
            reason = "\(doing): \(String(cString: strerror(code)))"
        }
    }
}

// MARK: - On the queue

extension LineFile {
    private func appendNow(_ lines: [UInt8]) throws(Failure) {
        var file = try OpenFile(path: path)
        try file.lock(path: path)
        try file.mend(beginning: beginning)
        if file.size > 0, file.size + lines.count > maximumBytes {
            // The lock is on the file set aside, so that nobody appends to it meanwhile.
            let full = consume file
            try setAside()
            var fresh = try OpenFile(path: path)
            try fresh.lock(path: path)
            try fresh.append(lines, path: path)
            full.close()
            return
        }
        try file.append(lines, path: path)
    }

    /// Moves each older file up by one name, as far as there is no gap, and the file to `PATH.1`.
    private func setAside() throws(Failure) {
        guard kept > 0 else {
            guard unlink(path) == 0 else {
                throw Failure("cannot remove the full file", code: errno)
            }
            return
        }
        var free = 1
        while free < kept, access("\(path).\(free)", F_OK) == 0 { free += 1 }
        for number in stride(from: free, to: 0, by: -1) {
            let from = number == 1 ? path : "\(path).\(number - 1)"
            guard rename(from, "\(path).\(number)") == 0 else {
                throw Failure("cannot rename \(from)", code: errno)
            }
        }
        FileSync.folder(holding: path)
    }

    /// The file while lines are appended to it.
    private struct OpenFile: ~Copyable {
        private let descriptor: Int32
        private(set) var size: Int = 0
        private let isNew: Bool

        /// - Throws: if it is no regular file, or the system does not let us write.
        init(path: String) throws(Failure) {
            let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
            var file = open(path, flags)
            var isNew = false
            if file < 0, errno == ENOENT {
                file = open(path, flags | O_CREAT | O_EXCL, 0o640)
                isNew = file >= 0
                // The process's umask may have taken rights away.
                if isNew { fchmod(file, 0o640) }
            }
            guard file >= 0 else { throw Self.notOpened(path, code: errno) }
            var info = stat()
            guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
                closeFile(file)
                throw Failure("\(path) is not a regular file")
            }
            descriptor = file
            self.isNew = isNew
        }

        deinit {
            // Closing alone would keep the lock while a program that was just started, as by a sink of
            // type exec, has the file open; and the next lines would find it locked.
            flock(descriptor, LOCK_UN)
            closeFile(descriptor)
        }

        /// Gives up the lock.
        consuming func close() {}

        private static func notOpened(_ path: String, code: Int32) -> Failure {
            switch code {
            case ELOOP: Failure("\(path) is a symbolic link, which is not followed")
            case ENOENT: Failure("the folder \(FileSync.folderName(of: path)) does not exist")
            default: Failure("cannot open \(path)", code: code)
            }
        }

        /// Keeps other processes of ours away, until the file is closed.
        mutating func lock(path: String) throws(Failure) {
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw Failure("another process is writing to \(path)")
            }
            var own = stat()
            var named = stat()
            guard fstat(descriptor, &own) == 0, lstat(path, &named) == 0,
                own.st_ino == named.st_ino, own.st_dev == named.st_dev
            else { throw Failure("\(path) was renamed or replaced just now") }
            size = own.st_size
        }

        /// Removes the beginning of a line that a crash kept from its end: it was not accepted, so
        /// it will be written again.
        mutating func mend(beginning: [UInt8]) throws(Failure) {
            var start = size
            var isWhole = false
            while start > 0, !isWhole {
                let from = max(0, start - 65_536)
                let piece = try read(from: from, count: start - from)
                if let end = piece.lastIndex(of: 0x0A) {
                    start = from + end + 1
                    isWhole = true
                } else {
                    start = from
                }
            }
            guard start < size else { return }
            let torn = try read(from: start, count: beginning.count)
            // A file system may leave zeros where it had no time to write.
            guard beginning.starts(with: torn.filter { $0 != 0 }) else {
                throw Failure(
                    "its last line has no end and is none of ours; move the file away, or end the line"
                )
            }
            guard ftruncate(descriptor, start) == 0 else {
                throw Failure("cannot remove a line that breaks off", code: errno)
            }
            size = start
        }

        private func read(from offset: Int, count: Int) throws(Failure) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            var done = 0
            while done < count {
                let got = bytes.withUnsafeMutableBytes {
                    pread(
                        descriptor, $0.baseAddress.map { $0 + done }, count - done,
                        offset + done)
                }
                if got == 0 { break }
                if got < 0, errno != EINTR { throw Failure("cannot read the file", code: errno) }
                done += max(0, got)
            }
            return Array(bytes.prefix(done))
        }

        /// Writes the lines and makes them durable, or leaves the file as it was.
        mutating func append(_ lines: [UInt8], path: String) throws(Failure) {
            var done = 0
            while done < lines.count {
                let count = lines.withUnsafeBytes {
                    write(descriptor, $0.baseAddress.map { $0 + done }, lines.count - done)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw undone("cannot write to \(path)", code: count < 0 ? errno : ENOSPC)
                }
                done += count
            }
            guard fsync(descriptor) == 0 else {
                throw undone("cannot make \(path) durable", code: errno)
            }
            if isNew, !FileSync.folder(holding: path) {
                throw undone("cannot make the name \(path) durable", code: errno)
            }
        }

        private func undone(_ doing: String, code: Int32) -> Failure {
            ftruncate(descriptor, size)
            return Failure(doing, code: code)
        }
    }
}
