import HTTP
import Testing

@testable import Rejoinder

@Suite("The weight of a failure") struct FailureWeightTests {
    static let failures: [FetchFailure] =
        [
            TransferError.invalidURL(""), .blockedAddress(host: "a", address: "b"),
            .nameNotFound(host: "a"), .connectionFailed(host: "a", reason: ""),
            .tls(host: "a", reason: ""), .connectTimeout(.zero), .timeout(.zero), .stalled,
            .bodyTooLarge(limit: 1), .compressionBomb(limit: 1), .truncated,
            .tooManyRedirects(limit: 1), .redirectRefused(to: "a", reason: ""),
            .protocolError(""), .cancelled,
        ].map { FetchFailure($0) }
        + [400, 401, 403, 404, 408, 410, 429, 500, 503, 599].map {
            FetchFailure(status: $0, retryAfter: nil)
        }

    @Test("follows from its kind, of which the ledger keeps no more", arguments: failures)
    func kind(_ failure: FetchFailure) {
        #expect(FailureWeight(kind: failure.kind) == failure.weight, "\(failure.kind)")
    }
}
