/// Watches the machine's clocks to notice when the wall clock is set.
struct MachineClocks {
    private let continuous = ContinuousClock.now
    private let awake = SuspendingClock.now
    private var last: ClockReading

    init(wall: Timestamp) {
        last = ClockReading(wall: wall, continuous: .zero, awake: .zero)
    }

    /// How the clocks have moved since the last call.
    mutating func change(wall: Timestamp) -> ClockChange {
        let reading = ClockReading(
            wall: wall, continuous: .now - continuous, awake: .now - awake)
        defer { last = reading }
        return ClockChange(from: last, to: reading)
    }
}
