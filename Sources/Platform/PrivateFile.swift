#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A small file that nobody but its owner may read, such as one with a key.
package enum PrivateFile {
    /// Why a file cannot be used, and what to do, in words.
    package struct Failure: Error, Hashable, Sendable {
        package let reason: String
    }

    /// Reads the file, unless somebody else could have read it or put it there.
    ///
    /// - Parameter owner: a user to whom it may belong beside this process's.
    /// - Returns: nil if there is no such file.
    package static func read(
        _ path: String, owner: UInt32?, atMost limit: Int
    ) throws(Failure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        if file < 0, errno == ELOOP {
            throw Failure(reason: "\(path) is a symbolic link, which is not followed")
        }
        guard file >= 0 else { throw failure("cannot read \(path)") }
        defer { close(file) }
        var info = stat()
        guard fstat(file, &info) == 0 else { throw failure("cannot read \(path)") }
        guard info.st_mode & S_IFMT == S_IFREG, info.st_nlink == 1 else {
            throw Failure(reason: "\(path) is not a regular file with one name")
        }
        let user = geteuid()
        guard info.st_uid == user || info.st_uid == owner || user == 0 else {
            throw Failure(
                reason: "\(path) belongs to user \(info.st_uid); find out why, and `chown` it")
        }
        guard info.st_mode & 0o077 == 0 else {
            throw Failure(
                reason: "\(path) is open to others (mode \(String(info.st_mode & 0o777, radix: 8)))"
                    + "; close it with `chmod 600`, and make a new key if others may have read it")
        }
        do throws(WholeFile.Failure) {
            return try WholeFile.read(file, atMost: limit)
        } catch {
            throw Failure(reason: "cannot read \(path): \(error.reason)")
        }
    }

    /// Makes the file durably, with the mode 0600; a power cut leaves all of it or nothing.
    ///
    /// - Parameters:
    ///   - owner: to whom it is given, if this process acts for root; nil: nobody else.
    ///   - replaces: whether a file of that name gives way.
    package static func write(
        _ bytes: [UInt8], to path: String, owner: UInt32? = nil, replaces: Bool = false
    ) throws(Failure) {
        // One writer at a time: what it finds there is left from a crash.
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("cannot make \(draft)") }
        defer {
            close(file)
            unlink(draft)
        }
        if geteuid() == 0, let owner, owner != 0, fchown(file, owner, gid_t.max) != 0 {
            throw failure("cannot give \(draft) to user \(owner)")
        }
        do throws(WholeFile.Failure) {
            try WholeFile.write(bytes, to: file)
        } catch {
            throw Failure(reason: "cannot write \(draft): \(error.reason)")
        }
        guard fchmod(file, 0o600) == 0, fsync(file) == 0 else {
            throw failure("cannot make \(draft) durable")
        }
        // A link, unlike a new name, takes the place of no file.
        guard replaces ? rename(draft, path) == 0 : link(draft, path) == 0 else {
            throw failure("cannot make \(path)")
        }
        guard FileSync.folder(holding: path) else {
            throw failure("cannot make \(path) durable")
        }
    }

    private static func failure(_ doing: String) -> Failure {
        Failure(reason: "\(doing): \(String(cString: strerror(errno)))")
    }
}
