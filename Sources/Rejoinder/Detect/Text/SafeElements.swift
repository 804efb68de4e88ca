// What the detectors find where there is no word: an end of everything, of no class.

extension AttributionToken: SafeElement {
    static let outside = AttributionToken(kind: .stop, start: 0, end: 0)
}

extension Token: SafeElement {
    static let outside = Token(kind: .line, start: 0, end: 0, isCapital: false)
}
