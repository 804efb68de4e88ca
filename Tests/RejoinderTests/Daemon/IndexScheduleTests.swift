import Testing

@testable import Rejoinder

@Suite("The schedule of the search index") struct IndexScheduleTests {
    let now = TestLedger.minute(0)

    private func progress(_ indexed: Int64, of total: Int64) -> SearchIndexer.Progress {
        SearchIndexer.Progress(indexed: indexed, total: total, isComplete: indexed == total)
    }

    @Test("lets the first polls come first, and works on until all is indexed") func works() {
        var schedule = IndexSchedule(start: now + .seconds(5))
        let begins1 = schedule.begin(at: now)
        #expect(!begins1)
        let begins2 = schedule.begin(at: now + .seconds(5))
        #expect(begins2)
        let begins3 = schedule.begin(at: now + .seconds(6))
        #expect(!begins3, "never two at once")
        schedule.end(.success(progress(100, of: 200)), at: now + .seconds(6))
        let begins4 = schedule.begin(at: now + .seconds(6))
        #expect(begins4)
        schedule.end(.success(progress(200, of: 200)), at: now + .seconds(7))
        let begins5 = schedule.begin(at: now + .seconds(3600))
        #expect(!begins5)
    }

    @Test("gathers what several polls record") func gathers() {
        var schedule = IndexSchedule(start: nil)
        schedule.note(at: now)
        schedule.note(at: now + .seconds(1))
        let begins6 = schedule.begin(at: now + .seconds(1))
        #expect(!begins6)
        let begins7 = schedule.begin(at: now + .seconds(2))
        #expect(begins7)
        schedule.note(at: now + .seconds(2))
        schedule.end(.success(progress(1, of: 1)), at: now + .seconds(3))
        let begins8 = schedule.begin(at: now + .seconds(4))
        #expect(begins8, "what came meanwhile is not forgotten")
    }

    @Test("tries again later after a failure, and says so once") func fails() {
        var schedule = IndexSchedule(start: now)
        let failure = Result<SearchIndexer.Progress, SearchError>.failure(.diskFull(path: "x"))
        let begins9 = schedule.begin(at: now)
        #expect(begins9)
        #expect(
            schedule.remark(on: failure)
                == .warning(
                    "the disk is full, so the search index x does not grow; the ledger is not "
                        + "affected"))
        schedule.end(failure, at: now)
        schedule.note(at: now)
        let begins10 = schedule.begin(at: now + .seconds(599))
        #expect(!begins10)
        let begins11 = schedule.begin(at: now + .seconds(600))
        #expect(begins11)
        #expect(schedule.remark(on: failure) == nil)
    }

    @Test("says when much work begins and when it is done") func says() {
        var schedule = IndexSchedule(start: now)
        let (begun, done) = (progress(0, of: 50_000), progress(50_000, of: 50_000))
        #expect(
            schedule.remark(on: .success(begun))
                == .notice("50000 revisions are being indexed for search, in the background"))
        schedule.end(.success(begun), at: now)
        #expect(schedule.remark(on: .success(progress(20_000, of: 50_000))) == nil)
        schedule.end(.success(progress(20_000, of: 50_000)), at: now)
        #expect(
            schedule.remark(on: .success(done))
                == .notice("the search index is complete: 50000 revisions"))
        schedule.end(.success(done), at: now)
        #expect(schedule.remark(on: .success(done)) == nil)
        #expect(schedule.remark(on: .success(progress(50_000, of: 50_001))) == nil)
    }
}
