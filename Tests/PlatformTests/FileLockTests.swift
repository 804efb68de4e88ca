import Foundation
import Platform
import Testing
import TestSupport

@Suite("A file's lock") struct FileLockTests {
    @Test("is refused while it is held, and free when its holder lets go") func once() throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let lock = try FileLock(path: path)
            #expect(Self.refusal(path) == .isHeld)
            withExtendedLifetime(lock) {}
        }
        #expect(Self.refusal(path) == nil)
    }

    @Test("is refused while another process holds it, and free when that is killed")
    func otherProcess() throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        // Without a child of its own that would keep the lock when it is killed.
        let holder = ChildProcess(
            "flock", ["--nonblock", "--no-fork", path, "sh", "-c", "echo held; read x"])
        let (input, output) = (Pipe(), Pipe())
        (holder.standardInput, holder.standardOutput) = (.pipe(input), .pipe(output))
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        #expect(Self.refusal(path) == .isHeld)
        holder.send(SIGKILL)
        holder.wait()
        #expect(Self.refusal(path) == nil)
    }

    @Test("keeps other processes out") func keepsOut() throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lock = try FileLock(path: path)
        let other = ChildProcess(
            "flock", ["--nonblock", "--conflict-exit-code", "9", path, "true"])
        try other.run()
        #expect(other.wait() == .exit(9))
        withExtendedLifetime(lock) {}
    }

    @Test("says the system's reason where its file cannot be made") func notOpened() {
        let path = "/nonexistent-\(UUID().uuidString)/lock"
        #expect(Self.refusal(path) == .notOpened("No such file or directory"))
    }

    private static func path() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
            .path
    }

    private static func refusal(_ path: String) -> FileLock.Failure? {
        do throws(FileLock.Failure) {
            _ = try FileLock(path: path)
            return nil
        } catch { return error }
    }
}
