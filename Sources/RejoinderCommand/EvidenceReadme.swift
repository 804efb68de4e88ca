import Rejoinder

/// What stands in the README of the evidence: what it is, how to verify it, and what it proves.
enum EvidenceReadme {
    static func text(of evidence: Evidence) -> String {
        let events = evidence.events.count
        let others = Int(evidence.range.upperBound - evidence.range.lowerBound) + 1 - events
        return """
            EVIDENCE
            \(heading(evidence))

            This folder was made by Rejoinder, a program that watches news feeds and official pages and
            keeps a log of what it sees. It holds what the log has of one matter, as it was at
            \(evidence.until), and what is needed to verify it without that program. Times are in UTC.

            WHAT IS HERE

            index.html     The matter, to read and to print: begin with it.
            events/        The \(events == 1 ? "event" : "\(events) events") of the log that \
            tell\(events == 1 ? "s" : "") of it. NUMBER.json is what was said,
                           NUMBER.header is what the log's row says: number, id, type, time in
                           milliseconds since 1970, entry, level, inquiry and feed.
            texts/         Each text that was seen. A file's name is its SHA-256, and events name it as
                           data.revision.hash. Title, text, link, author, date of publication, date of
                           update and language follow each other, each after its length and a colon. Where
                           an address held a key, it is replaced by ***, the name says masked, and the
                           hash cannot be recomputed.
            dropped.txt    The hashes of texts that are not here because retention has let go of them, if
                           any. This is what the program says; no event does.
            receipts/      What the servers answered when these were read; events name them as
                           data.revision.receipt. The name is the SHA-256.
            bodies/        What was received, byte for byte, if it was kept; receipts name it as
                           body.sha256. These may be pages with scripts: do not open them in a browser.
            chain.txt      What binds the events to the log: a line for each event from the first of
                           these to the newest signed head. \(others == 0 ? "All of them are these." : "\(others) of them are about other things, and only their hashes are here.")
                           A line has some 200 bytes, so a hundred thousand events make 20 MB, or 12 as a
                           zip archive.
            heads.txt      Signed heads: what the log's newest hash was at these times.
            keys.txt       The public keys of the log, as it knows them itself.
            coverage.json  How often the feeds and pages were looked at, and the gaps, with reasons.
            archived.json  What programs said with which events were archived elsewhere, if any.
            SHA256SUMS     The SHA-256 of every file.

            HOW TO VERIFY IT

            1. That nothing here was altered since it was made:
                   sha256sum -c SHA256SUMS
            2. That the log really says this. Get docs/verify.py from Rejoinder's own source, not from
               whoever gave you this folder; it has less than a hundred lines, and an expert reads it in
               a quarter of an hour. It needs Python 3 and, for signatures, its package `cryptography`:
                   python3 verify.py --bundle THIS_FOLDER
               It recomputes each hash of the chain, holds events, texts, receipts and bodies against
               the hashes that name them, and verifies the signatures. Exit status 0: all holds.
            3. That the key is the log's. Compare the keys in heads.txt, and those at the ends of lines of
               chain.txt, with the key that its owner has published, or given you by another way.
            4. That the log was not written later. Hold it against a signed head that somebody else has
               kept since then, such as a mail with a date:
                   python3 verify.py --bundle THIS_FOLDER HEADS.txt
               A head proves something only if it is as new as the matter, or newer.

            \(head(evidence))

            WHAT IT PROVES

            - That these events stand in a log with that id, in that order, word for word, and were
              there when the head was signed.
            - That each text and each receipt is the one that the events name.
            - That the holder of the key said so.
            - How closely feeds and pages were watched meanwhile.

            WHAT IT DOES NOT PROVE

            - That the site served this to everybody: it is what one program received. Receipts say from
              which address, with which certificate, and with which header fields; a TLS connection
              leaves no signature of the server's that could be shown to others.
            - That the clock was right, beyond what somebody else has stamped or received.
            - That nothing else was published: between two looks a text may come and go. See the gaps.
            - That there is no other evidence. These are the events of one matter; what the log has of
              other matters is not here.
            - Anything of texts that no event tells of, such as those of a feed's first look: they are
              here, but nothing in the chain names them.
            - Who is right, and that a sentence is rightly taken for a question or an answer.

            WITHHELD

            \(withheld(evidence))

            """
    }

    private static func heading(_ evidence: Evidence) -> String {
        switch evidence.subject {
        case .inquiry(let inquiry):
            VisibleText.line("\(inquiry.subject) (\(inquiry.id.rawValue))", limit: 300)
        case .entry(let entry):
            VisibleText.line("Entry \(entry.id) of \(entry.feed)", limit: 300)
        }
    }

    private static func head(_ evidence: Evidence) -> String {
        guard let head = evidence.newestHead else {
            return """
                There is no signed head yet that is as new as these events; each event is signed by itself.
                The daemon signs a head once a day; make this again then, or ask for `rejoinder head`.
                """
        }
        return "The newest head here is of \(head.at), and knows event \(head.sequence)."
    }

    private static func withheld(_ evidence: Evidence) -> String {
        let lines = EvidenceWithheld.lines(evidence)
        guard !lines.isEmpty else { return "Nothing." }
        return
            ([
                "Taken out by law, which an event log.redacted says, or let go of by retention, because "
                    + "it was old; the hashes remain."
            ]
            + lines.map { "- \($0)" }).joined(separator: "\n")
    }
}

/// What of a matter was withheld, in lines.
enum EvidenceWithheld {
    static func lines(_ evidence: Evidence) -> [String] {
        let events = evidence.events.compactMap { entry in
            entry.logged.event.withheld.map { "event \(entry.logged.event.sequence): \($0.words)" }
        }
        let texts = evidence.texts.compactMap { text in
            text.revision.withheld.map {
                "revision \(text.revision.number) of entry \(text.entry.id): \($0.words)"
            }
        }
        let receipts = evidence.sortedReceipts.flatMap { receipt in
            [
                receipt.withheld.map { "receipt \(Hex.string(receipt.hash)): \($0.words)" },
                receipt.bodyWithheld.map { "body \(Hex.string(receipt.bodyHash)): \($0.words)" },
            ].compactMap(\.self)
        }
        return (events + texts + receipts).map { VisibleText.line($0, limit: 600) }
    }
}
