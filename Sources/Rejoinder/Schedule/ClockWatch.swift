/// The three clocks of the machine, read at once.
package struct ClockReading: Hashable, Sendable {
    /// The time that people read; somebody may set it.
    package let wall: Timestamp
    /// Time since some fixed moment, counted even while the machine is suspended.
    package let continuous: Duration
    /// Time since some fixed moment, not counting the time in which the machine was suspended.
    package let awake: Duration

    package init(wall: Timestamp, continuous: Duration, awake: Duration) {
        self.wall = wall
        self.continuous = continuous
        self.awake = awake
    }
}

/// What happened to the clocks between two readings.
package struct ClockChange: Hashable, Sendable {
    /// How far the wall clock was set, forward if positive; zero if it only drifted.
    package let jump: Duration
    /// How long the machine was suspended; zero if it was not.
    package let suspension: Duration

    /// More than clocks drift, and more than passes between reading one clock and the next.
    private static let tolerance: Duration = .seconds(30)

    package init(from earlier: ClockReading, to later: ClockReading) {
        let passed = later.continuous - earlier.continuous
        let jump = (later.wall - earlier.wall) - passed
        let suspension = passed - (later.awake - earlier.awake)
        self.jump = jump > Self.tolerance || jump < .zero - Self.tolerance ? jump : .zero
        self.suspension = suspension > Self.tolerance ? suspension : .zero
    }

    /// Whether the clock was not set and the machine was not suspended.
    package var isNone: Bool { jump == .zero && suspension == .zero }
}
