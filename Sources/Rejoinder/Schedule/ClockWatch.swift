/// The three clocks of the machine, read at once.
package struct ClockReading: Hashable, Sendable {
    /// What people read; it can be set.
    package let wall: Timestamp
    /// Since some moment, on and on, suspended or not.
    package let continuous: Duration
    /// Since some moment, without the time in which the machine was suspended.
    package let awake: Duration

    package init(wall: Timestamp, continuous: Duration, awake: Duration) {
        self.wall = wall
        self.continuous = continuous
        self.awake = awake
    }
}

/// What has become of time between two readings.
package struct ClockChange: Hashable, Sendable {
    /// By how much the wall clock was set, forward if positive; zero for what clocks drift.
    package let jump: Duration
    /// For how long the machine was suspended; zero if it was not.
    package let suspension: Duration

    /// Drift and the time between two reads of clocks stay below.
    private static let tolerance: Duration = .seconds(30)

    package init(from earlier: ClockReading, to later: ClockReading) {
        let passed = later.continuous - earlier.continuous
        let jump = (later.wall - earlier.wall) - passed
        let suspension = passed - (later.awake - earlier.awake)
        self.jump = jump > Self.tolerance || jump < .zero - Self.tolerance ? jump : .zero
        self.suspension = suspension > Self.tolerance ? suspension : .zero
    }

    /// Neither.
    package var isNone: Bool { jump == .zero && suspension == .zero }
}
