/// A file of a language, as lines of words.
///
/// A line is a name, a colon and words, or only words. An indented line continues the one before
/// it. Lines that begin with `#` are comments.
struct PackFile: Sendable {
    struct Line: Sendable {
        let number: Int
        /// What stands before the colon; empty if there is no colon.
        let name: String
        var words: [String]
    }

    /// The folder and the file, for messages.
    let path: String
    private(set) var lines: [Line] = []
    private(set) var faults: [LanguageFault] = []
    /// The places of the lines by their names.
    private var places: [String: Int] = [:]

    init(path: String, _ bytes: [UInt8]) {
        self.path = path
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split { $0.isBlank }
            guard let first = words.first, first.first != 0x23 else { continue }
            if line.first?.isBlank == true {
                extend(words, number: index + 1)
            } else {
                begin(words, number: index + 1)
            }
        }
    }

    /// The words of the list with that name; none if there is no such list.
    func words(_ name: String) -> [String] {
        places[name].map { Self.expanded(lines[$0].words) } ?? []
    }

    /// The words for which a list's words stand.
    ///
    /// `stem:a,b` stands for `stema` and `stemb`, and `_` for the space inside a phrase. A colon at
    /// the end belongs to the word.
    static func expanded(_ words: [String]) -> [String] {
        var expanded: [String] = []
        expanded.reserveCapacity(words.count)
        for word in words {
            guard word.utf8.contains(where: { $0 == 0x5F || $0 == 0x3A }) else {
                expanded.append(word)
                continue
            }
            let bytes = word.utf8.map { $0 == 0x5F ? 0x20 : $0 }
            guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, bytes.last != 0x3A else {
                expanded.append(String(decoding: bytes, as: UTF8.self))
                continue
            }
            let endings = bytes.dropFirst(colon + 1)
                .split(separator: 0x2C, omittingEmptySubsequences: false)
            for ending in endings {
                expanded.append(String(decoding: bytes.prefix(colon) + ending, as: UTF8.self))
            }
        }
        return expanded
    }

    private mutating func begin(_ words: [ArraySlice<UInt8>], number: Int) {
        let end = words.firstIndex { $0.last == 0x3A }
        let name = words.prefix(end.map { $0 + 1 } ?? 0).map(Self.text).joined(separator: " ")
            .dropLast()
        let rest = words.dropFirst(end.map { $0 + 1 } ?? 0).map(Self.text)
        if !name.isEmpty, places.updateValue(lines.count, forKey: String(name)) != nil {
            faults.append(fault(number, "there is already a line “\(name)”"))
        }
        lines.append(Line(number: number, name: String(name), words: rest))
    }

    private mutating func extend(_ words: [ArraySlice<UInt8>], number: Int) {
        guard !lines.isEmpty else {
            faults.append(
                fault(number, "an indented line continues the one before it: there is none"))
            return
        }
        lines[lines.count - 1].words += words.map(Self.text)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    func fault(_ line: Int, _ problem: String) -> LanguageFault {
        LanguageFault(file: path, line: line, problem: problem)
    }

    /// What is wrong with the lists as such: lines without a name, and words that come twice.
    func listFaults() -> [LanguageFault] {
        lines.flatMap { line -> [LanguageFault] in
            guard !line.name.isEmpty else {
                return [fault(line.number, "no name and colon before the words")]
            }
            var seen = Set<String>()
            let repeated = Self.expanded(line.words).filter { !seen.insert($0).inserted }
            return repeated.map {
                fault(line.number, "“\($0)” is listed twice under “\(line.name)”")
            }
        }
    }
}
