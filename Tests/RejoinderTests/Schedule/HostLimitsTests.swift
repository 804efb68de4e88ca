import Testing

@testable import Rejoinder

@Suite("What hosts are owed") struct HostLimitsTests {
    private static func second(_ second: Int) -> Timestamp {
        Timestamp(seconds: Int64(1000 + second))
    }

    @Test("is no more requests at once than allowed") func atOnce() {
        var limits = HostLimits(perHost: 2, spacing: .zero)
        #expect(limits.begin("a", at: Self.second(0)) == nil)
        #expect(limits.begin("a", at: Self.second(0)) == nil)
        #expect(limits.begin("a", at: Self.second(0)) == .distantFuture)
        #expect(limits.begin("b", at: Self.second(0)) == nil)
        limits.end("a")
        #expect(limits.begin("a", at: Self.second(0)) == nil)
    }

    @Test("is time between two beginnings, ended or not") func spacing() {
        var limits = HostLimits(perHost: 2, spacing: .seconds(5))
        #expect(limits.begin("a", at: Self.second(0)) == nil)
        limits.end("a")
        #expect(limits.begin("a", at: Self.second(2)) == Self.second(5))
        #expect(limits.begin("a", at: Self.second(5)) == nil)
    }

    @Test("is the pause that it asked for, and no longer") func pause() {
        var limits = HostLimits(perHost: 1, spacing: .zero)
        limits.pause("a", until: Self.second(30))
        #expect(limits.begin("a", at: Self.second(29)) == Self.second(30))
        #expect(limits.begin("a", at: Self.second(30)) == nil)
        limits.end("a")
        #expect(limits.begin("a", at: Self.second(31)) == nil)
    }

    @Test("is not hours of silence where our clock was set back") func clockSetBack() {
        var limits = HostLimits(perHost: 1, spacing: .seconds(5))
        #expect(limits.begin("a", at: Self.second(7200)) == nil)
        limits.end("a")
        #expect(limits.begin("a", at: Self.second(0)) == nil)
    }

    @Test("is not mistaken by an end without a beginning") func strayEnd() {
        var limits = HostLimits(perHost: 1, spacing: .zero)
        limits.end("a")
        limits.end("a")
        #expect(limits.begin("a", at: Self.second(0)) == nil)
        #expect(limits.begin("a", at: Self.second(0)) == .distantFuture)
    }
}
