/// Finds whom the pronouns and descriptions of a text stand for, if that is certain.
struct SpeakerResolution {
    private let reading: AttributionReading
    /// The sources that name somebody, with the latest last, and whom pronouns stood for.
    private var known: [Known] = []

    private struct Known {
        let speaker: Speaker
        let text: String
        /// The number of the sentence.
        let sentence: Int
    }

    /// Who speaks, and the names that tell for whom.
    struct Resolved {
        let name: String
        let voices: [String]
        /// Whether it has an office of some body that is not named.
        let isStaff: Bool
        /// Whether it is a pronoun that may stand for several people.
        let isOpen: Bool
    }

    /// How many sources back a pronoun may reach.
    private static let reach = 4
    /// How many sentences back another speaker may be the one whom a pronoun means.
    private static let near = 2

    init(_ reading: AttributionReading) { self.reading = reading }

    /// The speaker: the source itself, or the full source that it stands for.
    ///
    /// - Parameter isKnown: whether the source names somebody for certain, who may be meant later.
    mutating func resolve(
        _ source: Range<Int>, in sentence: Int, isKnown: Bool
    ) -> Resolved {
        let speaker = reading.speaker(source)
        let text = reading.text(of: source)
        if speaker.isPronoun {
            guard let found = pronoun(speaker, at: source.lowerBound, in: sentence) else {
                return Resolved(name: text, voices: [], isStaff: false, isOpen: true)
            }
            known.append(Known(speaker: found.speaker, text: found.text, sentence: sentence))
            let full = full(found)
            return Resolved(
                name: full.text, voices: full.speaker.voices, isStaff: full.speaker.isStaff,
                isOpen: false)
        }
        let own = Known(speaker: speaker, text: text, sentence: sentence)
        if speaker.isDescription, let full = description(speaker) {
            return Resolved(
                name: full.text, voices: full.speaker.voices, isStaff: full.speaker.isStaff,
                isOpen: false)
        }
        if isKnown, !speaker.isDescription { known.append(own) }
        let full = full(own)
        return Resolved(
            name: text, voices: speaker.voices + (full.text == text ? [] : full.speaker.voices),
            isStaff: full.speaker.isStaff, isOpen: false)
    }

    /// The fuller source that a short name stands for: "Smith" after "Foreign Minister Jane Smith".
    private func full(_ short: Known) -> Known {
        guard let last = short.speaker.names.last, short.speaker.words.count <= 2,
            short.speaker.isShortName
        else {
            return short
        }
        return known.first { fuller in
            fuller.speaker.words.count > 1 && fuller.speaker.names.contains(last)
                // "Chinese" is not the Chinese government.
                && (fuller.speaker.isPerson || !fuller.speaker.isBody)
        } ?? short
    }

    private func pronoun(_ pronoun: Speaker, at place: Int, in sentence: Int) -> Known? {
        let recent = known.suffix(Self.reach).filter {
            $0.speaker.agrees(with: pronoun) || isShort($0.speaker)
        }
        guard let last = recent.last else { return nil }
        let isAlone = recent.allSatisfy {
            isSame($0.speaker, last.speaker) || sentence - $0.sentence > Self.near
        }
        let names = Set(recent.filter { isSame($0.speaker, last.speaker) }.flatMap(\.speaker.words))
        let others = Set(known.flatMap(\.speaker.names)).subtracting(names)
        let isClear = !reading.namesAnother(
            than: names, of: others, after: last.sentence, before: place)
        return isAlone && isClear ? last : nil
    }

    /// Whether the source is a person's surname alone, after other names of the person.
    private func isShort(_ speaker: Speaker) -> Bool {
        guard speaker.isSurname, let name = speaker.names.first else { return false }
        return reading.isSurname(name)
    }

    private func isSame(_ a: Speaker, _ b: Speaker) -> Bool {
        guard let last = a.names.last, let other = b.names.last else { return a.words == b.words }
        return last == other || b.names.contains(last) || a.names.contains(other)
    }

    private func description(_ description: Speaker) -> Known? {
        guard let head = description.words.last else { return nil }
        var found: [Known] = []
        for candidate in known where candidate.speaker.isCalled(head, asBody: description.isBody) {
            if !found.contains(where: { isSame($0.speaker, candidate.speaker) }) {
                found.append(candidate)
            }
        }
        return found.count == 1 ? found[0] : nil
    }
}
