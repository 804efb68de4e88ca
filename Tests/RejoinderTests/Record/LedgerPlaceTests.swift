import Foundation
import Platform
import Testing
import TestSupport

@testable import Rejoinder

@Suite("A ledger's place") struct LedgerPlaceTests {
    private static let service = ProcessUser(user: 990, group: 990)
    private static let root = ProcessUser(user: 0, group: 0)

    private static func file(_ change: (inout FileFacts) -> Void = { _ in }) -> FileFacts {
        var facts = FileFacts(
            kind: .file, owner: 990, group: 990, permissions: 0o640, names: 1, size: 4096)
        change(&facts)
        return facts
    }

    private static func folder(_ change: (inout FileFacts) -> Void = { _ in }) -> FileFacts {
        file {
            $0.kind = .folder
            $0.permissions = 0o750
            change(&$0)
        }
    }

    private static func fault(_ file: FileFacts, _ user: ProcessUser = service) -> String? {
        LedgerPlace.fault(file: file, path: "l", user: user)
    }

    @Test("is good as the service's unit makes it, and for root") func good() {
        #expect(Self.fault(Self.file()) == nil)
        #expect(Self.fault(Self.file(), Self.root) == nil)
        #expect(LedgerPlace.fault(folder: Self.folder(), named: "f", user: Self.service) == nil)
        #expect(LedgerPlace.fault(folder: Self.folder(), named: "f", user: Self.root) == nil)
    }

    @Test("is refused where it is a link, a folder, or no file") func kinds() {
        #expect(
            Self.fault(Self.file { $0.kind = .symbolicLink })?.hasPrefix("it is a symb") == true)
        #expect(Self.fault(Self.folder()) == "it is a folder; name a file in it")
        #expect(
            Self.fault(Self.file { $0.kind = .other }) == "it is not a regular file; name another")
    }

    @Test("is refused where somebody else owns it, may write it, or has another name for it")
    func others() {
        #expect(
            Self.fault(Self.file { $0.owner = 1000 })
                == "it belongs to user 1000, and you are user 990; run as that "
                + "user, or change its owner with `chown 990 l`")
        for (mode, text) in [(UInt32(0o660), "660"), (0o646, "646"), (0o666, "666")] {
            #expect(
                Self.fault(Self.file { $0.permissions = mode })
                    == "users other than its owner may write to it (mode \(text)); `chmod go-w l`")
        }
        #expect(Self.fault(Self.file { $0.names = 2 })?.hasPrefix("it has 2 names") == true)
    }

    @Test("is refused in a folder that others may write, unless they may not remove what is there")
    func folders() {
        func fault(_ mode: UInt32, group: UInt32 = 990) -> String? {
            LedgerPlace.fault(
                folder: Self.folder {
                    $0.permissions = mode
                    $0.group = group
                }, named: "f", user: Self.service)
        }
        #expect(fault(0o757) == "anybody may write to its folder; `chmod o-w f`")
        #expect(fault(0o1777) == nil)
        #expect(
            fault(0o775, group: 100)
                == "the group 100 may write to its folder; `chmod g-w f`")
        // A user's own group.
        #expect(fault(0o775) == nil)
    }

    @Test("is refused where what stands beside it is somebody else's, or a link") func companions()
    {
        func fault(_ facts: FileFacts) -> String? {
            LedgerPlace.fault(companion: facts, path: "l-wal", owner: 990, user: Self.service)
        }
        #expect(fault(Self.file()) == nil)
        #expect(fault(Self.file { $0.owner = 1000 })?.hasPrefix("l-wal belongs to") == true)
        #expect(
            fault(Self.file { $0.kind = .symbolicLink }) == "l-wal is not a regular file; remove it"
        )
    }

    @Test("is looked at before anything is opened") func opened() async throws {
        let test = try TestLedger()
        await test.ledger.close()
        let files = FileManager.default
        let link = test.folder.appendingPathComponent("link.sqlite").path
        try files.createSymbolicLink(atPath: link, withDestinationPath: test.path)
        Self.expectRefusal(of: link, "symbolic link")
        // To read it is harmless.
        #expect(try await Ledger(reading: link).lastSequence() == 0)
        try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: test.path)
        Self.expectRefusal(of: test.path, "(mode 666)")
        try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: test.path)
        let other = test.folder.appendingPathComponent("other.sqlite").path
        try files.linkItem(atPath: test.path, toPath: other)
        Self.expectRefusal(of: test.path, "hard links")
        try files.removeItem(atPath: other)
        #expect(try await Ledger(existing: test.path).lastSequence() == 0)
    }

    @Test("that is a pipe or a folder keeps no reader waiting") func pipe() throws {
        let test = try TestLedger()
        let pipe = test.folder.appendingPathComponent("pipe").path
        try #require(try ChildProcess("mkfifo", [pipe]).succeeds())
        for path in [pipe, test.folder.path] {
            #expect(throws: LedgerError.notAFile(path: path)) { try Ledger(reading: path) }
        }
    }

    private static func expectRefusal(of path: String, _ text: String) {
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        guard case .unsafePlace = error else {
            Issue.record("it said: \(error.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains(text))
    }
}
