import GRDB

extension Ledger {
    /// Searches titles, texts, statements and mentions.
    ///
    /// The result with the words in its title comes first, then one that begins with them or has
    /// them often, then all others; in each of these, the words as they were typed come before
    /// their other forms, and the newest text before older ones.
    ///
    /// - Parameters:
    ///   - byTime: orders by time alone, the newest first.
    ///   - limit: the most results.
    ///   - path: of the index; nil: it is beside the ledger.
    package func search(
        _ query: SearchQuery, byTime: Bool = false, limit: Int, index path: String? = nil
    ) async throws(SearchError) -> SearchOutcome {
        let path = path ?? SearchIndexFile.path(of: self.path)
        let index = try SearchIndexFile.openToRead(path)
        defer { try? index.queue.close() }
        let outcome: Result<SearchOutcome, SearchError>
        do throws(LedgerError) {
            outcome = try await read { ledger in
                // Errors of the index must not count as the ledger's.
                var run = SearchRun(query: query, byTime: byTime, limit: limit, ledger: ledger)
                do {
                    return .success(try index.queue.read { try run.outcome($0) })
                } catch let error as SearchRun.InLedger {
                    throw error.cause
                } catch {
                    return .failure(SearchError(inIndex: error, path: path))
                }
            }
        } catch {
            throw .ledger(error)
        }
        return try outcome.get()
    }
}
