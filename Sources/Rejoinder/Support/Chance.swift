import Foundation

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next number, above 0 and below 1.
    mutating func fraction() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return (Double(bits >> 11) + 0.5) / Double(1 << 53 as UInt64)
    }

    /// The next number of the standard normal distribution (Box and Muller).
    mutating func normal() -> Double {
        (-2 * log(fraction())).squareRoot() * cos(2 * .pi * fraction())
    }

    /// The next number of the Pareto distribution with the given mean.
    mutating func pareto(mean: Double, tail: Double) -> Double {
        mean * (tail - 1) / tail / pow(fraction(), 1 / tail)
    }

    static func exponential(_ value: Double) -> Double { exp(value) }
}
