/// A text that is cut by the first stage that needs it, and shared with those after it.
///
/// It follows from the text beside which it is kept, so it takes no part in comparing values.
package struct SharedText: Hashable, Sendable {
    private let cut: Deferred<TokenizedText>

    init(_ text: String) { cut = Deferred { TokenizedText(text) } }

    var text: TokenizedText { cut.value }

    package static func == (a: SharedText, b: SharedText) -> Bool { true }

    package func hash(into hasher: inout Hasher) {}
}
