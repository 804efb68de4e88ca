/// The lists of words that the stages ask for; a name begins with that of the list's file.
///
/// docs/languages.md says what each is for.
enum WordList: String, Sendable, CaseIterable {
    // What dates are made of.
    case months = "dates/months"
    case monthForms = "dates/month-forms"
    case weekdays = "dates/weekdays"
    case shortDates = "dates/short-dates"
    case commonWords = "dates/common-words"
    case seasons = "dates/seasons"
    case relativeDays = "dates/relative-days"
    case timeStems = "dates/time-stems"
    case publishing = "dates/publishing"
    case publishingStems = "dates/publishing-stems"
    case clockWords = "dates/clock-words"
    case forenoon = "dates/forenoon"
    case afternoon = "dates/afternoon"
    case dateFillers = "dates/fillers"

    // What an edit changes.
    case negators = "edits/negators"
    case negatingEndings = "edits/negating-endings"
    case negatingBeginnings = "edits/negating-beginnings"
    case negatingPrefixes = "edits/negating-prefixes"
    case joints = "edits/joints"
    case grammar = "edits/grammar"
    case copulas = "edits/copulas"
    case articles = "edits/articles"
    case numerals = "edits/numerals"
    case quantities = "edits/quantities"
    case units = "edits/units"
    case possibility = "edits/possibility"
    case duty = "edits/duty"
    case future = "edits/future"
    case hearsay = "edits/hearsay"
    case qualifiers = "edits/qualifiers"
    case roles = "edits/roles"
    case percent = "edits/percent"
    case spellings = "edits/spellings"
    case spellingEndings = "edits/spelling-endings"
    case spellingLetters = "edits/spelling-letters"
    case inflections = "edits/inflections"
    case opposites = "opposites/"

    // What a newsroom says about its own text, and what became of its questions.
    case versions = "notices/versions"
    case earlier = "notices/earlier"
    case earlierBehind = "notices/earlier-behind"
    case editions = "notices/editions"
    case stating = "notices/stating"
    case habitual = "notices/habitual"
    case correcting = "notices/correcting"
    case updating = "notices/updating"
    case newsrooms = "notices/newsrooms"
    case corrections = "notices/corrections"
    case regrets = "notices/regrets"
    case updated = "notices/updated"
    case updatedPhrase = "notices/updated-phrase"
    case we = "notices/we"
    case questions = "notices/question"
    case denials = "notices/denials"
    case speakers = "notices/speakers"
    case channels = "notices/channels"
    case asked = "notices/asked"
    case saying = "notices/saying"
    case retracting = "notices/retracting"
    case retractingPhrase = "notices/retracting-phrase"
    case approached = "notices/approached"
    case remarks = "notices/remarks"
    case addressing = "notices/addressing"
    case noteLabels = "notices/note-labels"
    case sources = "notices/sources"
    case answering = "notices/answering"

    // What sites say about themselves.
    case credits = "pages/credits"
    case staffWork = "pages/staff-work"
    case calls = "pages/calls"
    case nounCalls = "pages/noun-calls"
    case callObjects = "pages/call-objects"
    case openers = "pages/openers"
    case conditions = "pages/if"
    case hosts = "pages/hosts"
    case readers = "pages/readers"
    case formalReaders = "pages/formal-readers"
    case this = "pages/this"
    case texts = "pages/texts"
    case textParts = "pages/text-parts"
    case acts = "pages/acts"
    case actStems = "pages/act-stems"
    case tallies = "pages/tallies"
    case audience = "pages/audience"
    case counted = "pages/counted"
    case only = "pages/only"
    case can = "pages/can"
    case found = "pages/found"
    case here = "pages/here"
    case sales = "pages/sales"
    case discounts = "pages/discounts"
    case ownLooks = "pages/own-looks"
    case siteWords = "pages/site-words"
    case siteChannels = "pages/channels"
    case siteServices = "pages/site-services"
    case siteStems = "pages/site-stems"
    case serviceStems = "pages/service-stems"
    case readerWords = "pages/reader-words"
    case counts = "pages/counts"
    case closed = "pages/closed"
    case published = "pages/published"
    case works = "pages/works"
    case writers = "pages/writers"
    case about = "pages/about"
    case contributed = "pages/contributed"
    case copyright = "pages/copyright"
    case by = "pages/by"
    case bylineLabels = "pages/byline-labels"
    case bylineMarks = "pages/byline-marks"
    case bylineOthers = "pages/byline-others"
    case posts = "pages/posts"
    case employerWords = "pages/employer-words"
    case and = "pages/and"
    case pictureStems = "pages/picture-stems"
    case updateStems = "pages/update-stems"
    case nameParticles = "pages/name-particles"
    case advertisements = "pages/advertisements"
    case obstacles = "pages/obstacle"
    case obstacleTitles = "pages/obstacle-title"
    case commentStems = "pages/comment-stems"
    case wallStems = "pages/wall-stems"
    case walls = "pages/wall"
    case wallTitles = "pages/wall-title"

