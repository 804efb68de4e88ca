/// Reads RSS of every version, RDF, Atom and news sitemaps.
enum XMLFeedReader {
    static func read(_ bytes: [UInt8], base: URLReference?) -> FeedDocument {
        var scanner = XMLScanner(bytes, base: base)
        scanner.scan()
        let collector = scanner.collector
        var document = FeedDocument()
        document.format = collector.format
        document.feed = collector.feed
        document.entries = collector.entries
        document.recoveries = scanner.report.faults
        document.isWellFormed = scanner.report.isWellFormed && scanner.report.isComplete
        document.isComplete = scanner.report.isComplete && !collector.isFull
        if collector.isFull {
            document.recoveries.append(
                "entries past the first \(FeedCollector.maximumEntries) were left out")
        }
        if document.format == nil { document.error = collector.refusal }
        return document
    }
}
