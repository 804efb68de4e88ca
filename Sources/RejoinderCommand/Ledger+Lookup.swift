import Rejoinder

extension Ledger {
    /// The event with that id, or the only one whose id begins like this; nil if there is none, for
    /// the name may be of something else.
    ///
    /// - Throws: if there are several.
    func eventIfAny(_ id: String) async throws(LedgerError) -> Event? {
        do { return try await event(id) } catch .noSuchEvent { return nil }
    }

    /// As `eventIfAny`, of an inquiry.
    func inquiryIfAny(_ id: String) async throws(LedgerError) -> Inquiry? {
        do { return try await inquiry(id) } catch .noSuchInquiry { return nil }
    }
}
