import Foundation
import Platform

/// Whether a file, where it lies, may be the ledger that this process writes.
///
/// The log is evidence: nobody but its owner may be able to change it or to lead its writer
/// elsewhere. What the systemd unit sets up (0640 in 0750, both owned by the service) passes.
package enum LedgerPlace {
    /// Why a ledger cannot be kept in a place.
    package struct Obstacle: Hashable, Sendable {
        package let reason: String
        /// Whether another user might be able to.
        package let isThisUsers: Bool
    }

    /// - Throws: `unsafePlace`, with advice on what to do.
    static func check(_ path: String, as user: ProcessUser) throws(LedgerError) {
        let folder = folder(of: path)
        if let facts = FileFacts(path: folder, followsLinks: true),
            let fault = fault(folder: facts, named: folder, user: user)
        {
            throw .unsafePlace(path: path, reason: fault)
        }
        let file = FileFacts(path: path)
        if let file, let fault = fault(file: file, path: path, user: user) {
            throw .unsafePlace(path: path, reason: fault)
        }
        for suffix in ["-wal", "-shm", "-journal", ".lock"] {
            guard let facts = FileFacts(path: path + suffix),
                let fault = fault(
                    companion: facts, path: path + suffix, owner: file?.owner, user: user)
            else { continue }
            throw .unsafePlace(path: path, reason: fault)
        }
    }

    /// Why no daemon could keep its ledger there, or why this user could not; nil if it could.
    ///
    /// Folders that are missing are made by `rejoinder run`.
    package static func obstacle(_ path: String) -> Obstacle? {
        do throws(LedgerError) {
            try check(path, as: .current)
        } catch {
            guard case .unsafePlace(_, let reason) = error else { return nil }
            let owner = FileFacts(path: path)
            let isOurs = owner?.kind != .file || owner?.owner == ProcessUser.current.user
            return Obstacle(reason: reason, isThisUsers: !isOurs)
        }
        var folder = folder(of: path)
        while FileFacts(path: folder, followsLinks: true) == nil, folder != "/" {
            folder = self.folder(of: folder)
        }
        let kind = FileFacts(path: folder, followsLinks: true)?.kind
        guard kind == .folder else {
            return Obstacle(reason: "\(folder) is not a folder", isThisUsers: false)
        }
        let isThere = FileFacts(path: path) != nil
        if isThere, let failure = FileTrial.write(to: path) {
            return Obstacle(reason: failure.reason, isThisUsers: failure.isPermission)
        }
        return FileTrial.create(in: folder).map { failure in
            Obstacle(
                reason: "no file can be made in \(folder): \(failure.reason)",
                isThisUsers: failure.isPermission)
        }
    }

    /// The folder as it is spelled, or the working folder if none is.
    static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    static func fault(file: FileFacts, path: String, user: ProcessUser) -> String? {
        switch file.kind {
        case .symbolicLink:
            return "it is a symbolic link; name the file itself, as `realpath` prints it, so that "
                + "no second daemon comes to it by another name"
        case .folder: return "it is a folder; name a file in it"
        case .other: return "it is not a regular file; name another"
        case .file: break
        }
        if !user.isRoot, file.owner != user.user {
            return "it belongs to user \(file.owner), and you are user \(user.user);"
                + " run as that user, or change its owner with `chown \(user.user) \(path)`"
        }
        if file.permissions & 0o022 != 0 {
            let mode = String(file.permissions & 0o777, radix: 8)
            return "users other than its owner may write to it (mode \(mode)); `chmod go-w \(path)`"
        }
        if file.names > 1 {
            return "it has \(file.names) names (hard links), and SQLite keeps a log beside each, "
                + "which loses data; remove the other name, or copy the file"
        }
        return nil
    }

    static func fault(folder: FileFacts, named path: String, user: ProcessUser) -> String? {
        // If the sticky bit is set, others cannot remove or rename files that are not theirs.
        guard folder.permissions & 0o1000 == 0 else { return nil }
        if folder.permissions & 0o002 != 0 {
            return "anybody may write to its folder; `chmod o-w \(path)`"
        }
        // Many systems give each user a group of the same name, and let it write to new folders.
        if folder.permissions & 0o020 != 0, folder.group != user.group {
            return "the group \(folder.group) may write to its folder; "
                + "`chmod g-w \(path)`"
        }
        return nil
    }

    /// What is wrong with a file beside the ledger: only the owner may have put it there.
    static func fault(
        companion: FileFacts, path: String, owner: UInt32?, user: ProcessUser
    ) -> String? {
        guard companion.kind == .file else {
            return "\(path) is not a regular file; remove it"
        }
        guard companion.owner == user.user || companion.owner == owner || user.isRoot else {
            return "\(path) belongs to user \(companion.owner), who does not own "
                + "the ledger; find out why, and remove it or `chown` it"
        }
        return nil
    }
}
