/// Finds what a newsroom says about its own text, or an institution about a question to it.
enum Notice {
    /// What the paragraph or sentence announces; nil if it announces nothing.
    ///
    /// It is recognised by structure: a label before a colon, or a text that speaks of itself
    /// ("this article", "an earlier version") with a word of correcting, updating or withdrawing. A
    /// response has a source and a word of answering or refusing near the front.
    static func kind(_ range: Range<Int>, _ reader: ProseReader, isAlone: Bool) -> ChangeKind? {
        guard range.count <= 300 else { return nil }
        let words = reader.words(range)
        guard words.count >= 2, words.count <= 90 else { return nil }
        let label = label(range, reader)
        if isAlone || label != nil, let kind = editorial(words, label) { return kind }
        return isResponse(words) ? .response : nil
    }

    /// The kind that a title announces by its prefix: "RETRACTED: ...".
    static func kind(ofLabel words: [String]) -> ChangeKind? {
        if contains(words, stems: retracting) { return .retraction }
        if contains(words, stems: correcting) { return .correction }
        if contains(words, stems: updating) { return .update }
        return nil
    }

    /// The words before a colon, a bracket or a dash near the front, or inside brackets there.
    private static func label(_ range: Range<Int>, _ reader: ProseReader) -> [String]? {
        var words: [String] = []
        for index in range.prefix(14) {
            switch reader.mark(index) {
            case 0x28 where words.isEmpty, 0x5B where words.isEmpty: continue
            case 0x3A, 0x28, 0x29, 0x5D, 0x2D, 0x7C:
                return words.isEmpty ? nil : words
            case 0: words.append(reader.word(index))
            case 0x2E, 0x3F, 0x21: return nil
            default: continue
            }
        }
        return nil
    }

    private static func editorial(_ words: [String], _ label: [String]?) -> ChangeKind? {
        // A label may contain a time, as in "Updated at 10:15 on Monday:".
        if let label, label.count <= 4 || (isUpdating(label) && label.count <= 8) {
            let named = kind(ofLabel: label)
            if named == .retraction || named == .correction { return named }
            if named == .update, words.count >= label.count + 3 {
                return contains(words, stems: correcting) && speaksOfItself(words)
                    ? .correction : .update
            }
            if contains(label, stems: noteLabels) {
                return kind(ofBody: words) ?? .update
            }
        }
        if let kind = kind(ofNewsroom: words) { return kind }
        // "Report an error" only asks the reader for something.
        if words.count >= 4, speaksOfItself(words), let kind = kind(ofBody: words) { return kind }
        let hasTime = words.prefix(8).contains { $0.utf8.contains(where: \.isDigit) }
        return isUpdating(words) && hasTime && words.count >= 8 ? .update : nil
    }

    /// The kind of what the newsroom says that it has done, or that was done.
    private static func kind(ofNewsroom words: [String]) -> ChangeKind? {
        let opening = Array(words.prefix(4))
        if contains(opening, stems: newsrooms) { return kind(ofBody: words) }
        if contains(Array(words.prefix(3)), stems: corrections) { return .correction }
        let isOurs = opening.contains(where: ["we", "wir", "nous", "мы", "ми"].contains)
        return isOurs && contains(words, stems: regrets) ? .correction : nil
    }

    /// Whether the words begin with "updated" or the like.
    private static func isUpdating(_ words: [String]) -> Bool {
        guard let first = words.first else { return false }
        return ProseWords.hasStem(first, of: updated)
            || (ProseWords.hasStem(first, of: ["mis"]) && words.prefix(3).contains("jour"))
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
        if contains(front, stems: sources), contains(words, stems: answering) { return true }
        return tellsOfQuestion(words)
    }

    /// Whether the words tell what became of a question, or tell of a denial, whoever was asked.
    private static func tellsOfQuestion(_ words: [String]) -> Bool {
        let opening = Array(words.prefix(9))
        if contains(opening, stems: denials) { return true }
        if contains(opening, stems: speakers) || contains(Array(words.prefix(3)), stems: channels),
            contains(words, stems: saying)
        {
            return true
        }
        if questions.contains(where: { isNear(words, $0.0, $0.1) }) { return true }
        let isAsked = contains(Array(words.prefix(3)), stems: asked)
        return isAsked && contains(words, stems: saying)
    }

    /// Whether words of both lists stand within a few words of each other.
    private static func isNear(_ words: [String], _ one: [String], _ other: [String]) -> Bool {
        let places = words.indices.filter { ProseWords.hasStem(words[$0], of: one) }
        return places.contains { place in
            let near = words[max(0, place - 6)..<min(words.count, place + 7)]
            return near.contains { ProseWords.hasStem($0, of: other) }
        }
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
        "dépêche", "стать", "статт", "материал", "матеріал", "текст", "верси", "версі", "публикац",
        "публікац",
        "заголов", "новост", "новин", "artículo", "versión", "nota", "texto", "titular",
        "publication",
    ]

    private static let earlier = [
        "earlier", "previous", "original", "initial", "first", "erste", "première", "früher",
        "vorherig", "ursprünglich",
        "précéd",
        "antérieur", "предыдущ", "ранн", "первонач", "попередн", "раніш", "первісн", "anterior",
    ]

