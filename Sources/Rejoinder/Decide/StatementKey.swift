/// What an institution said, as far as it is the same wherever it is quoted.
struct StatementKey: Hashable, Sendable {
    let institution: InstitutionKey
    /// A hash of the letters and digits of the words.
    let words: Int64

    /// Nil if nobody official said it, or if it is so short that many say the same.
    init?(_ statement: Statement) {
        guard let institution = statement.institution,
            let words = Self.words(of: statement.content)
        else { return nil }
        (self.institution, self.words) = (institution, words)
    }

    /// How many letters and digits make words that nobody repeats by chance.
    private static let fewest = 20

    /// The hash; nil if there are too few words.
    static func words(of content: String) -> Int64? {
        let letters = Normaliser.text(content).unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        guard letters.count >= fewest else { return nil }
        return Int64(bitPattern: CaseFolding.hash(String(String.UnicodeScalarView(letters))))
    }
}
