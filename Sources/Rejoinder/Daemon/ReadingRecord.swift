/// What was being read when a run of the daemon ended uncleanly, from the file beside the ledger.
///
/// The first record names the build, the second the signal that ended it, if one did. The others
/// say what was being read, and what waits to be read again: `SUBJECT FALLS alone|together`.
enum ReadingRecord {
    static let version = "rejoinder-reading-1"
    static let signalRecord = 1
    /// The first record for what is being read.
    static let firstSlot = 2
    /// More than the number of threads that ever read at once.
    static let slots = 64
    /// The first record for what waits to be read again.
    static let firstSuspect = firstSlot + slots
    static let records = firstSuspect + slots

    static func header(build: String) -> String { "\(version) \(build)" }

    /// - Parameters:
    ///   - falls: how often the program has crashed on it before.
    ///   - isAlone: whether nothing else is being read.
    static func slot(_ suspect: Suspect, isAlone: Bool) -> String {
        "\(suspect.subject) \(suspect.falls) \(isAlone ? "alone" : "together")"
    }

    static func parse(_ slot: String) -> (suspect: Suspect, isAlone: Bool)? {
        let words = slot.split(separator: " ")
        guard words.count >= 4, let falls = Int(words[words.count - 2]), (0...100).contains(falls),
            let subject = ReadingSubject(words.dropLast(2).joined(separator: " "))
        else { return nil }
        return (Suspect(subject: subject, falls: falls), words.last == "alone")
    }
}

/// What may have made the program crash.
struct Suspect: Hashable, Sendable {
    let subject: ReadingSubject
    /// How often the program crashed while this was being read.
    let falls: Int
}

/// How the last run ended, where it did not end by itself.
struct UncleanEnd: Hashable, Sendable {
    /// The build that was running; empty if a power cut left nothing readable.
    let build: String
    /// The signal that ended it; nil if it was killed or the machine stopped.
    let signal: Int32?
    /// What was being read, and must be read again with care.
    let suspects: [Suspect]
    /// What certainly made it crash, and how many times.
    let fallen: [ReadingSubject: Int]

    /// - Parameter records: the file's records that the run left.
    /// - Returns: nil if the run ended by itself.
    init?(records: [String]) {
        guard let header = records.first, !header.isEmpty else { return nil }
        let words = header.split(separator: " ")
        build = words.count == 2 && words[0] == ReadingRecord.version ? String(words[1]) : ""
        let note = records.dropFirst(ReadingRecord.signalRecord).first.map(FatalNote.init)
        signal = note?.signal
        var suspects: [ReadingSubject: Int] = [:]
        for record in records.dropFirst(ReadingRecord.firstSuspect) {
            guard let (suspect, _) = ReadingRecord.parse(record) else { continue }
            suspects[suspect.subject] = suspect.falls
        }
        var fallen: [ReadingSubject: Int] = [:]
        let slots = records.dropFirst(ReadingRecord.firstSlot).prefix(ReadingRecord.slots)
        for (slot, record) in slots.enumerated() {
            guard let (suspect, isAlone) = ReadingRecord.parse(record) else { continue }
            let verdict = note?.verdict(on: suspect, in: slot, isAlone: isAlone) ?? .innocent
            switch verdict {
            case .innocent: break
            case .suspect(let falls): suspects[suspect.subject] = falls
            case .fallen(let falls):
                suspects[suspect.subject] = nil
                fallen[suspect.subject] = falls
            }
        }
        self.suspects = suspects.map { Suspect(subject: $0.key, falls: $0.value) }
            .sorted { $0.subject.description < $1.subject.description }
        self.fallen = fallen
    }
}

/// What the signal handler noted about the end of a process.
private struct FatalNote {
    let signal: Int32?
    /// The slot of what the crashing thread was reading.
    let slot: Int?

    /// How many crashes by a signal prove that the text is at fault, for a trap repeats itself.
    private static let trapsToBeSure = 2
    /// How many kills prove the same.
    ///
    /// Somebody who keeps killing the process hits the same text again and again, because suspects
    /// are read first. A text that takes all memory ends the process each time.
    private static let killsToBeSure = 30

    enum Verdict { case innocent, suspect(falls: Int), fallen(falls: Int) }

    /// - Parameter record: `signal 04 slot 03`, `signal 06`, or nothing.
    init(_ record: String) {
        let words = record.split(separator: " ")
        signal = words.count >= 2 && words[0] == "signal" ? Int32(words[1]) : nil
        slot = words.count >= 4 && words[2] == "slot" ? Int(words[3]) : nil
    }

    func verdict(on suspect: Suspect, in slot: Int, isAlone: Bool) -> Verdict {
        guard self.slot == nil || self.slot == slot else { return .innocent }
        // If several were being read, we cannot tell whose fault it was; each is read again, alone.
        let isKnown = isAlone || self.slot != nil
        guard isKnown else { return .suspect(falls: max(suspect.falls, 1)) }
        let falls = suspect.falls + 1
        let isSure = falls >= (signal == nil ? Self.killsToBeSure : Self.trapsToBeSure)
        return isSure ? .fallen(falls: falls) : .suspect(falls: falls)
    }
}
