/// Help as it is written in the sources, made ready for a terminal of any width.
enum HelpText {
    /// Joins the lines of each paragraph, since ArgumentParser breaks them where the terminal ends.
    ///
    /// Indented lines are examples and tables, and stay as they are.
    static func flowing(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if isProse(line), let last = lines.last, isProse(last[...]) {
                lines[lines.count - 1] = "\(last) \(line)"
            } else {
                lines.append(String(line))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func isProse(_ line: Substring) -> Bool {
        line.first.map { $0 != " " } ?? false
    }
}
