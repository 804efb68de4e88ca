import LanguageFiles

/// What the program knows of one language, from the plain files of its folder.
///
/// A file is read when somebody first needs what is in it. What is wrong in it is passed over then,
/// so that no fault in a language stops the program; `faults` tells what that would be.
/// docs/languages.md describes the files.
package final class LanguagePack: Sendable {
    /// The files of a folder.
    enum File: String, Sendable, CaseIterable {
        case language, classes, frames, cues
    }

    /// A habit of the language that rules go by.
    enum Habit: String, Sendable, CaseIterable {
        /// An article, and not the case, tells nouns from other words.
        case articles
        /// Every noun is capitalised.
        case capitalNouns = "capital-nouns"
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
    private let habits: Deferred<Set<String>>

    /// - Parameter bytes: gives the contents of a file, by its name without ".txt"; none if the
    ///   folder does not have it.
    package init(code: String, bytes: @escaping @Sendable (String) -> [UInt8]) {
        self.code = code
        var files: [File: Deferred<PackFile>] = [:]
        for file in File.allCases {
            files[file] = Deferred {
                PackFile(path: "\(code)/\(file.rawValue).txt", bytes(file.rawValue))
            }
        }
        self.files = files
        let language = files[.language]
        habits = Deferred { Set(language?.value.words("habits") ?? []) }
    }

    func file(_ file: File) -> PackFile {
        files[file]?.value ?? PackFile(path: code, [])
    }

    /// Whether texts are read in the language; others only lend single words.
    var isRead: Bool { !file(.language).lines.isEmpty }

    func has(_ habit: Habit) -> Bool { habits.value.contains(habit.rawValue) }
}

extension LanguagePack {
    /// What is wrong with the files, as far as it can be told without compiling them.
    package var faults: [LanguageFault] {
        let language = file(.language)
        var faults = language.faults + language.listFaults()
        for line in language.lines {
            for word in line.words where line.name == "habits" && Habit(rawValue: word) == nil {
                faults.append(language.fault(line.number, "there is no habit “\(word)”"))
            }
        }
        return faults
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
