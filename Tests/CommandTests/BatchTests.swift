import Rejoinder
import Testing

@testable import RejoinderCommand

@Suite("A batch") struct BatchTests {
    struct Case: CustomTestStringConvertible {
        let arguments: [String]
        let request: String
        let answer: String
        /// What a line without it is told.
        let missing: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case(
            arguments: ["parse", "--batch"], request: #"{"id": "a", "path": "/nowhere/feed.xml"}"#,
            answer: #"{"id":"a","error":"line 4: cannot read /nowhere/feed.xml: "#
                + #"there is no such file"}"#,
            missing: #"no text called \"path\""#),
        Case(
            arguments: ["extract", "--batch"],
            request: #"{"id": null, "html": "<title>A bridge</title>"}"#,
            answer: #"{"id":null,"title":"A bridge","text":"","kind":"unsure","confidence":0.0}"#,
            missing: #"no text called \"html\""#),
        Case(
            arguments: ["detect", "--batch", "--weights", "none"],
            request: #"{"id": 7, "text": "The ministry did not respond to a request."}"#,
            answer: #"{"id":7,"label":"awaiting","records":[{"who":"ministry","#
                + #""state":"awaiting","kind":"official_body","scope":"official","confidence":1.0,"#
                + #""evidence":"The ministry did not respond to a request."}]}"#,
            missing: #"no text called \"text\""#),
        Case(
            arguments: ["detect", "--statements", "--batch"],
            request: #"{"id": 7, "lang": "de", "text": "😀 „Für Österreich“, sagte Köhler."}"#,
            answer: #"{"id":7,"statements":[{"source":"Köhler","cue":"sagte","#
                + #""content":"Für Österreich","quoted":true,"#
                + #""spans":{"source":[26,32],"cue":[20,25],"content":[2,18]},"#
                + #""speaker":"Köhler","institution":null}]}"#,
            missing: #"no text called \"text\""#),
        Case(
            arguments: ["diff", "--batch"],
            request: #"{"id": 1, "before": "Four were hurt.", "after": "Five were hurt."}"#,
            answer: #"{"id":1,"significant":true,"kinds":["number"],"level":"major"}"#,
            missing: #"no text called \"before\""#),
        Case(
            arguments: ["diff", "--align", "--batch"],
            request: #"{"id": 1, "before": ["One came.", 2], "after": ["Two went.", "One came."]}"#,
            answer: #"{"id":1,"align":[[0,1]]}"#,
            missing: #"no list called \"before\""#),
    ]

    @Test("answers each line, be it a good one or not", arguments: cases)
    func answers(_ batch: Case) throws {
        let lines = "{\n{\"id\": [1]}\n\n\(batch.request)"
        let outcome = try RealCommand.run(batch.arguments, input: lines)
        #expect(outcome.code == 0)
        #expect(outcome.problems == "")
        #expect(
            outcome.lines == [
                #"{"id":null,"error":"line 1: invalid JSON at byte 1: expected a name"}"#,
                #"{"id":[1],"error":"line 2: \#(batch.missing)"}"#,
                batch.answer,
            ])
    }

    @Test("has null for a source or a cue that a statement lacks") func answersNull() {
        let text = "“We go on,” Doe said.\\n“We never stop going on.”"
        let line = #"{"id": "a", "lang": "en", "text": "\#(text)"}"#
        let answer = String(
            decoding: Batch.statements(Detector(institutions: [])).answer(to: line, number: 1),
            as: UTF8.self)
        #expect(answer.contains(#""cue":null,"content":"We never stop going on.","#))
    }

    @Test("finds nothing in an empty text") func answersEmpty() {
        let answer = Batch.statements(Detector(institutions: [])).answer(
            to: #"{"id": 1, "text": ""}"#, number: 1)
        #expect(answer == Array(#"{"id":1,"statements":[]}"#.utf8))
    }
}
