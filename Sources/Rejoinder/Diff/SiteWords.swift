/// The words by which a site's speech is known; none of them is enough alone.
enum SiteWords {
    private static let languages = Languages.embedded

    /// Imperatives, and those that are also nouns or other forms and need an object after them.
    static let calls = languages.set(.calls)
    static let nounCalls = languages.set(.nounCalls)
    static let callObjects = languages.set(.callObjects)
    /// Words that may stand before an imperative.
    static let openers = languages.set(.openers)
    static let conditions = languages.set(.conditions)
    static let we = languages.set(.we)
    /// The site as "us" and "our", and the reader as "you".
    static let hosts = languages.set(.hosts)
    static let readers = languages.set(.readers)
    /// Those that mean "you" only with a capital.
    static let formalReaders = languages.set(.formalReaders)
    /// "This", and nouns for a text on a site; after a word of `textParts` they mean another text.
    static let this = languages.set(.this)
    static let texts = languages.set(.texts)
    static let textParts = languages.set(.textParts)
    static let versions = languages.words(.versions)
    static let earlier = languages.words(.earlier)
    static let saying = languages.words(.saying)
    /// What becomes of texts on a site: they appear, are shared, are free to read.
    static let acts = languages.set(.acts)
    static let actStems = languages.words(.actStems)
    /// What counts how texts fare, beside a figure: times, stars.
    static let tallies = languages.set(.tallies)
    static let audience = languages.set(.audience)
    /// What only sites have.
    static let things = languages.set(.siteWords)
    static let channels = languages.set(.siteChannels)
    /// Newsletters and subscriptions, and the beginnings of words for them.
    static let services = languages.set(.siteServices)
    static let stems = languages.words(.serviceStems)
    /// Participles before a count: "Shared 40 times".
    static let counted = languages.set(.counted)
    static let only = languages.set(.only)
    static let can = languages.set(.can)
    static let found = languages.set(.found)
    static let here = languages.set(.here)
    static let published = languages.set(.published)
    static let closed = languages.set(.closed)
    static let sales = languages.set(.sales)
    static let discounts = languages.set(.discounts)
    static let ownLooks = languages.pairs(.ownLooks)
}
