import LanguageFiles

/// What the program knows of one language, from the plain files of its folder.
///
/// A file is read when somebody first needs what is in it. What is wrong in it is passed over then,
/// so that no fault in a language stops the program; `faults` tells what that would be.
/// docs/languages.md describes the files.
package final class LanguagePack: Sendable {
    /// The files of a folder.
    enum File: String, Sendable, CaseIterable {
        case language, classes, frames, cues, dates, edits, opposites, notices, pages, names,
            replies
    }

    /// A habit of the language that rules go by.
    enum Habit: String, Sendable, CaseIterable {
        /// An article, and not the case, tells nouns from other words.
        case articles
        /// Every noun is capitalised.
        case capitalNouns = "capital-nouns"
        /// Nouns stand side by side, and the last of them is the head: "police union".
        case stackedNouns = "stacked-nouns"
        /// The subject follows the verb if something else comes first.
        case inversion
        /// The finite verb is always the second part of a main clause.
        case verbSecond = "verb-second"
        /// A clause after a comma may be content, although no word introduces it.
        case commaClauses = "comma-clauses"
    }

    /// The name of the folder: the primary subtag of BCP 47.
    package let code: String
    private let files: [File: Deferred<PackFile>]

    /// - Parameter bytes: gives the contents of a file, by its name without ".txt"; none if the
    ///   folder does not have it.
    package init(code: String, bytes: @escaping @Sendable (String) -> [UInt8]) {
        self.code = code
        isRead = !bytes(File.cues.rawValue).isEmpty
        var files: [File: Deferred<PackFile>] = [:]
        for file in File.allCases {
            files[file] = Deferred {
                PackFile(path: "\(code)/\(file.rawValue).txt", bytes(file.rawValue))
            }
        }
        self.files = files
    }

    func file(_ file: File) -> PackFile {
        files[file]?.value ?? PackFile(path: code, [])
    }

    /// Whether texts are read in the language, which needs cues; others only lend single words.
    let isRead: Bool

    func has(_ habit: Habit) -> Bool { words(.habits).contains(habit.rawValue) }
}

extension LanguagePack {
    /// What is wrong with the files, as far as it can be told without compiling them.
    package var faults: [LanguageFault] {
        let known = Dictionary(
            WordList.allCases.map { ($0.file.rawValue + "/" + $0.name, $0) },
            uniquingKeysWith: { first, _ in first })
        var faults: [LanguageFault] = []
        for name in File.allCases where ![.classes, .frames, .cues, .opposites].contains(name) {
            let file = file(name)
            faults += file.faults + file.listFaults()
            for line in file.lines {
                let list = line.name.split(separator: " ", maxSplits: 1)
                let key = name.rawValue + "/" + (list.first ?? "")
                if known[key].map({ list.count == 1 || $0.isKeyed }) != true {
                    faults.append(file.fault(line.number, "there is no list “\(line.name)”"))
                }
            }
        }
        return faults + habitFaults + monthFaults + oppositeFaults
    }

    private var habitFaults: [LanguageFault] {
        let file = file(.language)
        return file.lines.filter { $0.name == WordList.habits.name }.flatMap { line in
            line.words.filter { Habit(rawValue: $0) == nil }
                .map { file.fault(line.number, "there is no habit “\($0)”") }
        }
    }

    private var monthFaults: [LanguageFault] {
        let file = file(.dates)
        return file.lines.filter {
            $0.name.split(separator: " ").first == "months" && $0.words.count % 12 != 0
        }.map { file.fault($0.number, "months are twelve words, from January to December") }
    }

    private var oppositeFaults: [LanguageFault] {
        let file = file(.opposites)
        return file.faults
            + file.lines.filter {
                !$0.name.isEmpty || $0.words.split(separator: "/").count < 2
            }.map { file.fault($0.number, "opposites are two sides with “ / ” between them") }
    }
}

/// The languages that the program reads.
package struct Languages: Sendable {
    let packs: [LanguagePack]

    package init(_ packs: [LanguagePack]) { self.packs = packs }

    /// Those that are part of the program.
    package static let embedded = Languages(
        LanguageFiles.languages.map { code in
            LanguagePack(code: code) { LanguageFiles.bytes(of: code, $0) }
        })
}
