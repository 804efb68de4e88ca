/// The words of one language by which a name tells what kind of party it means.
///
/// The head word decides: a police union is a union, and a ministry of trade unions a ministry.
struct PartyWords: Sendable {
    /// What a word makes of a name.
    private enum Sense: Sendable {
        /// An official body: "ministry".
        case official
        /// A body that holds no office: "union".
        case organisation
        /// A body that is as official as what stands with it: "office".
        case common
        /// Somebody who holds a public office: "mayor".
        case office
        case person
        /// What makes a common body an official one: "federal".
        case qualifier
    }

    private struct Found {
        let sense: Sense
        let range: Range<Int>
    }

    private var phrases = NameIndex<Sense>()
    /// Endings of compounds, the longest first.
    private var endings: [(ending: [UInt8], sense: Sense)] = []
    private let isHeadLast: Bool
    /// Words for those who head a body.
    private let leaders: StarredWords
    /// The whole word for each title that is cut short: "governor" for "Gov.".
    private var titles: [String: String] = [:]
    /// Words beside a name that are no places, although they have capitals.
    private var noPlaces: Set<String> = []

    init(_ pack: LanguagePack) {
        isHeadLast = pack.has(.stackedNouns)
        leaders = StarredWords(pack.words(.leaders), form: { WordStem.of($0) })
        let lists: [(WordList, Sense)] = [
            (.officialBodies, .official), (.privateBodies, .organisation),
            (.commonBodies, .common), (.publicOffices, .office), (.privatePeople, .person),
            (.publicWords, .qualifier),
        ]
        for (list, sense) in lists {
            for word in pack.words(list) { add(word, sense) }
        }
        noPlaces = Set(pack.words(.noPlaces).map { WordStem.of($0) })
        for word in pack.words(.titleWords) {
            let parts = word.split(separator: "/").map { WordStem.of(String($0)) }
            if parts.count == 2 { titles[parts[0]] = parts[1] }
        }
        // Bodies keep their names abroad.
        for name in Languages.embedded.words(.officialNames) { add(name, .official) }
        endings.sort { $0.ending.count > $1.ending.count }
    }

    private mutating func add(_ word: String, _ sense: Sense) {
        if word.utf8.first == 0x2A {
            endings.append((Array(WordStem.of(String(word.dropFirst())).utf8), sense))
        } else {
            phrases.addWhole(word, sense)
        }
    }

