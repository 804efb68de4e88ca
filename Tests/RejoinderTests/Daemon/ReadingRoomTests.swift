import Synchronization
import Testing

@testable import Rejoinder

@Suite("Large documents") struct ReadingRoomTests {
    /// Who is in the room.
    private final class Presence: Sendable {
        private let counts = Mutex((now: 0, most: 0, visits: 0))

        var most: Int { counts.withLock { $0.most } }
        var visits: Int { counts.withLock { $0.visits } }

        func begin() {
            counts.withLock { counts in
                counts.now += 1
                counts.visits += 1
                counts.most = max(counts.most, counts.now)
            }
        }

        func end() { counts.withLock { $0.now -= 1 } }
    }

    @Test("are read one after another, and all of them") func oneByOne() async {
        let room = ReadingRoom()
        let presence = Presence()
        await withTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    await room.enter()
                    presence.begin()
                    for _ in 0..<5 { await Task.yield() }
                    presence.end()
                    room.leave()
                }
            }
        }
        #expect(presence.visits == 50 && presence.most == 1)
    }

    @Test("take turns with others in the midst, in their order") func turns() async {
        let doubled = await (0..<1000).mapInTurns { $0 * 2 }
        #expect(doubled == (0..<1000).map { $0 * 2 })
        #expect(await [Int]().mapInTurns { $0 }.isEmpty)
    }
}
