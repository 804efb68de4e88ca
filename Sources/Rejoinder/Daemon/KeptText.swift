import Foundation

/// Texts that made the program crash, kept so that the fault can be reported.
enum KeptText {
    /// Enough for many reports, and too few to fill a disk.
    private static let maximumFiles = 100
    private static let maximumBytes = 16 << 20

    /// Writes the text; if that fails, the daemon goes on without it.
    static func write(_ text: [UInt8], to folder: String, as name: String) {
        let manager = FileManager.default
        try? manager.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o750])
        let path = folder + "/" + name
        let count = (try? manager.contentsOfDirectory(atPath: folder))?.count ?? 0
        guard count < maximumFiles || manager.fileExists(atPath: path) else { return }
        _ = manager.createFile(
            atPath: path, contents: Data(text.prefix(maximumBytes)),
            attributes: [.posixPermissions: 0o640])
    }

    static func remove(_ name: String, from folder: String) {
        try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
}
