/// Guesses the language of a text from its most common words.
enum ArticleLanguage {
    /// An ISO 639-1 code; nil if no language has a clear lead.
    static func code(_ text: String) -> String? {
        var counts: [String: Int] = [:]
        var words = 0
        for word in text.prefix(6000).caseFolded.split(whereSeparator: { !$0.isLetter }) {
            words += 1
            for code in languages[String(word)] ?? [] { counts[code, default: 0] += 1 }
        }
        let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard words >= 20, let best = ranked.first, best.value * 10 >= words else { return nil }
        if ranked.count > 1, ranked[1].value * 5 > best.value * 4 { return nil }
        return best.key
    }

    private static let languages: [String: [String]] = {
        var table: [String: [String]] = [:]
        for (code, words) in [
            ("en", "the of and to in that for with was is it as on at by from this are be he his"),
            ("de", "der die das und ist nicht mit von den dem ein eine zu im auf für sich auch es"),
            ("fr", "le la les des et est une dans que qui pour sur pas du au par plus ce avec il"),
            ("es", "el la los las de que y en un una por con para se del al su como más"),
            ("it", "il di che e la per un una non con del della sono è i le da si nel"),
            ("pt", "o a os as de que e em um uma para com não do da no na por se mais"),
            ("nl", "de het een en van in is dat op te voor met niet zijn aan er die"),
            ("pl", "w i na z się nie do to że jest o od za po przez dla"),
            ("ru", "и в не на что с он как по это из к за его но был от для также"),
            ("uk", "і в не на що з та як до це за його від але для про був із також"),
        ] {
            for word in words.split(separator: " ") {
                table[String(word), default: []].append(code)
            }
        }
        return table
    }()
}
