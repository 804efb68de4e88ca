import Foundation

/// Knows institutions by their names.
///
/// It knows those of the configuration, bodies with names of their own, and every country's
/// ministries, which are composed of a kind of body and a country.
struct InstitutionIndex: Sendable {
    private enum Name: Sendable, Hashable {
        case configured(InstitutionKey)
        case known(InstitutionKey)
        case kind(Int)
    }

    private var names = NameIndex<Name>()
    private var countries = NameIndex<String>()
    private var titles: [InstitutionKey: String] = [:]
    private var ownNames: [InstitutionKey: [String]] = [:]
    private var configured: Set<InstitutionKey> = []
    /// Names of the configuration that only say what kind of body it is: "Commission".
    private var genericNames: Set<String> = []
    /// The configured key for each built-in key that the configuration renames.
    private var aliases: [InstitutionKey: InstitutionKey] = [:]
    /// The English name of each country, by its code.
    private var countryNames: [String: String] = [:]
    /// The kinds by the first stem of their names, each with its place among all names; other words
    /// may stand between the stems.
    private var kinds: [String: [(stems: [String], kind: Int, place: Int)]] = [:]

    init(_ institutions: [Institution]) {
        addBuiltIn()
        // Looks them up before the configured names are added, so that they are read like any text.
        for institution in institutions {
            for name in institution.names {
                if let key = find(in: name) { aliases[key] = aliases[key] ?? institution.key }
            }
        }
        for institution in institutions {
            configured.insert(institution.key)
            titles[institution.key] = institution.name
            ownNames[institution.key] = institution.names
            for name in institution.names {
                names.add(name, .configured(institution.key))
                let stems = NameWords.stems(name)
                if stems.count == 1, GenericNames.contains(stems[0]) {
                    genericNames.insert(stems[0])
                }
            }
        }
    }

    /// Whether the configuration names the institution.
    func isConfigured(_ key: InstitutionKey) -> Bool { configured.contains(key) }

    func name(of key: InstitutionKey) -> String? { titles[key] ?? composedTitle(key) }

    /// All names of an institution; for a country's body, also the names of its kind.
    func names(of key: InstitutionKey) -> [String] {
        // A configured key may also stand for a built-in one.
        let keys = [key] + aliases.filter { $0.value == key }.map(\.key)
        return keys.flatMap { key in
            ownNames[key]
                ?? BodyKind.all.first { key.rawValue.hasSuffix("-" + $0.id) }?.names ?? []
        }
    }

    /// The institution that a phrase names; nil for none, or for a ministry without a country.
    func find(in phrase: String, country: String? = nil) -> InstitutionKey? {
        find(in: NameWords.words(phrase), country: country)
    }

    /// The institution that one word names, by the stem of the word.
    func find(stem: String) -> InstitutionKey? {
        NameWords.isArticle(stem) ? nil : find(in: [NameWords.Word(stem: stem, isQualified: false)])
    }

    private func find(in words: [NameWords.Word], country: String? = nil) -> InstitutionKey? {
        let stems = words.map(\.stem)
        var best: (key: InstitutionKey, count: Int, isConfigured: Bool)?
        for found in names.all(in: stems) {
            let candidate: (InstitutionKey, Bool)? =
                switch found.value {
                case .configured(let key): (key, true)
                case .known(let key): (aliases[key] ?? key, false)
                case .kind: nil
                }
            guard let (key, isConfigured) = candidate else { continue }
            // "The Harbour Commission" is another one than "the Commission".
            let first = words[found.range.lowerBound]
            if found.range.count == 1, first.isQualified, genericNames.contains(first.stem) {
                continue
            }
            let isBetter =
                best.map {
                    found.range.count > $0.count
                        || (found.range.count == $0.count && isConfigured && !$0.isConfigured)
                } ?? true
            if isBetter { best = (key, found.range.count, isConfigured) }
        }
        if let composed = composed(stems, country), composed.count > (best?.count ?? 0) {
            return aliases[composed.key] ?? composed.key
        }
        return best?.key
    }

    /// The institution whose name a text begins with, if more of its words belong to the name than
    /// those of `part`: "Foreign, Commonwealth and Development Office said" for "Foreign".
    func find(beginning text: String, with part: String) -> InstitutionKey? {
        guard let found = names.all(in: NameWords.stems(text)).first, found.range.lowerBound == 0,
            found.range.count > NameWords.stems(part).count
        else { return nil }
        return switch found.value {
        case .configured(let key): key
        case .known(let key): aliases[key] ?? key
        case .kind: nil
        }
    }

