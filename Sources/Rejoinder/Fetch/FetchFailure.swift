import HTTP

/// Why a look brought nothing, and what that says about the source.
package struct FetchFailure: Error, Hashable, Sendable {
    /// Groups failures in the coverage: `dns`, `http 404`, `not_a_feed`.
    package let kind: String
    /// One line for people.
    package let message: String
    package let weight: FailureWeight
    /// The pause that the server asked for.
    package let retryAfter: Duration?
    /// Whether the whole host must be left alone for that long (429, 503).
    package let pausesHost: Bool

    package init(
        kind: String, message: String, weight: FailureWeight, retryAfter: Duration? = nil,
        pausesHost: Bool = false
    ) {
        self.kind = kind
        self.message = message
        self.weight = weight
        self.retryAfter = retryAfter
        self.pausesHost = pausesHost
    }
}

extension FetchFailure {
    init(_ error: TransferError) {
        self.init(
            kind: error.kind, message: VisibleText.line("\(error)", limit: 300),
            weight: FailureWeight(kind: error.kind))
    }

    /// For a status that is neither a document nor "not modified".
    init(status: Int, retryAfter: Duration?) {
        let isBusy = status == 429 || status == 503
        self.init(
            kind: "http \(status)", message: Self.text(status),
            weight: isBusy || status >= 500 || status == 408 ? .passing : .lasting,
            retryAfter: retryAfter, pausesHost: isBusy)
    }

    /// For something that was served in place of a page: a login, a captcha.
    init(inFrontOfPage kind: String) {
        self.init(kind: kind, message: "in place of the page: \(kind)", weight: .passing)
    }

    /// When the host may be asked again, if it wants to be left alone altogether.
    package func hostPause(from now: Timestamp) -> Timestamp? {
        pausesHost ? now + (retryAfter ?? .seconds(60)) : nil
    }

    /// Until when the server has asked to be left alone, by name of its host if all of that is meant.
    package func pause(of host: String, from now: Timestamp) -> RequestedPause? {
        retryAfter.map { RequestedPause(until: now + $0, host: pausesHost ? host : nil) }
    }

    private static func text(_ status: Int) -> String {
        switch status {
        case 401: "the server asks for credentials (HTTP 401); set `username` and `secret_file`"
        case 403:
            "the server refuses us (HTTP 403); set `contact`, so that its operator can see who asks"
        case 404: "there is nothing at this address (HTTP 404)"
        case 410: "the feed is gone for good (HTTP 410); remove it, or find its new address"
        case 429: "the server asks for fewer requests (HTTP 429)"
        case 500...599: "the server has a fault (HTTP \(status))"
        default: "the server answered with HTTP \(status)"
        }
    }
}

/// A pause that a server has asked for (Retry-After), and that outlasts the daemon.
package struct RequestedPause: Hashable, Sendable {
    package let until: Timestamp
    /// The host that wants to be left alone; nil if only the one address is meant.
    package let host: String?
}

extension FailureWeight {
    /// Whether a failure passes by itself, or a person has to mend it.
    ///
    /// - Parameter kind: as coverage has it: `dns`, `http 404`, `not_a_feed`.
    package init(kind: String) {
        let words = kind.split(separator: " ")
        if words.count == 2, words[0] == "http", let status = Int(words[1]), status != 304 {
            self = FetchFailure(status: status, retryAfter: nil).weight
            return
        }
        switch kind {
        case "dns", "connect", "timeout": self = .fleeting
        case "invalid", "blocked", "tls", "too-large", "redirect", "not_a_feed", "quarantined":
            self = .lasting
        default: self = .passing
        }
    }
}

extension FetchFailure {
    /// Whether the fault may be ours: without a network, every feed fails like this.
    package var mayBeLocal: Bool { ["dns", "connect", "timeout"].contains(kind) }
}