    private func found(in stems: [String]) -> [Found] {
        let phrases = phrases.all(in: stems).map { Found(sense: $0.value, range: $0.range) }
        let compounds = stems.indices.compactMap { index -> Found? in
            guard !phrases.contains(where: { $0.range.contains(index) }) else { return nil }
            let stem = stems[index].utf8
            let ending = endings.first {
                stem.count > $0.ending.count
                    && stem.suffix($0.ending.count).elementsEqual($0.ending)
            }
            return ending.map { Found(sense: $0.sense, range: index..<index + 1) }
        }
        return (phrases + compounds).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

/// A name as far as its words tell what kind of party it means.
struct PartyName: Sendable {
    /// The stems of its words.
    let stems: [String]
    /// The places of prepositions among them.
    let prepositions: Set<Int>
    /// Whether somebody speaks for the party: "the mayor's spokeswoman".
    let isSpokenFor: Bool
}

extension PartyWords {
    /// What a name tells of its party.
    struct Verdict: Equatable {
        let scope: PartyScope
        /// Whether the deciding words end the name, so that no personal name follows them.
        let isLast: Bool
    }

    /// - Parameter holdsOffice: whether the text elsewhere gives the one with this name a public
    ///   office, as "Gov. Doe" does for "Doe's office".
    ///
    /// - Returns: nil if no word tells anything.
    func verdict(
        on name: PartyName, holdsOffice: (String) -> Bool = { _ in false }
    ) -> Verdict? {
        let found = found(in: name.stems)
        let parts = isHeadLast ? parts(of: name, found) : [0..<name.stems.count]
        for part in parts {
            let words = found.filter { part.contains($0.range.lowerBound) }
            let heads = words.filter { $0.sense != .qualifier }
            guard let head = isHeadLast ? heads.last : heads.first else { continue }
            let scope = scope(
                of: head, in: words, found: found, isSpokenFor: name.isSpokenFor,
                isHeld: head.range.lowerBound > 0
                    && holdsOffice(name.stems[head.range.lowerBound - 1]))
            return Verdict(scope: scope, isLast: head.range.upperBound >= part.upperBound)
        }
        // "the county", "the state"
        let isQualifier =
            !found.isEmpty && found.reduce(0) { $0 + $1.range.count } == name.stems.count
        return isQualifier ? Verdict(scope: .official, isLast: true) : nil
    }

    private func scope(
        of head: Found, in part: [Found], found: [Found], isSpokenFor: Bool, isHeld: Bool
    ) -> PartyScope {
        switch head.sense {
        case .official: return .official
        case .organisation, .qualifier: return .organisations
        case .person: return .anyone
        case .office: return isSpokenFor ? .official : .anyone
        case .common:
            if part.contains(where: { $0.sense == .organisation }) { return .organisations }
            let isPublic = found.contains {
                $0.sense == .office || $0.sense == .qualifier || $0.sense == .official
            }
            return isPublic || isHeld ? .official : .organisations
        }
    }

    /// The name cut at its prepositions: where nouns stand side by side, the head ends the first
    /// part.
    private func parts(of name: PartyName, _ found: [Found]) -> [Range<Int>] {
        let cuts = name.prepositions.filter { place in
            !found.contains { $0.range.contains(place) }
        }.sorted()
        var parts: [Range<Int>] = []
        var start = 0
        for cut in cuts + [name.stems.count] where cut >= start {
            if cut > start { parts.append(start..<cut) }
            start = cut + 1
        }
        return parts
    }

    /// Whether the words have the title of a public office: "Gov.", "special counsel".
    func hasPublicOffice(_ stems: [String]) -> Bool {
        found(in: stems).contains { $0.sense == .office }
    }

    /// The place of the name of an official body that has several words, one of which stands at the
    /// place.
    func officialName(around place: Int, in stems: [String]) -> Range<Int>? {
        found(in: stems).first {
            $0.sense == .official && $0.range.count > 2 && $0.range.contains(place)
        }?.range
    }
}

// MARK: - Names that tell only the kind of body

extension PartyWords {
    func whole(_ stem: String) -> String { titles[stem] ?? stem }

    /// Whether the word is for somebody who heads a body, and so speaks for it.
    func isLeader(_ stem: String) -> Bool { leaders.contains(stem) }

    /// Whether the word tells something of a party, or stands beside names as if it were a place.
    func isKnown(_ stem: String) -> Bool {
        noPlaces.contains(stem) || !found(in: [stem]).isEmpty
    }

    /// Whether no word of a body's name says which of its kind it is.
    func isGeneric(
        _ stems: [String], isCapital: (Int) -> Bool, _ language: Language
    ) -> Bool {
        let found = found(in: stems)
        guard anchor(in: stems) != nil else { return false }
        return stems.indices.allSatisfy { index in
            !isCapital(index) || found.contains { $0.range.contains(index) }
        }
    }

    /// The words by which the body is looked for elsewhere: the office, or else all of its name.
    func anchor(in stems: [String]) -> Range<Int>? {
        let found = found(in: stems)
        if let office = found.first(where: { $0.sense == .office }) { return office.range }
        return found.contains { $0.sense == .official } ? stems.indices : nil
    }

    func isOffice(_ stems: ArraySlice<String>) -> Bool { hasPublicOffice(Array(stems)) }
}

extension NameIndex {
    /// Adds a name with all of its words, also small ones.
    mutating func addWhole(_ name: String, _ value: Value) {
        let text = TokenizedText(name)
        let words = text.words.filter(\.isWord)
        add(forms: words.map { WordStem.of($0, in: text) }, value)
    }
}
