import Foundation
import TestSupport
import Testing

@Suite("Signals") struct SignalsTests {
    @Test("are told one by one, until the process is to end") func stream() throws {
        let probe = try Probe()
        probe.begin()
        for _ in 1...2 {
            probe.send(SIGHUP)
            #expect(probe.line() == "reload")
        }
        probe.send(SIGTERM)
        #expect(probe.line() == "terminate")
        #expect(probe.end() == .exit(0))
    }

    @Test("are taken even where whoever started the process had them blocked")
    func inheritedMask() throws {
        let probe = try Probe(blocked: true)
        probe.begin()
        probe.send(SIGHUP)
        #expect(probe.line() == "reload")
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }

    @Test("end it too when they come from a terminal") func interrupt() throws {
        let probe = try Probe()
        probe.begin()
        probe.send(SIGINT)
        #expect(probe.line() == "terminate")
        #expect(probe.end() == .exit(0))
    }

    @Test("that come before anybody asks for them are told then") func early() throws {
        let probe = try Probe()
        probe.send(SIGHUP)
        probe.begin()
        #expect(probe.line() == "reload")
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }

    @Test("of a broken pipe end nothing") func brokenPipe() throws {
        let probe = try Probe()
        probe.closeOutput()
        probe.begin()
        probe.send(SIGTERM)
        #expect(probe.end() == .exit(0))
    }
}
