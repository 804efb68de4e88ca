/// What a document was like, beside its content.
struct XMLReport {
    var isWellFormed = true
    /// Whether the root element was closed: a document that was cut off never looks whole.
    var isComplete = false
    /// What was wrong, in the order of the first of each; at most 10.
    private(set) var faults: [String] = []

    mutating func note(_ fault: String) {
        isWellFormed = false
        if faults.count < 10, !faults.contains(fault) { faults.append(fault) }
    }
}
