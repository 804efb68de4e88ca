import Compression
import Foundation
import TestSupport
import Testing

@Suite("A zip archive") struct ZipArchiveTests {
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("a/README.txt", Array(String(repeating: "What is kept. ", count: 500).utf8)),
        ("a/empty", []),
        ("a/noise", (0..<5000).map { UInt8(truncatingIfNeeded: ($0 * $0 * 31) >> 3) }),
        ("a/dépêche.txt", Array("été".utf8)),
    ]

    private static func archive() throws -> [UInt8] {
        var zip = ZipArchive()
        let pieces = try files.flatMap { try zip.add($0.name, $0.bytes) }
        return pieces + zip.end()
    }

    @Test("is read by a program that is not ours, file for file") func python() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("archive-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(try Self.archive()).write(to: path)
        let process = ChildProcess(
            "python3",
            [
                "-c",
                """
                import sys, zipfile, hashlib
                with zipfile.ZipFile(sys.argv[1]) as archive:
                    assert archive.testzip() is None
                    for info in archive.infolist():
                        print(info.filename, hashlib.md5(archive.read(info)).hexdigest(),
                              oct(info.external_attr >> 16), info.date_time[0], info.file_size)
                """, path.path,
            ])
        let output = Pipe()
        process.standardOutput = .pipe(output)
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONIOENCODING": "utf-8"]) { $1 }
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.wait() == .exit(0))
        let lines = said.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map { String($0[0]) } == Self.files.map(\.name))
        #expect(lines.allSatisfy { $0[2] == "0o100644" && $0[3] == "1980" })
        #expect(lines.map { Int($0[4]) } == Self.files.map(\.bytes.count))
        #expect(lines.dropFirst().first?[1] == "d41d8cd98f00b204e9800998ecf8427e", "MD5 of nothing")
    }

    @Test("has the same bytes each time, and packs what can be packed") func deterministic() throws
    {
        let archive = try Self.archive()
        #expect(try Self.archive() == archive)
        #expect(archive.count < Self.files[0].bytes.count + 5000)
    }
}
