#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The memory of the process.
package enum Memory {
    /// Returns memory that is no longer in use to the system.
    ///
    /// glibc keeps it for the next use, so that a burst of work would show for good; other C
    /// libraries return it by themselves.
    package static func giveBack() {
        typealias Trim = @convention(c) (Int) -> Int32
        // No header that Swift imports declares it.
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }

    /// Makes all threads share two arenas of the allocator.
    ///
    /// glibc gives each thread an arena of its own, up to eight per core. Memory freed in one
    /// serves no other, so a daemon whose work moves from thread to thread would grow for hours.
    package static func shareArenas() {
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let arenaMaximum: Int32 = -8  // M_ARENA_MAX of malloc.h
        _ = unsafeBitCast(symbol, to: Option.self)(arenaMaximum, 2)
    }
}
