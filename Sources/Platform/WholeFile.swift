#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Reads and replaces files as a whole.
package enum WholeFile {
    /// Why a file could not be read or replaced, in the system's words.
    package struct Failure: Error, Hashable, Sendable {
        package let reason: String
    }

    /// - Returns: nil if there is no such file.
    package static func read(_ path: String, atMost limit: Int) throws(Failure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        var info = stat()
        guard fstat(file, &info) == 0 else { throw failure() }
        guard info.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "not a regular file") }
        guard info.st_size <= limit else { throw tooLong(limit) }
        return try read(file, atMost: limit)
    }

    /// What is left of an open file.
    static func read(_ file: Int32, atMost limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = Glibc.read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
        }
        throw tooLong(limit)
    }

    /// Puts the bytes in the place of the file, durably.
    ///
    /// A reader sees the old file or the new one, and never a part; so does whoever looks after a
    /// power cut. The new file has the permissions of the old one; a first one can be read by all
    /// whom the umask does not keep out.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        // One writer at a time: what it finds there is left from a crash.
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw failure() }
        var isDone = false
        defer { if !isDone { unlink(draft) } }
        do {
            defer { close(file) }
            var old = stat()
            if stat(path, &old) == 0, fchmod(file, old.st_mode & 0o777) != 0 { throw failure() }
            try write(bytes, to: file)
            guard fsync(file) == 0 else { throw failure() }
        }
        guard rename(draft, path) == 0 else { throw failure() }
        isDone = true
        guard FileSync.folder(holding: path) else { throw failure() }
    }

    static func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
    }

    private static func tooLong(_ limit: Int) -> Failure {
        Failure(reason: "over \(limit) bytes long")
    }

    private static func failure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}
