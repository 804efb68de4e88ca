import Rejoinder
import Testing

@testable import RejoinderCommand

@Suite("rejoinder detect --statements --batch") struct StatementBatchTests {
    private func answer(_ line: String) -> String { StatementBatch.answer(line).text }

    @Test("answers source, cue and content with spans in code points") func answersSpans() {
        #expect(
            answer(#"{"id": 7, "lang": "de", "text": "😀 „Für Österreich“, sagte Köhler."}"#)
                == #"{"id":7,"statements":[{"source":"Köhler","cue":"sagte","#
                + #""content":"Für Österreich","quoted":true,"#
                + #""spans":{"source":[26,32],"cue":[20,25],"content":[2,18]}}]}"#)
    }

    @Test("answers null for a source or a cue that is not there") func answersNull() {
        let text = "“We go on,” Doe said.\\n“We never stop going on.”"
        #expect(
            answer(#"{"id": "a", "lang": "en", "text": "\#(text)"}"#)
                .contains(#""cue":null,"content":"We never stop going on.","#))
    }

    @Test("answers a line that is no request with the reason") func refuses() {
        #expect(
            answer(#"{"id": 1}"#)
                == #"{"id":1,"statements":[],"error":"the line has no \"text\""}"#)
        #expect(answer("{").hasPrefix(#"{"id":null,"statements":[],"error":""#))
    }

    @Test("finds nothing in an empty text") func answersEmpty() {
        #expect(
            answer(#"{"id": 1, "lang": null, "text": ""}"#) == #"{"id":1,"statements":[]}"#)
    }
}
