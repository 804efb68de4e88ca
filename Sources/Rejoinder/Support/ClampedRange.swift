// A text is read by places found in it, and no text need be sensible: what should come first may
// come last. A range whose ends have crossed therefore holds nothing, instead of ending the
// program. The operators are Int's own throughout the module, so that nobody has to remember it.

extension Int {
    /// From `lower` up to `upper`, which is left out; empty, at `lower`, where `upper` is less.
    static func ..< (lower: Int, upper: Int) -> Range<Int> { uncrossed(lower, upper) }

    /// From `first` to `last`; empty, at `first`, where `last` is less.
    static func ... (first: Int, last: Int) -> Range<Int> {
        uncrossed(first, last == .max ? last : last + 1)
    }
}

/// Generic, for here the operator is the standard library's.
private func uncrossed<Bound: Comparable>(_ lower: Bound, _ upper: Bound) -> Range<Bound> {
    lower..<max(lower, upper)
}
