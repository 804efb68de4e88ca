#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A lock that one process at a time can hold; the kernel frees it when the process ends, however
/// it ends.
///
/// It is on the file, whatever its names: two paths that lead to one file are one lock.
package struct FileLock: ~Copyable, Sendable {
    package enum Failure: Error, Hashable, Sendable {
        case isHeld
        /// The system's reason.
        case notOpened(String)
    }

    private let descriptor: Int32

    /// Takes the lock, and makes its file where there is none.
    ///
    /// A symbolic link at the path is not followed: somebody else may have laid it.
    package init(path: String) throws(Failure) {
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o640)
        guard file >= 0 else {
            throw .notOpened(
                errno == ELOOP ? "it is a symbolic link" : String(cString: strerror(errno)))
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(file)
            throw code == EWOULDBLOCK ? .isHeld : .notOpened(String(cString: strerror(code)))
        }
        descriptor = file
    }

    deinit {
        // Closing alone would leave it held while a child that was just forked has the file open.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// What the holder wrote into the file, up to 4 kB; empty where there is nothing.
    package func note() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Puts a note into the file in place of the one there.
    ///
    /// It outlives the process, but is not waited for: a power cut may take it back.
    ///
    /// - Returns: false where the disk refused.
    @discardableResult
    package func write(note: String) -> Bool {
        let bytes = Array(note.utf8)
        return ftruncate(descriptor, 0) == 0
            && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    }
}
