// What the detectors find where there is no word: an end of everything, of no class.

extension Unit: SafeElement {
    static let outside = Unit(kind: .stop, start: 0, end: 0)
}

extension Token: SafeElement {
    static let outside = Token(kind: .line, start: 0, end: 0, isCapital: false)
}