    private static let correcting = [
        "correct", "clarif", "amend", "error", "erron", "wrong", "mistak", "misstat", "misspel",
        "misident", "misattrib", "mislabel", "misquot", "incorrect", "inaccura", "errat", "rectif",
        "korrig", "korrektur", "berichtig", "fehler", "falsch", "irrtüm", "richtigstell",
        "klarstell",
        "changed", "altered", "geändert", "corrig", "erreur", "précision", "inexact", "исправ",
        "уточн", "ошиб", "неточн", "опроверж",
        "поправк", "виправ", "помил", "спростув", "aclara", "equivoc",
    ]

    private static let updating = [
        "updat", "develop", "aktualis", "ergänz", "nachtrag", "actualis", "jour", "обновл",
        "дополн",
        "оновл", "доповн", "actualiz",
    ]

    private static let newsrooms = ["редакц", "redaktion", "rédaction", "newsroom", "editors"]

    private static let corrections = [
        "correction", "rectificat", "erratum", "errata", "korrektur", "berichtigung",
        "richtigstellung", "исправлени", "поправк", "виправленн",
    ]

    private static let regrets = [
        "apologis", "apologiz", "regret", "korrigier", "berichtigt", "corrigé", "исправил",
        "виправил",
        "bedauer", "excus", "regrett",
    ]

    private static let updated = [
        "updated", "update", "aktualisier", "actualisé", "nachtrag", "обновлен", "дополнен",
        "оновлен",
        "доповнен", "actualiza",
    ]

    /// Words of answering, each with the words of a question or refusal that make it an answer.
    private static let questions: [([String], [String])] = [
        (
            ["comment"],
            ["declin", "refus", "request", "respon", "repl", "return", "available", "no"]
        ),
        (
            ["respon", "repl", "answer"],
            ["request", "question", "inquir", "enquir", "email", "e-mail", "written"]
        ),
        (["return"], ["call"]), (["immediately"], ["available", "reach"]),
        (
            ["claim", "allegation", "accus", "vorw", "kritik", "обвинен", "критик", "звинувачен"],
            [
                "reject", "dismiss", "refut", "zurückgewies", "zurück", "отверг", "отклон",
                "відкину",
                "відхил",
            ]
        ),
        (["approach", "contact"], ["response", "comment", "reply"]),
        (["publication"], ["told", "said", "denied", "contacted", "wrote"]),
        (["told"], ["newspaper", "paper", "website", "magazine", "newsroom", "us"]),
        (
            ["äußer", "stellungnahme", "kommentier", "beantwort", "antwort"],
            ["nicht", "keine", "wollte", "lehnt", "anfrage", "nachfrage", "bitte", "fragen"]
        ),
        (["anfrage", "nachfrage"], ["teilt", "erklär", "sagt", "hieß", "heißt", "verw", "wies"]),
        (["suite"], ["donné", "donner"]),
        (
            ["répond", "réag", "comment"],
            ["souhait", "refus", "voulu", "suite", "demande", "question"]
        ),
        (["коммент"], ["отказ", "запрос", "просьб", "не"]),
        (["ответ", "отреагир"], ["запрос", "вопрос", "обращен"]),
        (["комент"], ["відмов", "запит", "прохан", "не"]),
        (["відпов", "відреаг"], ["запит", "питан", "звернен"]),
        (["coment", "respond"], ["declin", "rehus", "solicitud", "pregunta", "petición", "negó"]),
    ]

    /// Somebody who denies something was accused of it.
    private static let denials = [
        "denied", "denies", "deny", "dément", "bestreit", "bestritt", "dementier", "опроверг",
        "отрица", "заперечу", "заперечи", "спростов", "спростув", "desmint", "desmient",
    ]

    /// The people whose job it is to answer.
    private static let speakers = [
        "spokes", "sprecher", "pressestelle", "porte-parole", "прессекретар", "пресс-секретар",
        "пресс-служб", "прессслужб", "пресс", "секретар", "lawyer", "attorney", "solicitor",
        "anwalt",
        "anwält", "avocat", "адвокат", "пресслужб", "прес-служб", "представител", "речни",
        "portavoz",
    ]

    /// The forms in which answers come.
    private static let channels = [
        "statement", "email", "e-mail", "letter", "erklärung", "mitteilung", "schreiben",
        "communiqué", "courriel", "заявлении", "письме", "заяві", "листі", "comunicado",
    ]

    private static let asked = [
        "asked", "contacted", "approached", "reached", "questioned", "gefragt", "angefragt",
        "kontaktiert", "befragt", "contacté", "sollicité", "interrogé", "joint", "consultad",
        "preguntad",
    ]

    private static let saying = [
        "said", "told", "deni", "declin", "answer", "repl", "respon", "reject", "dismiss", "call",
        "confirm", "said", "підтверд", "подтверд", "поясн", "объясн", "наголос", "подчеркн",
        "сообщ", "заяв", "сказа", "отметил", "повідом", "зазнач", "sagte",
        "teilte", "erklärte", "antwort", "wies", "bestritt", "bestätig", "décla",
        "répond", "démen", "indiqu", "affirm", "assur", "confirm", "souhait", "dijo", "neg",
        "respond",
    ]

    private static let retracting = [
        "retract", "withdraw", "unpublish", "remov", "delet", "taken", "zurückgezogen",
        "zurückgenommen",
        "entfernt", "gelöscht", "retir", "supprim", "dépubli", "rétract", "снят", "удал", "отозв",
        "отзыв",
        "отозван", "вилуч", "відкли", "видал", "знят", "elimin", "retract",
    ]

    private static let noteLabels = [
        "editor", "note", "anmerkung", "hinweis", "redaktion", "ndlr", "rédaction", "примечан",
        "редакц",
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
