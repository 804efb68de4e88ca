#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The memory of the process.
package enum Memory {
    /// Gives back to the system what was in use and is no more.
    ///
    /// glibc keeps it for the next use, so that a burst of work would stay visible for good; other C
    /// libraries give it back by themselves.
    package static func giveBack() {
        typealias Trim = @convention(c) (Int) -> Int32
        // No header that Swift imports declares it.
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }
}
