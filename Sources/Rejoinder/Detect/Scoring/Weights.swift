import LanguageFiles

/// What was learnt from labelled sentences, as `make train` writes it (docs/training.md).
///
/// The file is little-endian: "RJW1", the features' fingerprint and the two sizes as 32-bit numbers;
/// for the sentence model the scales and biases of its four outcomes as 32-bit floats, and four
/// 8-bit weights for each feature; for the tagger its six scales, the transitions from six tags and
/// from the beginning to six, and six weights for each feature; the coefficients of the confidence.
package struct Weights: Sendable {
    let sentence: SentenceModel
    let tagger: PartyTagger
    let confidence: ConfidenceModel
    /// A hash of the features of sample sentences; weights fit only the features they were learnt
    /// with.
    package let fingerprint: UInt32

    /// - Throws: `WeightsError` if the bytes are no weights, or are cut off.
    package init(_ bytes: [UInt8]) throws(WeightsError) {
        var input = Input(bytes: bytes[...])
        guard try input.number() == 0x3157_4A52 else {
            throw WeightsError("it does not begin with RJW1")
        }
        fingerprint = try input.number()
        let sizes = (try input.number(), try input.number())
        guard (8...16).contains(sizes.0), (8...16).contains(sizes.1) else {
            throw WeightsError("it names \(sizes.0) and \(sizes.1) bits of features, not 8 to 16")
        }
        sentence = try SentenceModel(bits: Int(sizes.0), &input)
        tagger = try PartyTagger(bits: Int(sizes.1), &input)
        confidence = ConfidenceModel(coefficients: try input.floats(ConfidenceModel.count))
        guard input.bytes.isEmpty else {
            throw WeightsError("\(input.bytes.count) bytes follow its end")
        }
    }

    /// Those in the program.
    ///
    /// They are nil only if the program was built with a damaged file; the frames then decide alone.
    package static let embedded: Weights? = try? Weights(LanguageFiles.weights)

    /// Reads numbers from the bytes.
    struct Input {
        fileprivate(set) var bytes: ArraySlice<UInt8>

        mutating func number() throws(WeightsError) -> UInt32 {
            try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }

        mutating func floats(_ count: Int) throws(WeightsError) -> [Float] {
            var floats: [Float] = []
            for _ in 0..<count {
                let float = Float(bitPattern: try number())
                guard float.isFinite else { throw WeightsError("it has a number that is none") }
                floats.append(float)
            }
            return floats
        }

        mutating func weights(_ count: Int) throws(WeightsError) -> [Int8] {
            try take(count).map { Int8(bitPattern: $0) }
        }

        mutating func take(_ count: Int) throws(WeightsError) -> ArraySlice<UInt8> {
            guard bytes.count >= count else { throw WeightsError("it is cut off") }
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }
    }
}

/// Why bytes are no weights.
package struct WeightsError: Error, CustomStringConvertible {
    package let description: String

    init(_ problem: String) { description = problem }
}
