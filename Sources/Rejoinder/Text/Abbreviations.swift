/// The words by which full stops are told apart, of all languages, by the hashes of their forms.
enum Abbreviations {
    static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

    /// Whether a name follows the abbreviation, so that it ends no sentence.
    static func isTitle(_ hash: UInt64) -> Bool { titles.contains(hash) }

    /// Whether the word begins a sentence if it has a capital after an abbreviation.
    static func isStarter(_ hash: UInt64) -> Bool { starters.contains(hash) }

    static func isMonth(_ hash: UInt64) -> Bool { months.contains(hash) }

    /// Whether a number with a full stop after the word is an ordinal, as in "am 3. Oktober"
    static func isBeforeOrdinal(_ hash: UInt64) -> Bool { beforeOrdinals.contains(hash) }

    private static let titles = set(
        """
        mr mrs ms messrs dr prof st sr sen rep gov gen col lt sgt capt cmdr maj adm rev hon pres supt \
        insp hr hrn fr dipl ing m mm mme mmes mlle mlles me ste проф акад им ім св ул вул г м
        """)

    private static let all = titles.union(
        set(
            """
            jr inc ltd co corp no nos vs etc approx est dept univ fig vol ave mt ft \
            jan feb mar apr jun jul aug sep sept oct nov dec tue thu fri \
            min std sek ca bzw usw vgl nr bd abs art str bspw evtl ggf inkl mind zzgl mio mrd okt dez \
            env av гг тыс млн млрд руб стр рис др пр обл напр см грн ст рр тис див зв
            """))

    private static let starters = set(
        """
        the a an this that these those he she it they we i his her its their in on at but and when \
        der die das ein eine er sie es wir ich dieser diese dieses in am im aber und nach \
        le la les un une il elle ils elles nous ce cet cette ces mais en \
        он она оно они мы это в на но по та він вона воно вони ми це у але
        """)

    private static let beforeOrdinals = set(
        "am der die das dem den des vom zum zur im ab bis seit beim ein eine einen einem einer")

    private static let months = set(
        """
        januar jänner februar märz april mai juni juli august september oktober november dezember
        """)

    private static func set(_ words: String) -> Set<UInt64> {
        Set(words.split(whereSeparator: \.isWhitespace).map { CaseFolding.hash($0) })
    }
}
