import Foundation
import GRDB

/// A row of a query, whose values are checked as they are read.
///
/// GRDB's own row ends the process if a value is null or of another type than requested, and in a
/// damaged file any value may be. Inside this module the name `Row` means this one, so the compiler
/// asks for a `try` wherever a value is read.
struct Row {
    fileprivate let row: GRDB.Row

    func has(_ column: String) -> Bool { row.hasColumn(column) }

    /// - Throws: `corrupt` if the value is not of that type.
    subscript<Value: RowValue>(_ column: String) -> Value {
        get throws {
            guard let value = try? row.decode(Value.self, forColumn: column), value.isSensible
            else {
                throw LedgerError.corrupt(reason: "a row's \(column) has a value of the wrong kind")
            }
            return value
        }
    }

    /// The value at a position, whose column an error names; faster than by name.
    ///
    /// - Throws: `corrupt` if the value is not of that type.
    func value<Value: RowValue>(_ index: Int, _ column: String) throws -> Value {
        guard let value = try? row.decode(Value.self, atIndex: index), value.isSensible else {
            throw LedgerError.corrupt(reason: "a row's \(column) has a value of the wrong kind")
        }
        return value
    }

    /// - Throws: `corrupt` if the value is not of that type.
    subscript<Value: RowValue>(_ index: Int) -> Value {
        get throws {
            guard let value = try? row.decode(Value.self, atIndex: index), value.isSensible
            else {
                throw LedgerError.corrupt(
                    reason: "column \(index + 1) of a row has a value of the wrong kind")
            }
            return value
        }
    }
}

/// A type as which a column of the ledger can be read.
protocol RowValue: DatabaseValueConvertible, StatementColumnConvertible {
    /// Whether a ledger may hold the value.
    ///
    /// Its counts, ids and times are all far below 2⁵³. A number beyond that is damage, and
    /// arithmetic with smaller ones cannot overflow.
    var isSensible: Bool { get }
}

extension RowValue {
    var isSensible: Bool { true }
}
extension Int: RowValue {
    var isSensible: Bool { magnitude <= 1 << 53 }
}
extension Int64: RowValue {
    var isSensible: Bool { magnitude <= 1 << 53 }
}
extension Double: RowValue {
    var isSensible: Bool { magnitude <= 0x1p53 }
}
extension Bool: RowValue {}
extension String: RowValue {}
extension Data: RowValue {}
extension Optional: RowValue where Wrapped: RowValue {
    var isSensible: Bool { self?.isSensible ?? true }
}

extension Row {
    static func fetchAll(
        _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> [Row] {
        try GRDB.Row.fetchAll(database, sql: sql, arguments: arguments).map(Row.init(row:))
    }

    static func fetchAll(
        _ statement: GRDB.Statement, arguments: StatementArguments? = nil
    ) throws -> [Row] {
        try GRDB.Row.fetchAll(statement, arguments: arguments).map(Row.init(row:))
    }

    static func fetchOne(
        _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> Row? {
        try GRDB.Row.fetchOne(database, sql: sql, arguments: arguments).map(Row.init(row:))
    }

    static func fetchOne(
        _ statement: GRDB.Statement, arguments: StatementArguments? = nil
    ) throws -> Row? {
        try GRDB.Row.fetchOne(statement, arguments: arguments).map(Row.init(row:))
    }

    /// Rows one after the other; each is valid only until the next is requested.
    static func fetchCursor(
        _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
    ) throws -> some Cursor<Row> {
        try GRDB.Row.fetchCursor(database, sql: sql, arguments: arguments).map(Row.init(row:))
    }

    static func fetchCursor(
        _ statement: GRDB.Statement, arguments: StatementArguments? = nil
    ) throws -> some Cursor<Row> {
        try GRDB.Row.fetchCursor(statement, arguments: arguments).map(Row.init(row:))
    }
}
