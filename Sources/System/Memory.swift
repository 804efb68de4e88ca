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

    /// Lets all threads share two arenas of the allocator.
    ///
    /// glibc gives each thread one of its own, up to eight a core; what is freed in one serves no other,
    /// and the memory of a daemon whose work moves from thread to thread creeps up for hours.
    package static func shareArenas() {
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let arenaMaximum: Int32 = -8  // M_ARENA_MAX of malloc.h
        _ = unsafeBitCast(symbol, to: Option.self)(arenaMaximum, 2)
    }
}
