import Testing

@testable import Rejoinder

@Suite("A day in a line of small print") struct DateInTextTests {
    @Test(
        "is found among other words",
        arguments: [
            "Published Mar 4, 2023 2:05 p.m. ET", "Updated 2:05 PM, March 4, 2023",
            "By Ines Okafor | Sat 4 Mar 2023 14.05 GMT", "Posted on March 4th, 2023 at 2:05 pm",
            "Saturday, 4th of March 2023", "2023-03-04 14:05", "14:05, 04.03.2023",
            "Veröffentlicht am 04.03.2023 um 14:05 Uhr", "Stand: 4. März 2023, 14:05 Uhr",
            "Publié le 4 mars 2023 à 14h05", "4 de marzo de 2023", "4 mar 2023 - 14:05 h",
            "Субота, 4 березня 2023, 14:05", "4 марта 2023 г.", "2023年3月4日 14:05",
            "2023년 3월 4일", "2023/03/04 2 min read", "03/04/2023",
        ])
    func finds(_ line: String) throws {
        let day = try #require(DateInText.first(line))
        #expect(day.description.hasPrefix("2023-03-04"))
    }

    @Test("of two small numbers is the day first where the page's language has it so")
    func ordersByLanguage() {
        let line = "Publié le 04/03/2023 à 14:05"
        #expect(
            DateInText.first(line, isDayFirst: true)?.description.hasPrefix("2023-03-04") == true)
        #expect(DateInText.first("23/03/2023")?.description.hasPrefix("2023-03-23") == true)
    }

    @Test(
        "is not made of what is none",
        arguments: [
            "A stamp for the games of 2014", "May 2023 be kind to us", "14:05", "Version 3.2.1.4",
            "2 of 14 in March", "12,301 votes", "",
        ])
    func findsNone(_ line: String) {
        #expect(DateInText.first(line) == nil)
    }
}
