/// Reads the frames of a language, and makes sure that they mean what they say.
struct FrameReader {
    private let file: PackFile
    /// The classes that the language defines.
    private let classes: Set<String>
    private var macros: [String: String] = [:]
    /// The frames that can be read, with their lines.
    private var frames: [(line: Int, frame: Frame)] = []
    private(set) var faults: [LanguageFault] = []
    /// The classes that a macro or a frame names.
    private(set) var used = Set<String>()
    /// The words that frames name directly; each becomes a class of its own.
    private(set) var literals: [String] = []

    init(_ file: PackFile, classes: Set<String>) {
        self.file = file
        self.classes = classes
        faults = file.faults
        var isLiteral = Set<String>()
        var seen = Set<String>()
        for line in file.lines {
            do throws(FrameError) {
                let text = line.words.joined(separator: " ")
                guard seen.insert(line.name + ":" + text).inserted else {
                    throw FrameError("there is already such a frame")
                }
                if line.name.isEmpty {
                    var frame = try Frame(text)
                    frame.pattern = try unfolded(frame.pattern)
                    try note(frame.pattern, &isLiteral)
                    frames.append((line.number, frame))
                } else {
                    let body = try unfolded(text)
                    try note(body, &isLiteral)
                    macros[line.name] = body
                }
            } catch {
                faults.append(file.fault(line.number, error.problem))
            }
        }
    }

    /// The patterns of all frames.
    mutating func patterns(_ lexicon: LanguageLexicon) -> [FramePattern] {
        var patterns: [FramePattern] = []
        for (line, frame) in frames {
            do throws(FrameError) {
                patterns += try FramePattern.compiled(frame, lexicon)
            } catch {
                faults.append(file.fault(line, error.problem))
            }
        }
        return patterns
    }

    /// The pattern with its macros replaced by what they stand for.
    private func unfolded(_ text: String) throws(FrameError) -> String {
        let parts = text.split(separator: "{", omittingEmptySubsequences: false)
        var unfolded = String(parts.first ?? "")
        for part in parts.dropFirst() {
            let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { throw FrameError("a “{” without “}”") }
            guard let body = macros[String(halves[0])] else {
                throw FrameError("the macro {\(halves[0])} is not defined above")
            }
            unfolded += "(\(body))\(halves[1])"
        }
        return unfolded
    }

    /// Notes the words of a pattern: classes in capitals, and words that stand for themselves.
    private mutating func note(
        _ pattern: String, _ isLiteral: inout Set<String>
    ) throws(FrameError) {
        for word in pattern.split(whereSeparator: { " ()|/?*!$,".contains($0) }) {
            let name = String(word)
            if name == "N" || name.hasPrefix("_") || name.hasPrefix("~") { continue }
            if FramePattern.isClass(name) {
                let known = name.caseFolded
                guard classes.contains(known) else {
                    throw FrameError("there is no class “\(known)” in classes.txt")
                }
                used.insert(known)
            } else if isLiteral.insert(name).inserted {
                literals.append(name)
            }
        }
    }
}

/// A frame as it is written: `state party pattern`.
struct Frame: Sendable {
    let state: AskedParty.State
    let party: FramePattern.Party
    let flags: FrameFlags
    var pattern: String

    init(_ text: String) throws(FrameError) {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3 else {
            throw FrameError("a frame is a state, a party and a pattern")
        }
        guard let state = AskedParty.State(rawValue: parts[0]) else {
            throw FrameError(
                "the state “\(parts[0])” is none of awaiting, declined and responded")
        }
        let head = parts[1].split(separator: "+").map(String.init)
        switch head.first {
        case "S": party = .before
        case "N": party = .inside
        case "-": party = .none
        default: throw FrameError("the party “\(parts[1])” is none of S, N and -")
        }
        var flags: FrameFlags = []
        for name in head.dropFirst() {
            guard let flag = FrameFlags.names[name] else {
                throw FrameError("the flag “\(name)” is unknown")
            }
            flags.insert(flag)
        }
        self.state = state
        self.flags = flags
        pattern = parts[2]
    }
}

/// What is wrong with a frame.
struct FrameError: Error {
    let problem: String

    init(_ problem: String) { self.problem = problem }
}
