#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A lock that only one process at a time can hold.
///
/// The kernel releases it when the process ends, however it ends. The lock is on the file, whatever
/// its names: two paths that lead to one file are one lock.
package struct FileLock: ~Copyable, Sendable {
    package enum Failure: Error, Hashable, Sendable {
        case isHeld
        /// The system's reason.
        case notOpened(String)
    }

    private let descriptor: Int32

    /// Takes the lock, and creates its file if there is none.
    ///
    /// A symbolic link at the path is not followed, because somebody else may have put it there.
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
        // Closing alone would keep the lock while a child that was just forked has the file open.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// What the holder wrote into the file, up to 4 kB; empty if nothing is there.
    package func note() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Replaces the note in the file.
    ///
    /// The note outlives the process, but a power cut may undo it: we do not wait for the disk.
    ///
    /// - Returns: false if the disk refused.
    @discardableResult
    package func write(note: String) -> Bool {
        let bytes = Array(note.utf8)
        return ftruncate(descriptor, 0) == 0
            && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    }
}
