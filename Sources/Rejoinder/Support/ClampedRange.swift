// We read a text by places that were found in it, and no text need make sense: what should come
// first may come last. So a range whose ends have crossed is empty instead of ending the program.
// These operators replace Int's own throughout the module, so that nobody has to remember to use
// them.

extension Int {
    /// The range from `lower` to before `upper`; empty, at `lower`, if `upper` is less.
    static func ..< (lower: Int, upper: Int) -> Range<Int> { uncrossed(lower, upper) }

    /// The range from `first` through `last`; empty, at `first`, if `last` is less.
    static func ... (first: Int, last: Int) -> Range<Int> {
        uncrossed(first, last == .max ? last : last + 1)
    }
}

/// Is generic because in a generic context `..<` is still the standard library's operator.
private func uncrossed<Bound: Comparable>(_ lower: Bound, _ upper: Bound) -> Range<Bound> {
    lower..<max(lower, upper)
}
