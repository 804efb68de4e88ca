#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Whether this process may write somewhere, found out by trying.
///
/// Permissions do not tell it all: root may write everywhere, and yet makes no file in /proc or on
/// a disk that is mounted to be read.
package enum FileTrial {
    package struct Failure: Hashable, Sendable {
        /// The system's reason.
        package let reason: String
        /// Whether another user may be allowed to.
        package let isPermission: Bool

        fileprivate init(_ code: Int32) {
            reason = String(cString: strerror(code))
            isPermission = code == EACCES || code == EPERM
        }
    }

    /// Makes an empty file in the folder and removes it at once.
    package static func create(in folder: String) -> Failure? {
        let path = "\(folder)/.rejoinder-trial-\(getpid())"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return Failure(errno) }
        close(descriptor)
        unlink(path)
        return nil
    }

    /// Asks the system, and opens nothing.
    ///
    /// Closing a ledger would release the locks that SQLite holds on it in this process.
    package static func write(to file: String) -> Failure? {
        access(file, W_OK) == 0 ? nil : Failure(errno)
    }
}
