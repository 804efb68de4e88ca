extension Detector {
    /// The narrowest scope that includes the party, and what kind of party that makes it.
    ///
    /// A person who holds an office is a person, unless the office is named as a body, or somebody
    /// speaks for the holder.
    func scope(
        of mention: PartyMention, _ key: InstitutionKey?, _ passage: Passage, _ language: Language
    ) -> PartyScope {
        if let key, index.isConfigured(key) { return .configured }
        let isSpokenFor = isSpokenFor(mention, passage, language)
        let verdict = language.partyWords.verdict(
            on: passage.name(mention.words, language, isSpokenFor: isSpokenFor)
        ) { passage.givesOffice(to: $0, language) }
        if mention.isPerson {
            let isOfficial = verdict?.scope == .official && (isSpokenFor || verdict?.isLast == true)
            return isOfficial ? .official : .anyone
        }
        if key != nil { return verdict?.scope == .anyone ? .anyone : .official }
        if let verdict { return verdict.scope }
        return index.kind(in: mention.phrase) != nil ? .official : .organisations
    }

    func kind(in scope: PartyScope, isPerson: Bool) -> PartyKind {
        switch scope {
        case .configured: isPerson ? .person : .officialBody
        case .official: .officialBody
        case .organisations: .organisation
        case .anyone: .person
        }
    }

    /// Whether somebody speaks for the party: "a spokesman for Mayor Doe", "the mayor's spokeswoman".
    private func isSpokenFor(
        _ mention: PartyMention, _ passage: Passage, _ language: Language
    ) -> Bool {
        let (tokens, grammar, words) = (passage.tokens, language.grammar, mention.words)
        if words.contains(where: { tokens[$0].has(grammar.spokes) })
            || tokens[words.upperBound].has(grammar.spokes)
        {
            return true
        }
        let between = grammar.preposition | grammar.determiner | grammar.title
        for place in ((words.lowerBound - 4)..<words.lowerBound).reversed() {
            if tokens[place].has(grammar.spokes) { return true }
            guard tokens[place].has(between) else { return false }
        }
        return false
    }
}

extension Passage {
    func stem(_ place: Int) -> String {
        WordStem.of(Array(bytes[tokens[place].start..<tokens[place].bareEnd]))
    }

    /// The stem of what a word says of the party: "press secretary" says nothing of a secretary, and
    /// "RKI-Sprecherin" names the RKI.
    private func headStem(_ place: Int, _ language: Language) -> String {
        guard tokens[place].has(language.grammar.spokes) else { return stem(place) }
        let word = bytes[tokens[place].start..<tokens[place].bareEnd]
        if let hyphen = word.lastIndex(of: 0x2D), hyphen > word.startIndex {
            return WordStem.of(Array(word[..<hyphen]))
        }
        return language.capitalisesNouns ? stem(place) : ""
    }

    func name(
        _ words: Range<Int>, _ language: Language, isSpokenFor: Bool
    ) -> PartyName {
        let places = words.filter { tokens[$0].isWordlike }
        let prepositions = places.indices.filter { index in
            tokens[places[index]].has(language.grammar.preposition)
                && !tokens[places[index]].isCapital
        }
        return PartyName(
            stems: places.map { headStem($0, language) }, prepositions: Set(prepositions),
            isSpokenFor: isSpokenFor)
    }

    /// Whether the text gives the one with that name a public office: "governor Jane Doe".
    fileprivate func givesOffice(to name: String, _ language: Language) -> Bool {
        let first = name.utf8.first ?? 0
        return tokens.indices.contains { place in
            guard tokens[place].isCapital else { return false }
            // A stem begins as its word does, so most need not be made.
            let letter = bytes[tokens[place].start]
            guard letter >= 0x80 || letter.lowercased == first.lowercased, stem(place) == name
            else { return false }
            // A forename and two words of a title.
            let title = ((place - 3)..<place).reversed().prefix { tokens[$0].kind == .word }
            return language.partyWords.hasPublicOffice(title.reversed().map(stem))
        }
    }
}
