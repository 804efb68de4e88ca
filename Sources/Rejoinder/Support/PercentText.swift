/// A share as people read it: the nearest whole percentage, so that every place says the same.
package enum PercentText {
    /// - Parameter share: from 0 to 1.
    package static func write(_ share: Double) -> String {
        "\(Int(clamping: (min(max(share, 0), 1) * 100).rounded())) %"
    }
}
