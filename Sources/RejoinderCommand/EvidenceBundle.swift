import Rejoinder
import Signing

/// The evidence of a matter as files that anybody can read and verify without Rejoinder.
struct EvidenceBundle {
    let evidence: Evidence
    let ledger: Ledger

    /// The folder's name.
    static func name(of subject: EvidenceSubject) -> String {
        switch subject {
        case .entry(let entry): "evidence-entry-\(entry.id)"
        case .inquiry(let inquiry):
            "evidence-"
                + inquiry.id.rawValue.map { character in
                    character.isASCII
                        && (character.isLetter || character.isNumber || "-_".contains(character))
                        ? String(character) : "_"
                }.joined()
        }
    }

    func write(to output: inout EvidenceOutput) async throws {
        try output.add("README.txt", EvidenceReadme.text(of: evidence))
        try output.add("index.html", EvidencePage(evidence: evidence).html)
        try output.add("heads.txt", evidence.heads.map(\.text).joined(separator: "\n"))
        try output.add("keys.txt", evidence.keys.map { $0.text + "\n" }.joined())
        try output.add("chain.txt", try await chain())
        for event in evidence.events {
            let sequence = event.logged.event.sequence
            try output.add("events/\(sequence).header", event.header)
            guard event.logged.event.withheld == nil else { continue }
            try output.add("events/\(sequence).json", event.logged.event.body)
        }
        try writeTexts(to: &output)
        let dropped = evidence.texts.filter { $0.revision.withheld?.isByRetention == true }
        if !dropped.isEmpty {
            let hashes = Set(dropped.map { Hex.string($0.hash) }).sorted()
            try output.add("dropped.txt", hashes.map { $0 + "\n" }.joined())
        }
        try await writeReceived(to: &output)
        try output.add("archived.json", Self.document(.array(evidence.archived.map(archived))))
        try output.add(
            "coverage.json", Self.document(.array(evidence.coverage.map(EvidenceCoverage.json))))
    }

    // MARK: Files

    /// A line for each event from the first of the matter to the newest head.
    private func chain() async throws -> [UInt8] {
        var out = Array(
            "log \(Hex.string(evidence.log))\nprevious \(Hex.string(evidence.previous))\n".utf8)
        let signatures = Dictionary(
            uniqueKeysWithValues: evidence.events.map {
                ($0.logged.event.sequence, $0.logged.event.signature)
            })
        var next = evidence.range.lowerBound
        while next <= evidence.range.upperBound {
            let links = try await ledger.chain(next...evidence.range.upperBound, limit: 5000)
            guard let last = links.last else { break }
            for link in links {
                var line =
                    "\(link.sequence) \(link.format) \(Hex.string(link.headerHash)) "
                    + "\(Hex.string(link.bodyHash)) \(Hex.string(link.hash))"
                if let signature = signatures[link.sequence] ?? nil {
                    line += " \(signature.text) \(signature.key.text.dropFirst("ed25519:".count))"
                }
                out += line.utf8
                out.append(0x0A)
            }
            next = last.sequence + 1
        }
        return out
    }

    /// Each text once, by its hash.
    private func writeTexts(to output: inout EvidenceOutput) throws {
        var written: Set<[UInt8]> = []
        for text in evidence.texts
        where text.revision.withheld == nil && written.insert(text.hash).inserted {
            var content = text.revision.content
            let bytes = Normaliser.hashedBytes(of: content)
            guard SHA256.digest(bytes) == text.hash else {
                throw CommandError(
                    "revision \(text.revision.number) of entry \(text.entry.id) does not match its "
                        + "hash: run `rejoinder verify`")
            }
            let shown = content.link.map { SecretParameters.redacted($0) }
            guard shown != content.link else {
                try output.add("texts/\(Hex.string(text.hash)).txt", bytes)
                continue
            }
            // The address holds a key, and this is for other eyes; so its hash cannot fit.
            content.link = shown
            try output.add(
                "texts/\(Hex.string(text.hash)).masked.txt", Normaliser.hashedBytes(of: content))
        }
    }

    private func writeReceived(to output: inout EvidenceOutput) async throws {
        var bodies: Set<[UInt8]> = []
        for receipt in evidence.sortedReceipts where receipt.withheld == nil {
            try output.add("receipts/\(Hex.string(receipt.hash)).json", Array(receipt.content.utf8))
        }
        for receipt in evidence.sortedReceipts where bodies.insert(receipt.bodyHash).inserted {
            guard let body = try await ledger.keptBody(receipt.bodyHash) else { continue }
            // Not as a page: nobody should open by accident what a stranger has written.
            try output.add("bodies/\(Hex.string(receipt.bodyHash)).raw", body)
        }
    }

    private func archived(_ archived: Evidence.Archived) -> JSONValue {
        .members([
            "event": .string(archived.event), "sequence": .int(archived.delivery.sequence),
            "archive": .string(archived.delivery.sink),
            "attempts": .int(archived.delivery.attempts),
            "ended_at": .time(archived.delivery.endedAt), "said": archived.delivery.said,
        ])
    }

    private static func document(_ value: JSONValue) -> [UInt8] { value.bytes + [0x0A] }
}

extension Evidence {
    /// In an order that does not change.
    var sortedReceipts: [ReceiptRecord] {
        receipts.values.sorted { $0.hash.lexicographicallyPrecedes($1.hash) }
    }
}

/// Where it was looked, and where it could not be.
enum EvidenceCoverage {
    static func json(_ coverage: Coverage) -> JSONValue {
        JSONValue.members([
            "from": .time(coverage.from), "to": .time(coverage.to),
            "share": coverage.share.map { .double(CoverageText.thousandths($0)) },
            "places": .array(
                coverage.places.map { place in
                    .members([
                        "feed": .string(place.feed), "page": .string(place.page),
                        "from": .time(place.from), "to": .time(place.to),
                        "looks": .int(place.looks),
                        "gaps": .array(
                            place.gaps.map { gap in
                                .members([
                                    "from": .time(gap.from), "to": .time(gap.to),
                                    "reason": .string(gap.reason),
                                ])
                            }),
                    ])
                }),
        ]).withoutSecretParameters
    }
}
