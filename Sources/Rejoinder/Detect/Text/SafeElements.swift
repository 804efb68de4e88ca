// Reading past the end gives a token of no class, which ends whatever is being read.

extension AttributionToken: SafeElement {
    static let outside = AttributionToken(kind: .stop, start: 0, end: 0)
}

extension Token: SafeElement {
    static let outside = Token(kind: .line, start: 0, end: 0, isCapital: false)
}
