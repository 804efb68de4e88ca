#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A lock that one process at a time can hold; the kernel frees it when the process ends, however
/// it ends.
package struct FileLock: ~Copyable, Sendable {
    package enum Failure: Error, Hashable, Sendable {
        case isHeld
        /// The system's reason.
        case notOpened(String)
    }

    private let descriptor: Int32

    /// Takes the lock, and makes its file where there is none.
    package init(path: String) throws(Failure) {
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .notOpened(String(cString: strerror(errno))) }
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
}
