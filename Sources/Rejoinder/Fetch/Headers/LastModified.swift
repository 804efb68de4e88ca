/// What a `Last-Modified` is worth (RFC 9110 section 8.8.2).
///
/// A server that dates its document into the future, or before there were any, answers "not
/// modified" for ever to whoever sends the date back.
enum LastModified {
    case believable, unreadable, impossible

    /// How far the clocks of a site's machines may differ.
    private static let tolerance = Duration.seconds(60)
    /// The day on which the first site went public, 1991-08-06.
    ///
    /// Archives and builds date files to 1970, 1980 or 1985.
    private static let firstDocument = Timestamp(seconds: 681_436_800)

    /// - Parameter date: when the response was made, by its `Date`, or else by our clock.
    init(_ text: String, date: Timestamp) {
        guard let moment = HTTPDate.parse(text) ?? FeedDate.parse(text) else {
            self = .unreadable
            return
        }
        let isPossible = moment >= Self.firstDocument && moment <= date + Self.tolerance
        self = isPossible ? .believable : .impossible
    }
}
