import ArgumentParser
import Foundation
import Rejoinder

/// Appends made-up events to a new ledger, and verifies them.
struct LogBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Measure how fast events are appended and verified.")

    @Argument(help: "The ledger's file, which is made.")
    var file: String

    @Option(help: "How many events.")
    var events = 100_000

    @Flag(help: "Do not sign them.")
    var unsigned = false

    func run() async throws {
        let ledger = try Ledger(path: file, key: unsigned ? .given([]) : .beside)
        try await measure("append") { try await ledger.appendSamples(events) }
        await ledger.close()
        let reader = try Ledger(reading: file)
        var scope = VerificationScope()
        scope.isChainOnly = true
        try await measure("verify: the chain alone") { try await verify(reader, scope) }
        scope.isChainOnly = false
        try await measure("verify: all") { try await verify(reader, scope) }
    }

    private func verify(_ ledger: Ledger, _ scope: VerificationScope) async throws {
        let found = try await ledger.verify(scope)
        guard found.faults.isEmpty else { throw CommandError(found.faults[0]) }
    }

    private func measure(_ name: String, _ work: () async throws -> Void) async throws {
        let start = ContinuousClock.now
        try await work()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Output.line(
            JSONValue.members([
                "stage": .string(name), "events": .int(events),
                "seconds": .double((seconds * 1000).rounded() / 1000),
                "per_s": .int(Int((Double(events) / max(seconds, 1e-6)).rounded())),
            ]).text)
    }
}
