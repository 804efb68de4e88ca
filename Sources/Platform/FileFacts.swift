#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// What the file system says about a path.
package struct FileFacts: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case file, folder, symbolicLink, other }

    package var kind: Kind
    /// The user and the group, by number.
    package var owner: UInt32
    package var group: UInt32
    /// The lower twelve bits of the mode, as `chmod` takes them.
    package var permissions: UInt32
    /// How many names (hard links) the file has.
    package var names: UInt64
    package var size: Int64

    package init(
        kind: Kind, owner: UInt32, group: UInt32, permissions: UInt32, names: UInt64, size: Int64
    ) {
        self.kind = kind
        self.owner = owner
        self.group = group
        self.permissions = permissions
        self.names = names
        self.size = size
    }

    /// Nil if nothing is at the path, or this process may not know.
    ///
    /// - Parameter followsLinks: whether a symbolic link stands for its target.
    package init?(path: String, followsLinks: Bool = false) {
        var info = stat()
        guard (followsLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { return nil }
        switch info.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        owner = info.st_uid
        group = info.st_gid
        permissions = UInt32(info.st_mode) & 0o7777
        names = UInt64(info.st_nlink)
        size = Int64(info.st_size)
    }
}

extension FileFacts {
    /// Reads a file from beginning to end, to see whether it can be read.
    ///
    /// Closing it releases the locks that SQLite holds on it in this process (close(2), fcntl(2)),
    /// so this is only for a file that will not be used any more.
    ///
    /// - Returns: the system's reason if reading fails; nil if it works, or there is no file.
    package static func readFailure(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var offset: off_t = 0
        while true {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, offset)
            }
            if count == 0 { return nil }
            if count < 0, errno != EINTR { return String(cString: strerror(errno)) }
            offset += max(0, count)
        }
    }
}

/// The user and group with whose rights this process acts.
package struct ProcessUser: Hashable, Sendable {
    package var user: UInt32
    package var group: UInt32

    package init(user: UInt32, group: UInt32) {
        self.user = user
        self.group = group
    }

    /// The effective user and group, which decide about file access.
    package static var current: ProcessUser { ProcessUser(user: geteuid(), group: getegid()) }

    package var isRoot: Bool { user == 0 }
}

/// What the process or the disk has run out of.
package enum Shortage {
    /// Whether no more files can be opened by this process, or by any.
    package static var isOfFiles: Bool {
        let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else {
            close(descriptor)
            return false
        }
        return errno == EMFILE || errno == ENFILE
    }

    /// Whether the disk that holds the path has no room left for this process.
    package static func isOfSpace(at path: String) -> Bool {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return false }
        let free = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
        return !free.overflow && free.partialValue < 65_536
    }
}

package enum FileSync {
    /// Makes a folder's list of files durable, or a power cut could take a new file with it.
    ///
    /// - Returns: false if the system refused.
    @discardableResult
    package static func folder(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    /// The same for the folder that holds the file.
    @discardableResult
    static func folder(holding path: String) -> Bool { folder(folderName(of: path)) }

    static func folderName(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// How many files this process may have open, including sockets.
package enum OpenFiles {
    /// Fewer are never enough: libdispatch ends the process if it cannot open one for itself.
    package static let least = 64

    /// Raises the limit to what the system allows.
    ///
    /// - Returns: the limit; nil if the system does not say.
    package static func raiseLimit() -> Int? {
        var limit = rlimit()
        #if canImport(Glibc)
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let files = RLIMIT_NOFILE
        #endif
        guard getrlimit(files, &limit) == 0 else { return nil }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(files, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
