/// Patterns in which `*` matches any run of bytes, even an empty one, and all else only itself.
package enum Glob {
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        var at = 0
        var inPattern = 0
        // Only the last star ever needs another try, so there is no exponential case.
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
                star = (inPattern, at)
                inPattern += 1
            } else if inPattern < pattern.count, pattern[inPattern] == text[at] {
                inPattern += 1
                at += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                inPattern = last.pattern + 1
                at = last.text + 1
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
