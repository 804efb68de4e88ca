/// What a newsroom says about its own text, or an institution about a question put to it.
enum Notice {
    /// What the paragraph or sentence is; nil where it is none of these.
    ///
    /// Told by structure: a label before a colon, or the text speaking of itself ("this article", "an
    /// earlier version") with a word of correcting, updating or withdrawing; for a response, a source
    /// and a word of answering or refusing near the front.
    static func kind(_ range: Range<Int>, _ reader: ProseReader, isAlone: Bool) -> ChangeKind? {
        guard range.count <= 300 else { return nil }
        let words = reader.words(range)
        guard words.count >= 2, words.count <= 90 else { return nil }
        let label = label(range, reader)
        if isAlone || label != nil, let kind = editorial(words, label) { return kind }
        return isResponse(words) ? .response : nil
    }

    /// The kind that a title's prefix announces: "RETRACTED: ...".
    static func kind(ofLabel words: [String]) -> ChangeKind? {
        if contains(words, stems: retracting) { return .retraction }
        if contains(words, stems: correcting) { return .correction }
        if contains(words, stems: updating) { return .update }
        return nil
    }

    /// The words before a colon, a bracket or a dash near the front.
    private static func label(_ range: Range<Int>, _ reader: ProseReader) -> [String]? {
        var words: [String] = []
        for index in range.prefix(12) {
            switch reader.mark(index) {
            case 0x3A, 0x28, 0x2D, 0x7C:
                return words.isEmpty ? nil : words
            case 0: words.append(reader.word(index))
            case 0x2E, 0x3F, 0x21: return nil
            default: continue
            }
        }
        return nil
    }

    private static func editorial(_ words: [String], _ label: [String]?) -> ChangeKind? {
        if let label, label.count <= 4 {
            let named = kind(ofLabel: label)
            if named == .retraction || named == .correction { return named }
            if named == .update, words.count >= label.count + 4 {
                return contains(words, stems: correcting) && speaksOfItself(words)
                    ? .correction : .update
            }
            if contains(label, stems: noteLabels) {
                return kind(ofBody: words) ?? .update
            }
        }
        return speaksOfItself(words) ? kind(ofBody: words) : nil
    }

    private static func kind(ofBody words: [String]) -> ChangeKind? {
        let isCorrected = contains(words, stems: correcting)
        let isEarlier = contains(words, stems: earlier) && contains(words, stems: versions)
        if contains(words, stems: retracting), !isEarlier || !isCorrected { return .retraction }
        if isCorrected || isEarlier { return .correction }
        if contains(words, stems: updating), words.count >= 6 { return .update }
        return nil
    }

    private static func speaksOfItself(_ words: [String]) -> Bool {
        contains(Array(words.prefix(14)), stems: versions)
    }

    private static func isResponse(_ words: [String]) -> Bool {
        let front = Array(words.prefix(22))
        guard contains(front, stems: sources) else { return false }
        return contains(words, stems: answering)
    }

    private static func contains(_ words: [String], stems: [String]) -> Bool {
        words.contains { ProseWords.hasStem($0, of: stems) }
    }
}

// MARK: - Stems

extension Notice {
    private static let versions = [
        "article", "story", "report", "piece", "version", "headline", "text", "post", "page",
        "column",
        "copy", "artikel", "beitrag", "bericht", "fassung", "meldung", "überschrift", "papier",
        "titre",
        "dépêche", "стат", "материал", "матеріал", "текст", "верси", "версі", "публикац",
        "публікац",
        "заголов", "новост", "новин", "artículo", "versión", "nota", "texto", "titular",
        "publication",
    ]

    private static let earlier = [
        "earlier", "previous", "original", "initial", "früher", "vorherig", "ursprünglich",
        "précéd",
        "antérieur", "предыдущ", "ранн", "первонач", "попередн", "раніш", "первісн", "anterior",
    ]

    private static let correcting = [
        "correct", "clarif", "amend", "error", "erron", "wrong", "mistak", "misstat", "misspel",
        "misident", "misattrib", "mislabel", "misquot", "incorrect", "inaccura", "errat", "rectif",
        "korrig", "korrektur", "berichtig", "fehler", "falsch", "irrtüm", "richtigstell",
        "klarstell",
        "corrig", "erreur", "précision", "inexact", "исправ", "уточн", "ошиб", "неточн", "опроверж",
        "поправк", "виправ", "помил", "спростув", "aclara", "equivoc",
    ]

    private static let updating = [
        "updat", "develop", "aktualis", "ergänz", "nachtrag", "actualis", "jour", "обновл",
        "дополн",
        "оновл", "доповн", "actualiz",
    ]

    private static let retracting = [
        "retract", "withdraw", "unpublish", "remov", "delet", "taken", "zurückgezogen",
        "zurückgenommen",
        "entfernt", "gelöscht", "retir", "supprim", "dépubli", "rétract", "снят", "удал", "отозв",
        "отозван", "вилуч", "відкли", "видал", "знят", "elimin", "retract",
    ]

    private static let noteLabels = [
        "editor", "note", "anmerkung", "redaktion", "ndlr", "rédaction", "примечан", "редакц",
        "приміт",
        "редак", "nota", "redacción",
    ]

    private static let sources = [
        "spokes", "press", "lawyer", "attorney", "solicitor", "representative", "ministr",
        "company",
        "council", "agenc", "department", "government", "authorit", "office", "embassy", "firm",
        "counsel", "official", "sprecher", "pressestelle", "anwalt", "anwält", "ministeri",
        "behörde",
        "unternehm", "konzern", "firma", "regierung", "porte-parole", "porte", "avocat",
        "ministère",
        "entreprise", "société", "service", "речни", "прессекретар", "прес-", "пресс", "прес",
        "адвокат", "міністерств", "компан", "відомств", "представни", "представител", "министерств",
        "ведомств", "юрист", "portavoz", "abogad", "ministerio", "empresa", "university", "police",
        "party", "commission", "bank", "charity", "administration",
    ]

    private static let answering = [
        "declin", "comment", "respon", "repl", "statement", "e-mail", "email", "reject", "denied",
        "deny", "denies", "dismiss", "disput", "asked", "contacted", "approached", "reached",
        "inquir",
        "unfounded", "äußer", "stellungnahme", "anfrage", "antwort", "zurückgewiesen", "wies",
        "bestritt",
        "bestreit", "kommentar", "kommentier", "répon", "sollicit", "démen", "rejet", "déclin",
        "refus",
        "contest", "communiqué", "комент", "відпов", "запит", "заперечи", "відмов", "відкин",
        "коммент",
        "ответ", "запрос", "опровер", "отказ", "отриц", "отверг", "desmint", "rechaz", "neg",
        "decli",
    ]
}
