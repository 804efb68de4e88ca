import HTTP
import Testing

@testable import Rejoinder

@Suite("The weight of a failure") struct FailureWeightTests {
    static let transfers: [(TransferError, FailureWeight)] = [
        (.nameNotFound(host: "a"), .fleeting),
        (.nameLookupFailed(host: "a", reason: ""), .fleeting),
        (.connectionFailed(host: "a", reason: ""), .fleeting), (.connectTimeout(.zero), .fleeting),
        (.timeout(.zero), .fleeting), (.stalled, .fleeting),
        (.truncated, .passing), (.cancelled, .passing), (.shutDown, .passing),
        (.protocolError(""), .passing), (.encoding(""), .passing),
        (.invalidURL(""), .lasting), (.invalidHeader(name: ""), .lasting),
        (.blockedAddress(host: "a", address: "b"), .lasting),
        (.blockedPort(host: "a", port: 1), .lasting), (.tls(host: "a", reason: ""), .lasting),
        (.bodyTooLarge(limit: 1), .lasting), (.compressionBomb(limit: 1), .lasting),
        (.headersTooLarge(limit: 1), .lasting), (.tooManyRedirects(limit: 1), .lasting),
        (.redirectCircle(limit: 1), .lasting), (.redirectRefused(to: "a", reason: ""), .lasting),
    ]

    @Test("is that of what went wrong on the way", arguments: transfers)
    func transfer(_ error: TransferError, _ weight: FailureWeight) {
        #expect(FetchFailure(error).weight == weight)
    }

    static let failures: [FetchFailure] =
        transfers.map { FetchFailure($0.0) }
        + [400, 401, 403, 404, 408, 410, 429, 500, 503, 599].map {
            FetchFailure(status: $0, retryAfter: nil)
        }

    @Test("follows from its kind, of which the ledger keeps no more", arguments: failures)
    func kind(_ failure: FetchFailure) {
        #expect(FailureWeight(kind: failure.kind) == failure.weight, "\(failure.kind)")
    }
}
