/// A text that is shown nowhere: not in logs, errors, dumps or encoded values.
///
/// It is deliberately neither `Codable` nor `Hashable`.
package struct Secret: Sendable, Equatable {
    private let text: String

    package init(_ text: String) { self.text = text }

    /// The secret itself; call this only where it is used.
    package func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
