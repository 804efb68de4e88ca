import HTTP

extension Client {
    /// The response with a whole document, whatever the server said of its length.
    ///
    /// - Throws: why the body broke off, if it did and the document's end is missing.
    func sendForDocument(_ request: Request) async throws(TransferError) -> Response {
        var request = request
        request.keepsBrokenBody = true
        let response = try await send(request)
        if let reason = response.brokeOff, !DocumentEnd.isWhole(response.body) { throw reason }
        return response
    }
}
