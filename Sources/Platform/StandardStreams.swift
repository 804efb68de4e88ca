#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The process's standard output and error, written without a buffer.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes all of the bytes.
    ///
    /// - Returns: the system's reason if they could not be written.
    package func write(_ bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Another process that shares the stream has made it non-blocking.
                var descriptor = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                _ = poll(&descriptor, 1, -1)
            } else if errno != EINTR {
                return String(cString: strerror(errno))
            }
        }
        return nil
    }

    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Whether the stream is the very socket that `$JOURNAL_STREAM` names.
    ///
    /// It says `DEVICE:INODE` (systemd.exec(5)); a child's redirected output does not match.
    package func isJournal(_ name: String?) -> Bool {
        guard let name else { return false }
        var status = stat()
        guard fstat(rawValue, &status) == 0 else { return false }
        return name == "\(status.st_dev):\(status.st_ino)"
    }
}

/// What libdispatch says of itself.
package enum DispatchLog {
    /// Keeps libdispatch from writing to syslog, and so to the journal.
    ///
    /// What it says there is that a thread was not granted a priority that it asks for by itself.
    /// `LIBDISPATCH_LOG=stderr` in the environment still shows it.
    package static func silence() { setenv("LIBDISPATCH_LOG", "NO", 0) }
}

/// Facts about the process that only the system knows.
package enum ProcessFacts {
    package static var processID: Int32 { getpid() }

    /// The name of the user that runs the process, or the user's number if it has no name.
    package static var userName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else {
            return String(getuid())
        }
        return String(cString: name)
    }
}
