import Compression
import Foundation
import GRDB
import Signing

/// How texts, bodies of events and details of changes are kept: as frames of Zstandard, once the
/// ledger has a dictionary, and as they are before.
///
/// SQLite calls `plain` wherever they are read, and `pack` before they are written, so queries need
/// not know which of them a row has.
enum Packing {
    /// Reads the text of a row of `text`.
    static let text = "plain('text', text.id, text.packed, text.content)"
    /// Reads the detail of a row of `change`.
    static let detail = "plain('change', change.rowid, change.packed, change.detail)"
    /// Reads the body of a row of `event_body`.
    static let body = "plain_body(event_body.sequence, event_body.body)"

    /// The most bytes that one of them has.
    static let largest = 1 << 28
    /// Shorter ones save nothing.
    private static let shortest = 64

    /// Lets queries of a connection call the functions.
    static func install(_ compressor: TextCompressor, in database: Database) {
        database.add(
            function: DatabaseFunction("plain", argumentCount: 4) { values in
                guard let frame = Data.fromDatabaseValue(values[2]) else { return values[3] }
                let name = "\(String.fromDatabaseValue(values[0]) ?? "row") "
                return String(
                    decoding: try restored(frame, named: name, values[1], compressor),
                    as: UTF8.self)
            })
        database.add(
            function: DatabaseFunction("plain_body", argumentCount: 2) { values in
                guard let body = Data.fromDatabaseValue(values[1]), isFrame(body) else {
                    return values[1]
                }
                return Data(
                    try restored(body, named: "the body of event ", values[0], compressor))
            })
        database.add(
            function: DatabaseFunction("plain_size", argumentCount: 2) { values in
                guard let frame = Data.fromDatabaseValue(values[0]) else {
                    return String.fromDatabaseValue(values[1])?.utf8.count ?? 0
                }
                return (try? Zstandard.announcedSize(of: [UInt8](frame), limit: largest)) ?? 0
            })
        database.add(
            function: DatabaseFunction("pack", argumentCount: 1) { values in
                guard let plain = Data.fromDatabaseValue(values[0]), plain.count >= shortest,
                    plain.count <= largest,
                    let frame = compressor.compressed([UInt8](plain)),
                    frame.count < plain.count - plain.count / 8
                else { return nil }
                return Data(frame)
            })
        database.add(
            function: DatabaseFunction("learn_dictionary", argumentCount: 2) { values in
                // What needs a dictionary that is damaged says so.
                guard let content = Data.fromDatabaseValue(values[0]).map({ [UInt8]($0) }),
                    Data.fromDatabaseValue(values[1]).map({ [UInt8]($0) == SHA256.digest(content) })
                        ?? true
                else { return nil }
                return compressor.add(content).map { Int64($0) }
            })
        database.add(
            function: DatabaseFunction("knows_dictionary", argumentCount: 1) { values in
                Int64.fromDatabaseValue(values[0]).flatMap { UInt32(exactly: $0) }
                    .map { compressor.knows($0) } ?? true
            })
    }

    /// Reads the dictionaries that this process does not know yet, in the order of their age.
    ///
    /// It is called at the beginning of a transaction: one that the transaction itself inserts may
    /// be undone, and then nobody could read what was packed with it.
    static func refresh(in database: Database) throws {
        let unknown = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM dictionary WHERE NOT knows_dictionary(id) ORDER BY made_at, id
                    """))
        for id in unknown {
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM dictionary WHERE id = ?", arguments: [id])
            guard let row else { continue }
            let content: Data = try row["content"]
            // A ledger that has yet to be migrated may have no hashes.
            let hash: Data? = row.has("hash") ? try row["hash"] : nil
            _ = try Int64.fetchOne(
                database, sql: "SELECT learn_dictionary(?, ?)", arguments: [content, hash])
        }
    }

    /// Finds dictionaries that are not what they were when they were made.
    static func examineDictionaries(in database: Database, _ faults: inout Faults) {
        do {
            let rows = try Row.fetchCursor(
                database, sql: "SELECT id, content, hash FROM dictionary ORDER BY id")
            while let row = try rows.next() {
                let (id, data, hash): (Int64, Data, Data?) = try (row[0], row[1], row[2])
                let content = [UInt8](data)
                guard
                    hash.map({ [UInt8]($0) }) != SHA256.digest(content)
                        || TextCompressor.id(of: content).map({ Int64($0) }) != id
                else { continue }
                faults.add("dictionary \(id) does not match its hash: it was changed")
            }
        } catch {
            faults.add("not all dictionaries can be read: \(LedgerError(error).shortText)")
        }
    }

    /// - Returns: the frame; nil if the bytes are better kept as they are.
    static func packed(
        _ plain: some DatabaseValueConvertible, in database: Database
    ) throws -> Data? {
        try Data.fetchOne(
            database.cachedStatement(sql: "SELECT pack(?)"), arguments: [plain])
    }

    /// The body of an event, whose rows were read as they are.
    static func plain(body: Data, of sequence: Int64, in database: Database) throws -> Data {
        guard isFrame(body) else { return body }
        let plain = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT plain_body(?, ?)"), arguments: [sequence, body])
        return plain ?? Data()
    }

    /// A body is JSON, which begins with a brace; a frame begins with 0xFD2FB528.
    static func isFrame(_ body: Data) -> Bool { body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }

    /// - Throws: an error that becomes `LedgerError.corrupt`, and names the row.
    private static func restored(
        _ frame: Data, named name: String, _ number: DatabaseValue, _ compressor: TextCompressor
    ) throws -> [UInt8] {
        do throws(Zstandard.Failure) {
            return try compressor.restored([UInt8](frame), limit: largest)
        } catch {
            throw DatabaseError(
                resultCode: .SQLITE_FORMAT,
                message: "\(name)\(Int64.fromDatabaseValue(number) ?? 0) cannot be read: its frame "
                    + "\(error)")
        }
    }
}