    /// The codes of the countries that a text names, by name or by adjective.
    func countries(in stems: [String]) -> [(code: String, range: Range<Int>)] {
        countries.all(in: stems).map { ($0.value, $0.range) }
    }

    /// The kind of body that a phrase names, without its country.
    func kind(in phrase: String) -> String? {
        kind(NameWords.stems(phrase)).map { BodyKind.all[$0.kind].id }
    }

    /// The key of a body whose kind stands only in the first member of a list.
    ///
    /// The phrase names the country: "the Foreign Ministries of Latvia and Estonia".
    func distributed(kind: String, phrase: String) -> InstitutionKey? {
        let stems = NameWords.stems(phrase)
        guard let found = countries.all(in: stems).first, found.range.count == stems.count else {
            return nil
        }
        let key = Self.key(found.value, kind)
        return aliases[key] ?? key
    }
}

// MARK: - Built-in names

extension InstitutionIndex {
    private mutating func addBuiltIn() {
        for body in KnownBody.all {
            titles[body.key] = body.names.first
            ownNames[body.key] = body.names
            for name in body.names { names.add(name, .known(body.key)) }
        }
        for (index, kind) in BodyKind.all.enumerated() {
            for name in kind.names {
                let stems = NameWords.stems(name)
                add(stems, kind: index)
                // An acronym is also known in small letters, as in its inflected forms.
                if stems.count == 1, let only = stems.first,
                    WordStem.isShortAcronym(Array(only.utf8))
                {
                    add([WordStem.of(only.caseFolded)], kind: index)
                }
            }
        }
        addCountries()
    }

    private mutating func add(_ stems: [String], kind: Int) {
        guard let first = stems.first else { return }
        let place = kinds.values.reduce(0) { $0 + $1.count }
        kinds[first, default: []].append((stems, kind, place))
    }

    private mutating func addCountries() {
        // The system knows the countries' names; what it lacks is in the languages' files: adjectives,
        // demonyms, and the short names that people use.
        for pack in Languages.embedded.packs where pack.isRead {
            let locale = Locale(identifier: pack.code)
            for region in Locale.Region.isoRegions where region.identifier.count == 2 {
                guard let name = locale.localizedString(forRegionCode: region.identifier) else {
                    continue
                }
                countries.add(name, region.identifier)
                if pack.code == "en" { countryNames[region.identifier] = name }
            }
        }
        for (code, name) in Languages.embedded.pairs(.countryTitles).reversed() {
            countryNames[code] = name
        }
        for (code, name) in Languages.embedded.pairs(.countries) { countries.add(name, code) }
    }

    private func composed(
        _ stems: [String], _ country: String?
    ) -> (key: InstitutionKey, count: Int)? {
        guard let kind = kind(stems) else { return nil }
        let named = countries.all(in: stems)
        // An embassy belongs to its own country, not to the one where it stands.
        if let found = named.first {
            return (
                Self.key(found.value, BodyKind.all[kind.kind].id), kind.count + found.range.count
            )
        }
        return country.map { (Self.key($0, BodyKind.all[kind.kind].id), kind.count) }
    }

    /// The kind with the longest name; of names of one length, the one that was listed first.
    private func kind(_ stems: [String]) -> (kind: Int, count: Int)? {
        var best: (kind: Int, count: Int, place: Int)?
        for stem in stems {
            for (name, kind, place) in kinds[stem] ?? [] {
                let isBetter =
                    best.map { (name.count, $0.place) > ($0.count, place) } ?? true
                if isBetter, Self.holds(name, in: stems) { best = (kind, name.count, place) }
            }
        }
        return best.map { ($0.kind, $0.count) }
    }

    /// Whether the words of a name follow one another, with at most two other words between them.
    private static func holds(_ name: [String], in stems: [String]) -> Bool {
        guard let first = name.first else { return false }
        return stems.indices.contains { start in
            guard stems[start] == first else { return false }
            var place = start
            for word in name.dropFirst() {
                let window = stems.dropFirst(place + 1).prefix(3)
                guard let next = window.firstIndex(of: word) else { return false }
                place = next
            }
            return true
        }
    }

    private static func key(_ country: String, _ kind: String) -> InstitutionKey {
        InstitutionKey("\(country == "GB" ? "uk" : country.caseFolded)-\(kind)")
    }

    private func composedTitle(_ key: InstitutionKey) -> String? {
        let parts = key.rawValue.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let kind = BodyKind.all.first(where: { $0.id == parts[1] }) else {
            return nil
        }
        let code = parts[0] == "uk" ? "GB" : parts[0].uppercased()
        let name =
            countryNames[code] ?? Locale(identifier: "en").localizedString(forRegionCode: code)
        return name.map { kind.title.replacing("%", with: $0) }
    }
}
