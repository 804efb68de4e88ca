extension FixedWidthInteger {
    /// Rounds towards zero and clamps to the range of the type; NaN becomes 0.
    init(clamping number: Double) {
        if let exact = Self(exactly: number.rounded(.towardZero)) {
            self = exact
        } else {
            self = number.isNaN ? 0 : number < 0 ? .min : .max
        }
    }
}
