extension ResponseStory {
    static let german = [
        ResponseStory(
            language: "de", title: "Klinik verlor Proben aus dem Labor in Lindau",
            text: """
                Im Labor in Lindau sind nach Angaben zweier Mitarbeiter 140 Blutproben \
                verschwunden, wie das Seeblatt berichtet.
                Die Seeklinik Lindau und das österreichische Außenministerium antworteten bis \
                Redaktionsschluss nicht auf eine Anfrage.
                """,
            pairs: [
                Pair(
                    "die Klinik in einem anderen Blatt", asked: "Seeklinik",
                    title: "Verschwundene Blutproben: Klinik weist Vorwürfe zurück",
                    """
                    Im Streit um das Labor hat sich das Haus nun geäußert.
                    „Keine einzige Blutprobe ist verschwunden“, teilte die Seeklinik Lindau in \
                    einer Stellungnahme mit.
                    """, .answered),
                Pair(
                    "eine Sprecherin, anderswo", asked: "Seeklinik",
                    title: "Blutproben aus dem Labor sind wieder da",
                    """
                    Die 140 Blutproben aus dem Labor wurden gefunden.
                    Eine Sprecherin der Seeklinik Lindau sagte, sie hätten in einem Schrank \
                    gestanden.
                    """, .answered),
                Pair(
                    "eine Absage, anderswo", asked: "Seeklinik",
                    title: "Blutproben: Land prüft das Labor",
                    """
                    Das Land prüft, wie 140 Blutproben aus dem Labor verschwinden konnten.
                    Die Seeklinik Lindau wollte sich nicht äußern.
                    """, .declined),
                Pair(
                    "das Ministerium im eigenen Feed", asked: "österreichische", .ownFeed,
                    title: "Stellungnahme zu den Blutproben in Lindau",
                    """
                    Unter den 140 Blutproben des Labors sind solche aus Österreich. Wir stehen mit \
                    Lindau in Verbindung.
                    """, .answered),
                Pair(
                    "eine Ergänzung mit der Antwort", asked: "Seeklinik", .edit, title: "",
                    "Ein Sprecher der Seeklinik Lindau sagte, man habe die Proben gefunden.",
                    .answered),
                Pair(
                    "eine Ergänzung mit einer Absage", asked: "österreichische", .edit, title: "",
                    "Das österreichische Außenministerium lehnte eine Stellungnahme ab.", .declined),
                Pair(
                    "dieselbe Klinik zu anderem", asked: "Seeklinik",
                    title: "Neue Station für Kinder eröffnet",
                    """
                    Zwölf Betten stehen bereit.
                    Ein Sprecher der Seeklinik sagte, man freue sich auf den Herbst.
                    """, .silence),
                Pair(
                    "anderes, und die Sache nebenbei", asked: "Seeklinik",
                    title: "Seeklinik sucht Pflegekräfte",
                    """
                    Dreißig Stellen sind frei.
                    „Wir bieten Wohnungen an“, sagte ein Sprecher der Seeklinik.
                    Bewerben kann man sich bis Mai.
                    Auch Umzüge werden bezahlt.
                    Im Haus arbeiten 900 Menschen.
                    Zuletzt war es in den Schlagzeilen, weil im Labor 140 Blutproben verschwunden \
                    sein sollen.
                    """, .silence),
                Pair(
                    "eine andere Klinik zur selben Sache", asked: "Seeklinik",
                    title: "Blutproben aus dem Labor: Nachbarn helfen",
                    """
                    Aus dem Labor in Lindau sind 140 Blutproben verschwunden.
                    Ein Sprecher der Bergklinik sagte, man nehme Proben an.
                    """, .silence),
                Pair(
                    "ein anderes Ministerium zur selben Sache", asked: "österreichische",
                    title: "Blutproben verschwunden: Bern fragt nach",
                    """
                    Im Labor in Lindau fehlen 140 Blutproben.
                    Das Schweizer Außenministerium teilte auf Anfrage mit, man prüfe das.
                    """, .silence),
                Pair(
                    "Gegner der Klinik", asked: "Seeklinik",
                    title: "Blutproben: Patienten klagen",
                    """
                    Wegen der 140 Blutproben aus dem Labor in Lindau ziehen Patienten vor Gericht.
                    Ein Anwalt der Gegner der Seeklinik Lindau sagte, das Labor sei schuld.
                    """, .silence),
                Pair(
                    "Geschichte mit denselben Namen", asked: "Seeklinik",
                    title: "Hundert Jahre Labor in Lindau",
                    """
                    Das Labor in Lindau untersuchte schon früh Blutproben.
                    Im Jahr 1987 teilte die Seeklinik Lindau in einer Stellungnahme mit, das Labor \
                    ziehe um.
                    """, .silence),
                Pair(
                    "älter als die Frage", asked: "Seeklinik",
                    title: "Labor in Lindau bekommt Kühlschrank für Blutproben",
                    """
                    Im Labor in Lindau lagern Blutproben nun kälter.
                    Ein Sprecher der Seeklinik Lindau sagte, man sei zufrieden.
                    """, .silence, dated: .before),
            ])
    ]
}
