import LanguageFiles

/// How common terms are in ordinary news, as counted in some tens of thousands of articles.
///
/// A ledger that is a day old takes "people" for a rare word; what is common everywhere is known from
/// the start. The file is little-endian: "RJT1" and the number of languages; then for each language
/// its two letters, padded to four bytes, the number of terms, their hashes (FNV-1a) in ascending order, and
/// a byte for each. That is how many sixteenths of a bit it tells that a text has the term.
package struct TermCommonness: Sendable {
    private struct Terms: Sendable {
        let hashes: [UInt32]
        let levels: [UInt8]
    }

    private let languages: [String: Terms]

    /// As many bits does a term tell that hardly any text has: one in a thousand, or none.
    static let most = 10.0

    /// Those in the program.
    package static let embedded = TermCommonness(LanguageFiles.terms)

    /// - Parameter bytes: a file; of one that is damaged, the languages before the damage are used.
    package init(_ bytes: [UInt8]) {
        var languages: [String: Terms] = [:]
        var input = Weights.Input(bytes: bytes[...])
        do throws(WeightsError) {
            guard try input.number() == 0x3154_4A52 else { throw WeightsError("it is none") }
            for _ in 0..<(try input.number()) {
                let code = String(decoding: try input.take(4).prefix(2), as: UTF8.self)
                let count = Int(try input.number())
                guard count * 5 <= input.bytes.count else { throw WeightsError("it is cut off") }
                var hashes: [UInt32] = []
                hashes.reserveCapacity(count)
                for _ in 0..<count { hashes.append(try input.number()) }
                languages[code] = Terms(hashes: hashes, levels: Array(try input.take(count)))
            }
        } catch {
            // The words of what follows the damage are taken for rare; a test holds the file in the
            // program to its manifest.
        }
        self.languages = languages
    }

    /// The languages whose common terms are known.
    package var codes: Set<String> { Set(languages.keys) }

    /// How many bits it tells that a text has the term, from 0 to 10.
    ///
    /// - Parameter language: nil for the language in which the term is commonest.
    func bits(_ term: String, language: String?) -> Double {
        let hash = FeatureWords.Hash.of(term).value
        guard let language else {
            return languages.values.map { bits(hash, $0) }.min() ?? Self.most
        }
        return languages[language].map { bits(hash, $0) } ?? Self.most
    }

    private func bits(_ hash: UInt32, _ terms: Terms) -> Double {
        var (low, high) = (0, terms.hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if terms.hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        guard terms.hashes.indices.contains(low), terms.hashes[low] == hash,
            terms.levels.indices.contains(low)
        else { return Self.most }
        return min(Self.most, Double(terms.levels[low]) / 16)
    }
}
