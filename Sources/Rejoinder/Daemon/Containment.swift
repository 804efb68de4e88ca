import Platform
import Synchronization

/// Keeps one text from bringing the daemon down again and again.
///
/// While a pure stage reads a text, a file beside the ledger says which. After a crash, the texts
/// that were being read are read again one at a time, before anything else. A text that crashes the
/// program a second time, read alone, is quarantined: nothing reads it until another build of the
/// program is installed, and everything else goes on. See docs/containment.md.
package final class Containment: Sendable {
    private let file: SlotFile?
    private let folder: String?
    private let build: String
    private let trap: TestTrap
    private let state: Mutex<State>

    private struct State {
        /// Records of the file that are free for the next texts.
        var free = Array(0..<ReadingRecord.slots)
        /// By subject: how often the program has crashed on it, and the record that says so.
        var suspects: [ReadingSubject: (falls: Int, record: Int)] = [:]
        /// By subject: when it is tried again; nil waits for another build.
        var quarantined: [ReadingSubject: Timestamp?] = [:]
        /// While true, only suspects are read, one at a time.
        var isRecovering = false
    }

    /// Notes and quarantines nothing: for a replay, which a person watches.
    package static var none: Containment {
        Containment(noting: nil, folder: nil, build: "", trap: TestTrap(), suspects: [])
    }

    /// - Parameters:
    ///   - file: where texts are noted from now on; the notes of the last run are removed.
    ///   - folder: where to keep the texts that made the program crash.
    ///   - suspects: what may have made the last run crash.
    convenience init(
        file: consuming SlotFile, folder: String, build: String, trap: TestTrap,
        suspects: [Suspect]
    ) {
        self.init(
            noting: file, folder: folder, build: build, trap: trap, suspects: suspects)
    }

    private init(
        noting file: consuming SlotFile?, folder: String?, build: String, trap: TestTrap,
        suspects: [Suspect]
    ) {
        var state = State()
        for (index, suspect) in suspects.prefix(ReadingRecord.slots).enumerated() {
            state.suspects[suspect.subject] = (suspect.falls, ReadingRecord.firstSuspect + index)
        }
        self.state = Mutex(state)
        self.folder = folder
        self.build = build
        self.trap = trap
        self.file = file
        begin(suspects)
    }

    private func begin(_ suspects: [Suspect]) {
        // Write these before clearing the old slots, so that a second crash cannot lose them.
        for (index, suspect) in suspects.prefix(ReadingRecord.slots).enumerated() {
            file?.write(
                ReadingRecord.slot(suspect, isAlone: false), at: ReadingRecord.firstSuspect + index)
        }
        file?.write(ReadingRecord.header(build: build), at: 0)
        file?.write("", at: ReadingRecord.signalRecord)
        for slot in 0..<ReadingRecord.slots { file?.write("", at: ReadingRecord.firstSlot + slot) }
    }

    /// Has a signal that ends the process noted from now on; to be called once per process.
    func noteFatalSignals() {
        file?.noteFatalSignals(at: ReadingRecord.signalRecord, of: ReadingRecord.records)
    }

    /// The process ends by itself, so nothing that was being read is suspect.
    package func end() { file?.empty() }
}

// MARK: - What is read

extension Containment {
    /// Runs a pure stage over a text, and notes that it does.
    ///
    /// - Parameter text: the text that is read, to be kept if the program crashes on it.
    func reading<Result>(
        _ subject: ReadingSubject, _ text: @autoclosure () -> [UInt8],
        _ stage: () throws -> Result
    ) rethrows -> Result {
        let slot = enter(subject, text)
        defer { leave(slot) }
        trap.spring(on: subject, text)
        return try stage()
    }

    /// Runs a stage that reads what is known already, unless that is quarantined.
    var readingGuard: ReadingGuard {
        { subject, stage in
            guard !self.isQuarantined(subject) else { return }
            let slot = self.enter(subject, { nil })
            defer { self.leave(slot) }
            stage()
        }
    }

    private func enter(_ subject: ReadingSubject, _ text: () -> [UInt8]?) -> Int? {
        guard file != nil else { return nil }
        let (slot, falls, isAlone) = state.withLock { state in
            (state.free.popLast(), state.suspects[subject]?.falls ?? 0, state.isRecovering)
        }
        guard let slot else { return nil }
        if falls > 0, let text = text() { keep(text, of: subject) }
        file?.write(
            ReadingRecord.slot(Suspect(subject: subject, falls: falls), isAlone: isAlone),
            at: ReadingRecord.firstSlot + slot)
        SlotFile.setWork(slot)
        return slot
    }

