import Testing

@testable import Rejoinder

@Suite("A deadline") struct DueInquiryTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var due: Int? = 5000
        var dueTold: Int?
        var overdueTold: Int?
        var repeats = false
        let next: Int?
    }

    static let cases = [
        Case(testDescription: "is first told half a day before", next: 5000 - 720),
        Case(testDescription: "is first told half-way if the time is short", due: 65, next: 35),
        Case(testDescription: "is then told when it is past", dueTold: 4300, next: 5000),
        Case(testDescription: "is not told again", dueTold: 4300, overdueTold: 5000, next: nil),
        Case(
            testDescription: "is told again after a day if the rules say so", overdueTold: 5000,
            repeats: true, next: 5000 + 1440),
        Case(testDescription: "is never told where there is none", due: nil, next: nil),
    ]

    @Test("is told in time", arguments: cases) func next(_ named: Case) {
        let due = DueInquiry(
            inquiry: .sample(dueAt: named.due.map { TestLedger.minute($0) }), version: 1,
            dueToldAt: named.dueTold.map { TestLedger.minute($0) },
            overdueToldAt: named.overdueTold.map { TestLedger.minute($0) }, overdueTold: 0)
        var rules = InquiryRules()
        rules.repeatOverdue = named.repeats ? .seconds(86_400) : nil
        #expect(due.nextTelling(rules) == named.next.map { TestLedger.minute($0) })
    }
}
