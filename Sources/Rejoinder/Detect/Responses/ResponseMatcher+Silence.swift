extension ResponseMatcher {
    /// What somebody who speaks for a body says where the entry that asked had said that there was no
    /// answer.
    ///
    /// The new words name the body, and the speaker only by name and office: "The office admits delays.
    /// 340 files were lost, managing director Jane Doe wrote to us." Whoever was in the text before, or
    /// is known to speak for another body, does not speak for this one.
    func inPlaceOfSilence(_ inquiry: Inquiry) -> PartyMention? {
        guard let silence = inquiry.evidence.map(Normaliser.text), !silence.isEmpty,
            !Normaliser.text(candidate.text).contains(silence)
        else { return nil }
        let naming = fresh.filter { names(inquiry, in: $0) }
        guard !naming.isEmpty else { return nil }
        return said.first { reply in
            reply.mention.state == .responded && reply.institution == nil
                && naming.contains { abs($0 - reply.mention.sentence) <= 1 }
                && speaksForSomebody(reply.mention) && !wasThere(reply.mention)
        }.map { reply in
            var mention = reply.mention
            mention.isLoose = true
            return mention
        }
    }

    /// Whether the sentence has all words of one of the body's names.
    private func names(_ inquiry: Inquiry, in sentence: Int) -> Bool {
        let stems = Set(NameWords.stems(passage.text(passage.sentences[sentence])))
        return names(of: inquiry).contains { name in
            let words = NameWords.stems(name)
            return !words.isEmpty && words.allSatisfy(stems.contains)
        }
    }

    private func speaksForSomebody(_ mention: PartyMention) -> Bool {
        let phrase = Passage(mention.phrase, language)
        return phrase.tokens.indices.contains { isSpeaker($0, in: phrase) }
    }

    /// Whether a sentence that is not new has the last word of the speaker's name.
    private func wasThere(_ mention: PartyMention) -> Bool {
        guard let name = NameWords.stems(mention.name).last else { return true }
        return passage.sentences.indices.contains { number in
            !fresh.contains(number)
                && NameWords.stems(passage.text(passage.sentences[number])).contains(name)
        }
    }
}
