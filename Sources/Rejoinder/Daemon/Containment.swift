import Synchronization
import System

/// Keeps one text from bringing the daemon down again and again.
///
/// What a pure stage reads is noted in a file beside the ledger while it is being read. After a
/// fall, those texts are read again one at a time, before anything else; a text that brings the
/// program down a second time, read alone, is quarantined: nothing reads it until another build of
/// the program is installed, and everything else goes on. docs/containment.md tells the whole of it.
package final class Containment: Sendable {
    private let file: SlotFile?
    private let folder: String?
    private let build: String
    private let trap: TestTrap
    private let state: Mutex<State>

    private struct State {
        /// Records of the file that are free for what is read next.
        var free = Array(0..<ReadingRecord.slots)
        /// By subject: how often the program has fallen over it, and the record that says so.
        var suspects: [ReadingSubject: (falls: Int, record: Int)] = [:]
        var quarantined: Set<ReadingSubject> = []
        /// Nothing but suspects is read, one at a time.
        var isRecovering = false
    }

    /// Nothing is noted, and nothing is quarantined: for a replay, which a person watches.
    package static var none: Containment {
        Containment(noting: nil, folder: nil, build: "", trap: TestTrap(), suspects: [])
    }

    /// - Parameters:
    ///   - file: noted in from now on; emptied of what the last run left there.
    ///   - folder: where texts are kept that the program falls over.
    ///   - suspects: what the last run may have fallen over.
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
        // What waits stands in the file before the old slots go: a second fall must not forget it.
        for (index, suspect) in suspects.prefix(ReadingRecord.slots).enumerated() {
            file?.write(
                ReadingRecord.slot(suspect, isAlone: false), at: ReadingRecord.firstSuspect + index)
        }
        file?.write(ReadingRecord.header(build: build), at: 0)
        file?.write("", at: ReadingRecord.signalRecord)
        for slot in 0..<ReadingRecord.slots { file?.write("", at: ReadingRecord.firstSlot + slot) }
    }

    /// From now on a signal that ends the process is noted: once in a process.
    func noteFatalSignals() { file?.noteFatalSignals(at: ReadingRecord.signalRecord) }

    /// The process ends by itself: nothing that was being read is suspect.
    package func end() { file?.empty() }
}

// MARK: - What is read

extension Containment {
    /// Runs a pure stage over a text, with a note that it does.
    ///
    /// - Parameter text: what is read, to be kept where the program falls over it.
    func reading<Result>(
        _ subject: ReadingSubject, _ text: @autoclosure () -> [UInt8],
        _ stage: () throws -> Result
    ) rethrows -> Result {
        let slot = enter(subject, text)
        defer { leave(slot) }
        trap.spring(on: subject, text)
        return try stage()
    }

    /// Runs a stage that reads within a transaction, unless it would read what is quarantined.
    var readingGuard: ReadingGuard {
        { subject, stage in
            guard !self.isQuarantined(subject) else { return }
            let slot = self.enter(subject, { nil })
            defer { self.leave(slot) }
            try stage()
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

    /// From now on only one thing is read at a time; whatever falls is what fell.
    func beginRecovery() { state.withLock { $0.isRecovering = true } }

    var isRecovering: Bool { state.withLock { $0.isRecovering } }

    func endRecovery() { state.withLock { $0.isRecovering = false } }

    /// What was read of a feed, or would have been, is recorded: none of it brings the program down.
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

    func isQuarantined(_ subject: ReadingSubject) -> Bool {
        state.withLock { $0.quarantined.contains(subject) }
    }

    /// What nothing may read until another build of the program is installed.
    func quarantine(_ subjects: some Sequence<ReadingSubject>) {
        state.withLock { $0.quarantined.formUnion(subjects) }
    }
}

// MARK: - Texts that are kept for a report

extension Containment {
    /// What a text is kept as, in the folder beside the ledger.
    static func fileName(of subject: ReadingSubject) -> String {
        subject.description.replacing(" ", with: "-")
    }

    private func keep(_ text: [UInt8], of subject: ReadingSubject) {
        guard let folder else { return }
        KeptText.write(text, to: folder, as: Self.fileName(of: subject))
    }

    /// It was read, so there is nothing to report.
    private func forget(_ subject: ReadingSubject) {
        guard let folder, !isQuarantined(subject) else { return }
        KeptText.remove(Self.fileName(of: subject), from: folder)
    }
}

/// Makes texts fall on purpose, for tests: one that has the marker in it.
package struct TestTrap: Sendable {
    private let marker: [UInt8]
    private let documentMarker: [UInt8]

    /// - Parameter environment: of the process: `REJOINDER_TEST_TRAP` for entries and pages,
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
