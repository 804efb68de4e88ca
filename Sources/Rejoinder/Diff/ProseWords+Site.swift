extension ProseWords {
    /// Words that appear around a time of publication.
    static let publishing = Languages.embedded.set(.publishing)
    static let publishingStems = Languages.embedded.words(.publishingStems)
    /// Words that label pictures and their owners.
    static let credits = Languages.embedded.set(.credits)
    /// Kinds of work that newsroom staff are credited for.
    static let staffWork = Languages.embedded.set(.staffWork)
    static let works = Languages.embedded.set(.works)
    static let contributed = Languages.embedded.set(.contributed)
    static let writers = Languages.embedded.set(.writers)
    static let about = Languages.embedded.set(.about)
    /// The words before an author's name.
    static let by = Languages.embedded.set(.by)
    static let copyright = Languages.embedded.set(.copyright)
    /// Words for the reader, and for the site when it speaks of itself.
    static let readerWords = Languages.embedded.set(.readerWords)
    /// What readers leave: comments, votes, views.
    static let counts = Languages.embedded.set(.counts)
    /// "This", before a word for the text in which it stands.
    static let this = Languages.embedded.set(.this)
}
