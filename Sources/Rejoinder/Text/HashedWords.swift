/// Values by the hashes of words, in one flat array.
///
/// A dictionary would hash the hashes again, which takes longer than all else that is done with most
/// words.
struct HashedWords<Value: Sendable>: Sendable {
    private var keys: [UInt64]
    private var values: [Value?]
    /// Which of a hash's last bits give its first place.
    private let mask: Int

    init(_ entries: [UInt64: Value]) {
        var size = 16
        // At most half of the places are taken, so that most words are found at once.
        while size < entries.count * 2 { size *= 2 }
        mask = size - 1
        keys = [UInt64](repeating: 0, count: size)
        values = [Value?](repeating: nil, count: size)
        for (key, value) in entries {
            var place = Int(truncatingIfNeeded: key) & mask
            while values[place] != nil { place = (place + 1) & mask }
            (keys[place], values[place]) = (key, value)
        }
    }

    subscript(key: UInt64) -> Value? {
        var place = Int(truncatingIfNeeded: key) & mask
        while let value = values[place] {
            if keys[place] == key { return value }
            place = (place + 1) & mask
        }
        return nil
    }
}
