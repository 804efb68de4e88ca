/// Finds whom the pronouns and descriptions of a text stand for, if that is certain.
struct SpeakerResolution {
    private let lexicon: Lexicon
    /// The sources that name somebody, with the latest last.
    private var known: [(speaker: Speaker, text: String)] = []

    /// How many sources back a pronoun may reach.
    private static let reach = 4

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    /// The speaker: the source itself, or the full source that it stands for.
    mutating func resolve(_ source: String) -> String {
        let speaker = Speaker(source, lexicon: lexicon)
        if speaker.isPronoun { return pronoun(speaker) ?? source }
        if speaker.isDescription, let full = description(speaker) { return full }
        if !speaker.isDescription { known.append((speaker, source)) }
        return source
    }

    /// The fuller source that a short name stands for: "Smith" after "Foreign Minister Jane Smith".
    func full(_ source: String) -> String {
        let speaker = Speaker(source, lexicon: lexicon)
        guard let last = speaker.names.last, speaker.words.count <= 2 else { return source }
        let fuller = known.filter { $0.speaker.names.contains(last) && $0.speaker.words.count > 1 }
        return fuller.first?.text ?? source
    }

    private func pronoun(_ pronoun: Speaker) -> String? {
        let recent = known.suffix(Self.reach).filter {
            $0.speaker.agrees(with: pronoun) || isShort($0.speaker)
        }
        guard let last = recent.last else { return nil }
        let others = recent.filter { !isSame($0.speaker, last.speaker) }
        return others.isEmpty ? full(last.text) : nil
    }

    /// Whether the source is a short name; a surname on its own may be a person's.
    private func isShort(_ speaker: Speaker) -> Bool {
        speaker.names.count == 1 && speaker.words.count == 1
    }

    private func isSame(_ a: Speaker, _ b: Speaker) -> Bool {
        guard let last = a.names.last, let other = b.names.last else { return a.words == b.words }
        return last == other || b.names.contains(last) || a.names.contains(other)
    }

    private func description(_ description: Speaker) -> String? {
        guard let head = description.words.last else { return nil }
        var found: [(speaker: Speaker, text: String)] = []
        for candidate in known where candidate.speaker.words.contains(head) {
            if !found.contains(where: { isSame($0.speaker, candidate.speaker) }) {
                found.append(candidate)
            }
        }
        return found.count == 1 ? found[0].text : nil
    }
}
