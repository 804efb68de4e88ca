import Compression
import Foundation
import Rejoinder
import Signing

/// A new folder or zip archive, into which files go one after the other.
struct EvidenceOutput {
    private enum Place {
        case folder(URL)
        case archive(FileHandle, ZipArchive)
    }

    private let path: String
    /// The folder within an archive.
    private let name: String
    private var place: Place
    private var sums: [(name: String, hash: [UInt8])] = []

    /// - Parameters:
    ///   - path: a zip archive if it ends in `.zip`, else a folder.
    ///   - name: the folder within an archive.
    /// - Throws: `CommandError` if there is something already, or it cannot be made.
    init(path: String, name: String) throws {
        self.path = path
        self.name = name
        let url = URL(fileURLWithPath: path)
        let files = FileManager.default
        do {
            if path.hasSuffix(".zip") || path.hasSuffix(".ZIP") {
                // Created first, and only if absent, so that nobody can slip in another file.
                try Data().write(to: url, options: .withoutOverwriting)
                try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
                place = .archive(try FileHandle(forWritingTo: url), ZipArchive())
            } else {
                try files.createDirectory(
                    at: url, withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o750])
                place = .folder(url)
            }
        } catch {
            let isThere = files.fileExists(atPath: path)
            throw CommandError(
                isThere
                    ? "\(path) is there already, and is kept; name another"
                    : "\(path) cannot be made: does its folder exist, and may you write to it?")
        }
    }

    mutating func add(_ name: String, _ text: String) throws { try add(name, Array(text.utf8)) }

    mutating func add(_ name: String, _ bytes: [UInt8]) throws {
        sums.append((name, SHA256.digest(bytes)))
        try write(name, bytes)
    }

    /// Adds the list of all files with their hashes, and finishes.
    mutating func end() throws {
        let lines = sums.sorted { $0.name < $1.name }.map { "\(Hex.string($0.hash))  \($0.name)\n" }
        try write("SHA256SUMS", Array(lines.joined().utf8))
        guard case .archive(let file, let zip) = place else { return }
        try guarded {
            try file.write(contentsOf: zip.end())
            try file.synchronize()
            try file.close()
        }
    }

    /// Removes what was written.
    func discard() { try? FileManager.default.removeItem(atPath: path) }

    private mutating func write(_ name: String, _ bytes: [UInt8]) throws {
        switch place {
        case .folder(let url):
            let file = url.appendingPathComponent(name)
            try guarded {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file, options: .withoutOverwriting)
            }
        case .archive(let handle, var zip):
            let piece: [UInt8]
            do throws(ZipArchive.Failure) {
                piece = try zip.add("\(self.name)/\(name)", bytes)
            } catch {
                throw CommandError("\(path): \(error)")
            }
            place = .archive(handle, zip)
            try guarded { try handle.write(contentsOf: piece) }
        }
    }

    private func guarded(_ work: () throws -> Void) throws {
        do { try work() } catch {
            throw CommandError("\(path) cannot be written: is the disk full?")
        }
    }
}
