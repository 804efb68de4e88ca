/// What a document was like, apart from its content.
struct XMLReport {
    var isWellFormed = true
    /// Whether the root element was closed, so that a document that was cut off never looks whole.
    var isComplete = false
    /// What was wrong, in the order of first occurrence; at most 10 kinds.
    private(set) var faults: [String] = []

    mutating func note(_ fault: String) {
        isWellFormed = false
        if faults.count < 10, !faults.contains(fault) { faults.append(fault) }
    }
}