    // Names, and the endings of words in them.
    case countries = "names/countries"
    case bodyKinds = "names/kind"
    case kindTitles = "names/kind-titles"
    case bodies = "names/body"
    case nameArticles = "names/name-articles"
    case officialBodies = "names/official-bodies"
    case officialNames = "names/official-names"
    case privateBodies = "names/private-bodies"
    case commonBodies = "names/common-bodies"
    case publicOffices = "names/public-offices"
    case publicWords = "names/public-words"
    case privatePeople = "names/private-people"
    case leaders = "names/leaders"
    case titleWords = "names/title-words"
    case noPlaces = "names/no-places"
    case countryTitles = "names/country-titles"
    case questionOpeners = "names/question-openers"
    case questionPhrases = "names/question-phrases"
    case caseEndings = "names/case-endings"
    case adjectiveEndings = "names/adjective-endings"
    case transliteration = "names/transliteration"

    // What is an answer to a question, and what is none.
    case replies = "replies/replies"
    case replyAddressees = "replies/addressees"
    case topicOpeners = "replies/topic-openers"
    case reached = "replies/reached"
    case speaksFor = "replies/speaks-for"
    case pluperfect = "replies/pluperfect"
    case leaks = "replies/leaks"
    case vagueTimes = "replies/vague-times"
    case pastAuxiliaries = "replies/past-auxiliaries"

    // The language itself.
    case habits = "language/habits"
    case smallWords = "language/small-words"
    case ownLetters = "language/own-letters"
    case titles = "language/titles"
    case abbreviations = "language/abbreviations"
    case sentenceStarters = "language/sentence-starters"
    case beforeOrdinals = "language/before-ordinals"
    case elisions = "language/elisions"

    var file: LanguagePack.File {
        LanguagePack.File(rawValue: String(rawValue.prefix { $0 != "/" })) ?? .language
    }

    /// The name of the list in its file.
    var name: String { String(rawValue.drop { $0 != "/" }.dropFirst()) }

    /// The lists of which a language may have several, each with a key after the name.
    var isKeyed: Bool {
        switch self {
        case .months, .questions, .obstacles, .obstacleTitles, .walls, .wallTitles, .bodyKinds,
            .bodies, .smallWords:
            true
        default: false
        }
    }
}

extension LanguagePack {
    func words(_ list: WordList) -> [String] { file(list.file).words(list.name) }

    /// The lists with that name and a key: for "month short", "short" is the key.
    func keyed(_ list: WordList) -> [(key: String, words: [String])] {
        let file = file(list.file)
        return file.lines.filter { $0.name == list.name || $0.name.hasPrefix(list.name + " ") }
            .map { line in
                (String(line.name.dropFirst(list.name.count + 1)), PackFile.expanded(line.words))
            }
    }
}

extension Languages {
    /// The words of all languages, in the order of the languages.
    func words(_ list: WordList) -> [String] { packs.flatMap { $0.words(list) } }

    func set(_ list: WordList) -> Set<String> { Set(words(list)) }

    /// The two halves of each word that is written as `one/other`.
    func pairs(_ list: WordList) -> [(String, String)] {
        words(list).compactMap { word in
            guard let slash = word.utf8.firstIndex(of: 0x2F) else { return nil }
            return (String(word[..<slash]), String(word[slash...].dropFirst()))
        }
    }

    func keyed(_ list: WordList) -> [(key: String, words: [String])] {
        packs.flatMap { $0.keyed(list) }
    }

    /// The words of all lists with that key.
    func words(_ list: WordList, key: String) -> [String] {
        packs.flatMap { $0.file(list.file).words("\(list.name) \(key)") }
    }

    /// The rows of words whose exchange reverses a meaning; each has two sides or more.
    var opposites: [[[String]]] {
        packs.flatMap { $0.file(.opposites).lines }.map { line in
            line.words.split(separator: "/").map(Array.init)
        }
    }
}
