/// Watches the machine's clocks for a wall clock that is set.
struct MachineClocks {
    private let continuous = ContinuousClock.now
    private let awake = SuspendingClock.now
    private var last: ClockReading

    init(wall: Timestamp) {
        last = ClockReading(wall: wall, continuous: .zero, awake: .zero)
    }

    /// By how much the wall clock was set since the last question; zero for what clocks drift.
    mutating func jump(wall: Timestamp) -> Duration {
        let reading = ClockReading(
            wall: wall, continuous: .now - continuous, awake: .now - awake)
        defer { last = reading }
        return ClockChange(from: last, to: reading).jump
    }
}
