import Rejoinder

/// What was received, in words.
struct ReceiptText {
    let record: ReceiptRecord
    private let said: JSONValue?

    init(_ record: ReceiptRecord) {
        self.record = record
        said = try? JSONValue(parsing: Array(record.content.utf8))
    }

    /// Who answered, when, and with what.
    var lines: [String] {
        guard record.withheld == nil else {
            return ["received: \(VisibleText.line(record.withheld?.words ?? ""))", proof]
        }
        let answered = said?["answered"]
        let when = answered?["at"]?.stringValue ?? "at an unknown time"
        let status = answered?["status"]?.intValue.map { "HTTP \($0)" }
        let peer = answered?["peer"]?.stringValue.map { "from \($0)" }
        var lines = [
            "received \(shown(when)): "
                + [status, peer, answered?["url"]?.stringValue].compactMap(\.self).map(shown)
                .joined(separator: ", ")
        ]
        lines += (said?["redirects"]?.arrayValue ?? []).map {
            "  redirected from \(shown($0["from"]?.stringValue ?? "")) "
                + "(\($0["status"]?.intValue ?? 0))"
        }
        if let certificate = answered?["certificate"]?.stringValue {
            lines.append("  certificate  SHA-256 \(shown(certificate))")
        }
        let fields = ["Date", "Last-Modified", "ETag", "Server"].compactMap { name in
            header(name).map { "\(name): \(shown($0))" }
        }
        if !fields.isEmpty { lines.append("  it said      " + fields.joined(separator: "; ")) }
        let bytes = said?["body"]?["bytes"]?.intValue.map { "\($0) bytes, " } ?? ""
        lines.append("  body         \(bytes)SHA-256 \(Hex.string(record.bodyHash)), \(kept)")
        return lines + [proof]
    }

    private var proof: String { "  receipt      SHA-256 \(Hex.string(record.hash))" }

    private var kept: String {
        if let withheld = record.bodyWithheld { return shown(withheld.words) }
        return record.keptBytes == nil ? "not kept" : "kept"
    }

    private func header(_ name: String) -> String? {
        said?["headers"]?.arrayValue?.first { $0["name"]?.stringValue == name }?["value"]?
            .stringValue
    }

    private func shown(_ text: String) -> String { VisibleText.line(text, limit: 300) }

    /// What was received as a document, with its hash and whether the body is kept.
    var json: JSONValue {
        .members([
            "hash": .string(Hex.string(record.hash)), "content": said,
            "body_kept": .bool(record.keptBytes != nil && record.bodyWithheld == nil),
            "withheld": record.withheld?.json, "body_withheld": record.bodyWithheld?.json,
        ])
    }
}

extension Ledger {
    /// What was received when a revision was read, in words.
    func receiptText(of revision: Revision?) async throws -> ReceiptText? {
        guard let hash = revision?.receipt else { return nil }
        return try await receipt(hash).map(ReceiptText.init)
    }
}
