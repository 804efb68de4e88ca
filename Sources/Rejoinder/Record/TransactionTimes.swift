import Synchronization

/// How long write transactions kept the only writer, from their beginning until they were durable.
///
/// Times are counted in classes a sixteenth wide, so that a daemon may count for years in a few
/// kilobytes. The longest is exact.
package final class TransactionTimes: Sendable {
    private struct Counts {
        var byClass: [Int: Int] = [:]
        var total = 0
        var longest = Duration.zero
    }

    private let counts = Mutex(Counts())

    func add(_ time: Duration) {
        counts.withLock { counts in
            counts.byClass[Self.class(of: time), default: 0] += 1
            counts.total += 1
            counts.longest = max(counts.longest, time)
        }
    }

    package var total: Int { counts.withLock { $0.total } }

    package var longest: Duration { counts.withLock { $0.longest } }

    /// The time within which this share of the transactions ended.
    package func quantile(_ share: Double) -> Duration {
        let counts = counts.withLock { $0 }
        var passed = 0
        for (number, count) in counts.byClass.sorted(by: { $0.key < $1.key }) {
            passed += count
            if Double(passed) >= share * Double(counts.total) {
                return min(Self.upperBound(of: number), counts.longest)
            }
        }
        return counts.longest
    }
}

// MARK: - Classes

extension TransactionTimes {
    /// Counts microseconds one by one up to 16, and from there on in sixteenths of each octave.
    private static func `class`(of time: Duration) -> Int {
        let (seconds, attoseconds) = time.components
        let microseconds =
            Int(min(max(0, seconds), 1 << 40)) * 1_000_000
            + Int(max(0, attoseconds) / 1_000_000_000_000)
        let octave = Int.bitWidth - 1 - microseconds.leadingZeroBitCount
        guard octave >= 4 else { return microseconds }
        return (octave - 3) * 16 + (microseconds >> (octave - 4)) & 15
    }

    private static func upperBound(of number: Int) -> Duration {
        guard number >= 16 else { return .microseconds(number + 1) }
        return .microseconds((number % 16 + 17) << (number / 16 - 1))
    }
}
