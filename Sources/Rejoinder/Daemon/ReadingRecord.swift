/// What was being read when a run of the daemon ended unclean, as the file beside the ledger has it.
///
/// The first record names the build, the second the signal that ended it, where one did. The others
/// say what was being read, and what waits to be read again: `SUBJECT FALLS alone|together`.
enum ReadingRecord {
    static let version = "rejoinder-reading-1"
    static let signalRecord = 1
    /// The record at which what is being read begins.
    static let firstSlot = 2
    /// More than threads ever read at a time.
    static let slots = 64
    /// The record at which what waits to be read again begins.
    static let firstSuspect = firstSlot + slots
    static let records = firstSuspect + slots

    static func header(build: String) -> String { "\(version) \(build)" }

    /// - Parameters:
    ///   - falls: how often the program has fallen over it before.
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

/// What the program may have fallen over.
struct Suspect: Hashable, Sendable {
    let subject: ReadingSubject
    /// How often it was being read when the program fell.
    let falls: Int
}

/// How the last run ended, where it did not end by itself.
struct UncleanEnd: Hashable, Sendable {
    /// The build that was running; empty where a power cut has left nothing that can be read.
    let build: String
    /// The signal that ended it; nil where it was killed, or the machine stopped.
    let signal: Int32?
    /// What was being read, to be read again with care.
    let suspects: [Suspect]
    /// What it has fallen over for certain, with the times.
    let fallen: [ReadingSubject: Int]

    /// - Parameter records: of the file that the run left.
    /// - Returns: nil where it ended by itself.
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

/// What ended a process, as its handler of signals has noted it.
private struct FatalNote {
    let signal: Int32?
    /// What the thread was reading that fell.
    let slot: Int?

    /// A trap repeats itself.
    private static let trapsToBeSure = 2
    /// Whoever kills a process over and over meets the same text again and again, for suspects are
    /// read first; a text that takes all memory ends it each time.
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
        // Among several, whose fault it was is not known; each is read again, alone.
        let isKnown = isAlone || self.slot != nil
        guard isKnown else { return .suspect(falls: max(suspect.falls, 1)) }
        let falls = suspect.falls + 1
        let isSure = falls >= (signal == nil ? Self.killsToBeSure : Self.trapsToBeSure)
        return isSure ? .fallen(falls: falls) : .suspect(falls: falls)
    }
}
