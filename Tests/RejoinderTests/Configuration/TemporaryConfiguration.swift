import Foundation

@testable import Rejoinder

/// A configuration in a folder of its own, gone with the value.
final class TemporaryConfiguration {
    let folder: URL
    var path: String { folder.appendingPathComponent("c.yaml").path }

    init(_ text: String = "") throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rejoinder-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func add(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file.path
    }

    func load(
        _ environment: [String: String] = [:], readsSecrets: Bool = true
    ) throws(ConfigurationError) -> ConfigurationFile {
        try ConfigurationFile.load(
            path: path, environment: environment, readsSecrets: readsSecrets)
    }

    /// What is printed, the folder shortened to nothing.
    func faults(_ environment: [String: String] = [:]) -> [String] {
        do throws(ConfigurationError) {
            _ = try load(environment)
            return []
        } catch {
            return error.description.replacingOccurrences(of: folder.path + "/", with: "")
                .split(separator: "\n").map(String.init)
        }
    }
}

/// The project's own folder.
enum Project {
    static func file(_ path: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(path)
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: file(path), encoding: .utf8)
    }
}
