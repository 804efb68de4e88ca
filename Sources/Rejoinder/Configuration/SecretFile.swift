import Foundation
import Yams

/// Reads secrets from a file that only its owner can read, or from a systemd credential.
struct SecretFile {
    /// The service manager's `CREDENTIALS_DIRECTORY`, if there is one.
    let credentials: String?
    /// The configuration's folder.
    let folder: String

    struct Fault: Error { let reason: String }

    /// - Parameter name: with a slash, a path relative to the configuration's folder; without one,
    ///   the name of a credential, or else of a file beside the configuration.
    /// - Throws: why there is no secret, and what to do.
    func read(_ name: String) throws(Fault) -> Secret {
        if name.contains("/") { return try file(PathText.absolute(name, from: folder)) }
        guard NameText.isValid(name) else {
            throw Fault(
                reason: "expected a path, or a credential's name of letters, digits, "
                    + "dots, dashes and underscores")
        }
        // The service manager guards that directory, and its access lists look like group access.
        if let credentials, FileManager.default.fileExists(atPath: "\(credentials)/\(name)") {
            return try content("\(credentials)/\(name)")
        }
        let beside = "\(folder)/\(name)"
        if FileManager.default.fileExists(atPath: beside) { return try file(beside) }
        guard credentials == nil else {
            throw Fault(
                reason:
                    "no credential \"\(name)\" in CREDENTIALS_DIRECTORY, and no file \(beside); "
                    + "add LoadCredential=\(name):FILE to the service, or write a path")
        }
        // Whoever asks outside the service may well have added the credential.
        throw Fault(
            reason: "there is no file \(beside), and a credential \"\(name)\" is given to the "
                + "service alone; `rejoinder check --no-secrets` leaves secrets out, and "
                + "`systemd-run --pipe -p LoadCredential=\(name):FILE rejoinder check` reads it as "
                + "the service does")
    }

    private func file(_ path: String) throws(Fault) -> Secret {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: target)
        } catch {
            throw Fault(reason: "there is no file \(path)")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Fault(reason: "\(path) is not a regular file")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else {
            throw Fault(
                reason: "\(path) is open to others (mode \(String(mode, radix: 8))); "
                    + "close it with `chmod 600`")
        }
        return try content(path)
    }

    private func content(_ path: String) throws(Fault) -> Secret {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Fault(reason: "\(path) cannot be read: permission denied to this user")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: Self.longest + 1) else {
            throw Fault(reason: "\(path) is empty")
        }
        guard data.count <= Self.longest else {
            throw Fault(reason: "\(path) is over \(Self.longest) bytes, too long for a secret")
        }
        guard var text = String(data: data, encoding: .utf8) else {
            throw Fault(reason: "\(path) is not text in UTF-8; write the secret as Base64")
        }
        // Editors end a file with a line break.
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw Fault(reason: "\(path) is empty") }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw Fault(reason: "\(path) contains a control character or a second line")
        }
        return Secret(text)
    }

    private static let longest = 4096
}

/// Makes paths absolute.
enum PathText {
    /// A leading `~` is not expanded, because a service has no home.
    static func absolute(_ path: String, from folder: String) -> String {
        URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
            .standardizedFileURL.path
    }
}

extension ValueCodec where Value == Secret {
    /// A secret, named by its file or credential; the secret itself is never in the configuration.
    ///
    /// - Parameter complaint: says what is wrong with the secret without showing it.
    static func secretFile(_ complaint: @escaping (Secret) -> String? = { _ in nil }) -> ValueCodec
    {
        ValueCodec(schema: ValueCodec<String>.text.schema) { node, path, reading in
            guard let name = ValueCodec<String>.text.read(node, path, &reading) else { return nil }
            guard reading.readsSecrets else { return Secret("") }
            do throws(SecretFile.Fault) {
                let secret = try SecretFile(
                    credentials: reading.environment["CREDENTIALS_DIRECTORY"],
                    folder: reading.folder
                ).read(name)
                guard let wrong = complaint(secret) else { return secret }
                reading.fault(node.mark, "\(path): \(wrong)")
            } catch {
                reading.fault(node.mark, "\(path): \(error.reason)")
            }
            return nil
        }
    }
}
