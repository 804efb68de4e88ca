/// Spreads out what would otherwise happen at once, in the same way each time.
enum Jitter {
    /// A number from 0 up to, but not including, 1 that depends only on the text.
    static func fraction(of text: String) -> Double {
        // FNV-1a, then the finaliser of SplitMix64, because the high bits of FNV-1a vary too
        // little.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        return Double(hash >> 11) / Double(1 << 53 as UInt64)
    }
}
