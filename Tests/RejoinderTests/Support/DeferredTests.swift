import Synchronization
import Testing

@testable import Rejoinder

@Suite("A deferred value") struct DeferredTests {
    @Test("is made when it is first needed, and once for all who need it")
    func once() async {
        let made = Mutex(0)
        let value = Deferred {
            made.withLock { $0 += 1 }
            return 7
        }
        #expect(made.withLock { $0 } == 0)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { value.value } }
            for await found in group { #expect(found == 7) }
        }
        #expect(made.withLock { $0 } == 1)
    }
}
