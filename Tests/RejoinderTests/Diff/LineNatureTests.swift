import Testing

@testable import Rejoinder

@Suite("What a line is") struct LineNatureTests {
    static let lines: [(String, LineNature)] = [
        ("Photo: Ann Bell", .caption),
        ("Pictures show two boats.", .prose),
        ("Reporting by Ann Bell; Editing by Tom Reed", .byline),
        ("Writing by hand will be taught again.", .prose),
        ("Ann Bell contributed to this report.", .byline),
        ("A valve contributed to the fire, the report said.", .prose),
        ("About the author: Ann Bell covers the coast.", .byline),
        ("About an author of the plan nothing was said.", .prose),
        ("Copyright 2026 Coast Wire.", .boilerplate),
        ("Copyright law will change in May.", .prose),
        ("Posted on Monday at 9:30.", .timestamp),
        ("It was on Monday.", .prose),
        ("As of 9:21 a.m.", .timestamp),
        ("Polls open at 7 a.m.", .prose),
        ("Reading time: 5 min.", .counter),
        ("The house cost 40 mio.", .prose),
        ("The members voted no.", .prose),
        ("Most viewed", .label),
        ("\"We could not hear the sea that night\"", .prose),
    ]

    @Test("is known by its form, and a sentence by its end", arguments: lines)
    func nature(_ line: String, _ nature: LineNature) {
        var table = WordTable()
        let text = DiffText(line, &table)
        let reader = ProseReader(text: text, table: table)
        #expect(LineReader(reader: reader, unmatched: []).nature(ofParagraph: 0) == nature)
    }
}
