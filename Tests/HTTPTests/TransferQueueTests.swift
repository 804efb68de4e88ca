import Testing

@testable import HTTP

@Suite("The queue of transfers") struct TransferQueueTests {
    private static func transfer(_ url: String) throws -> Transfer {
        Transfer(
            request: Request(url: url), address: try WebAddress(url), remaining: .seconds(1),
            followsRedirects: true)
    }

    @Test("lets each origin have its share, in order")
    func shares() throws {
        var queue = TransferQueue(perOrigin: 2)
        let large = try (0..<1000).map { try Self.transfer("http://large.example/\($0)") }
        for transfer in large { queue.add(transfer) }
        let small = try Self.transfer("http://small.example/")
        queue.add(small)
        #expect(
            [queue.next(), queue.next(), queue.next()].map(\.?.id) == [
                large[0].id, large[1].id, small.id,
            ])
        #expect(queue.next() == nil)
        for index in 2..<1000 {
            queue.release(large[index - 2])
            #expect(queue.next()?.id == large[index].id)
        }
        #expect(!queue.hasReady)
    }

    @Test("passes over what was given up, without losing a place")
    func givenUp() throws {
        var queue = TransferQueue(perOrigin: 1)
        let all = try (0..<9).map { try Self.transfer("http://a.example/\($0)") }
        for transfer in all { queue.add(transfer) }
        for transfer in all.dropLast() { transfer.phase = .done }
        #expect(queue.next()?.id == all[8].id)
        queue.release(all[8])
        let late = try Self.transfer("http://a.example/late")
        queue.add(late)
        #expect(queue.next()?.id == late.id)
    }

    @Test("keeps nothing that was taken from it")
    func memory() throws {
        var queue = TransferQueue(perOrigin: 4)
        var first: Transfer? = try Self.transfer("http://a.example/")
        weak let kept = first
        if let first { queue.add(first) }
        for _ in 0..<3 { queue.add(try Self.transfer("http://a.example/")) }
        first = nil
        #expect(queue.next() != nil)
        #expect(kept == nil)
    }
}