    private func leave(_ slot: Int?) {
        guard let slot else { return }
        SlotFile.setWork(nil)
        file?.clear(ReadingRecord.firstSlot + slot)
        state.withLock { $0.free.append(slot) }
    }
}

// MARK: - Suspects

extension Containment {
    /// What has to be read again, alone, before anything else is read.
    var suspects: [ReadingSubject] { state.withLock { Array($0.suspects.keys) } }

    /// Begins to read one thing at a time, so that a crash can have only one cause.
    func beginRecovery() { state.withLock { $0.isRecovering = true } }

    var isRecovering: Bool { state.withLock { $0.isRecovering } }

    func endRecovery() { state.withLock { $0.isRecovering = false } }

    /// Clears the feed's subjects once a poll of it is recorded: none of them crashed the program.
    func settle(feed: Int64) {
        settle { subject in
            switch subject {
            case .document(feed), .entry(feed, _): true
            default: false
            }
        }
    }

    func settle(page entry: Int64) { settle { $0 == .page(entry: entry) } }

    private func settle(_ isMeant: (ReadingSubject) -> Bool) {
        let settled = state.withLock { state in
            guard !state.suspects.isEmpty else { return [(ReadingSubject, Int)]() }
            let found = state.suspects.filter { isMeant($0.key) }
            for subject in found.keys { state.suspects[subject] = nil }
            return found.map { ($0.key, $0.value.record) }
        }
        for (subject, record) in settled {
            file?.clear(record)
            forget(subject)
        }
    }

    /// - Parameter now: ends the quarantine of a document whose day is over.
    func isQuarantined(_ subject: ReadingSubject, now: Timestamp? = nil) -> Bool {
        state.withLock { state in
            guard let until = state.quarantined[subject] else { return false }
            guard let now, Quarantine.isOver(until, at: now) else { return true }
            state.quarantined[subject] = nil
            return false
        }
    }

    /// Nothing reads what is quarantined until its time is over or another build is installed.
    func quarantine(_ quarantines: [Quarantine]) {
        state.withLock { state in
            for quarantine in quarantines {
                state.quarantined[quarantine.subject] = .some(quarantine.until)
            }
        }
    }
}

// MARK: - Texts that are kept for a report

extension Containment {
    /// The name under which a text is kept in the folder beside the ledger.
    static func fileName(of subject: ReadingSubject) -> String {
        subject.description.replacing(" ", with: "-")
    }

    private func keep(_ text: [UInt8], of subject: ReadingSubject) {
        guard let folder else { return }
        KeptText.write(text, to: folder, as: Self.fileName(of: subject))
    }

    /// Removes a kept text once it was read without a crash: there is nothing to report.
    private func forget(_ subject: ReadingSubject) {
        guard let folder, !isQuarantined(subject) else { return }
        KeptText.remove(Self.fileName(of: subject), from: folder)
    }
}

/// Makes texts with a marker in them crash the program on purpose, for tests.
package struct TestTrap: Sendable {
    private let marker: [UInt8]
    private let documentMarker: [UInt8]

    /// - Parameter environment: that of the process: `REJOINDER_TEST_TRAP` for entries and pages,
    ///   `REJOINDER_TEST_TRAP_DOCUMENT` for whole documents of feeds.
    package init(environment: [String: String] = [:]) {
        marker = Array((environment["REJOINDER_TEST_TRAP"] ?? "").utf8)
        documentMarker = Array((environment["REJOINDER_TEST_TRAP_DOCUMENT"] ?? "").utf8)
    }

    func spring(on subject: ReadingSubject, _ text: () -> [UInt8]) {
        let marker = if case .document = subject { documentMarker } else { marker }
        guard !marker.isEmpty, Self.contains(text(), marker) else { return }
        fatalError("a test's trap: \(subject)")
    }

    private static func contains(_ text: [UInt8], _ marker: [UInt8]) -> Bool {
        guard text.count >= marker.count else { return false }
        return (0...(text.count - marker.count)).contains { text[$0...].starts(with: marker) }
    }
}
