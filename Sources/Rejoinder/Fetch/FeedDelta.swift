import HTTP

/// Responses that hold only the new entries (RFC 3229, with the "feed" manipulation).
enum FeedDelta {
    /// Asks for such a response, if an ETag of ours tells the server what we have.
    static func request(_ validators: Validators, _ headers: inout HeaderFields)
        throws(TransferError)
    {
        guard validators.etag != nil else { return }
        try headers.append("A-IM", "feed")
    }

    /// Whether this is such a response: 226, made by that manipulation alone.
    static func isDelta(_ response: Response) -> Bool {
        guard response.status == 226 else { return false }
        let manipulations = response.headers.values("im").flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.caseFolded }
        return manipulations == ["feed"]
    }
}
