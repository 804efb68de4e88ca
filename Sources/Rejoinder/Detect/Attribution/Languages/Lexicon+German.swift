extension Lexicon {
    static let german = Lexicon(
        Data(
            language: "de", words: GermanWords.closed + GermanWords.cues,
            sourcePhrases: [
                "laut", "nach Angaben", "nach Angaben von", "nach Ansicht", "nach Ansicht von",
                "nach Auffassung", "nach Meinung", "nach Einschätzung", "nach Einschätzung von",
                "nach Darstellung", "nach Aussage", "nach Aussagen", "nach Worten", "den Worten",
                "aus Sicht", "nach Überzeugung", "Angaben von", "gemäß",
            ],
            trailingPhrases: ["so"],
            abbreviations: """
                dr prof nr z.b bzw usw ca hr fr st str abs art bspw mio mrd jan feb aug sept okt nov dez evtl
                ggf inkl vgl dipl ing
                """,
            capitalisesNouns: true, inverts: true, isVerbSecond: true, hasCommaClauses: true))
}

private enum GermanWords {
    static let closed: [(WordClass, String)] = [
        (
            .determiner,
            """
            der die das den dem des ein:,e,en,em,er,es kein:,e,en,em,er,es dies:er,e,es,en,em jen:er,e,es,en,em
            sein:e,en,em,er,es ihr:e,en,em,er,es unser:,e,en,em,er,es mehrere viele einige manche alle beide zwei
            """
        ),
        (.link, "der des von vom für aus und"),
        (.subject, "er sie es wir ich ihr man wer"),
        (.expletive, "es"),
        (.pronoun, "ihn ihm ihnen mich mir uns euch dich"),
        ([.pronoun, .reflexive], "sich"),
        (
            .preposition,
            """
            in im an am auf bei beim mit nach zu zum zur über unter vor hinter durch gegen ohne um seit während
            wegen trotz zwischen bis ab gegenüber neben innerhalb außerhalb anlässlich angesichts aufgrund
            """
        ),
        (.coordinator, "und oder aber sondern denn doch"),
        (
            .subordinator,
            "weil obwohl nachdem bevor während falls sofern sobald solange damit indem wenn als da sodass"
        ),
        (.complementizer, "dass daß ob warum wieso weshalb"),
        ([.relative, .determiner], "dessen deren"),
        (.relative, "der die das dem den welche welcher welches"),
        (
            .auxiliary,
            """
            hat haben hatte hatten habe hätte hätten ist sind war waren sei seien wäre wären will wollen wollte
            wollten kann können konnte konnten könne könnte könnten muss müssen musste müsse müsste soll sollen sollte
            sollten solle darf dürfen durfte dürfe wird werden würde würden werde mag möge möchte
            """
        ),
        ([.auxiliary, .passive], "wurde wurden worden"),
        (.negation, "nicht nie niemals"),
        (
            .adverb,
            """
            auch dann wieder bereits schon noch nur später zuvor danach zudem außerdem jedoch allerdings dabei dazu
            daraufhin deshalb daher ferner weiter weiterhin mehrfach ausdrücklich erneut bislang bisher zugleich
            gleichzeitig nun jetzt hingegen dagegen ebenfalls ebenso wörtlich schließlich darauf hierzu dafür so
            laut öffentlich unterdessen zunächst hier dort offenbar sogar aber lediglich kurz abschließend damals einst derzeit aktuell
            """
        ),
        (
            .time,
            """
            montag:,s,abend,morgen dienstag:,s,abend mittwoch:,s,abend donnerstag:,s,abend freitag:,s,abend
            samstag:,s,abend sonntag:,s,abend sonnabend gestern heute morgen januar februar märz april mai juni juli
            august september oktober november dezember abend mittag nachmittag vormittag morgens nacht woche monat jahr
            """
        ),
        (.title, "herr frau dr prof"),
        (.recipient, "journalisten reportern"),
        (
            .occasion,
            "gespräch interview mitteilung erklärung stellungnahme rede brief pressekonferenz"
        ),
        (.infinitiveMarker, "zu"),
        (.asWord, "wie"),
        (.agent, "von"),
        (.particle, "von wissen"),
        (.postposition, "zufolge"),
        (
            .verb,
            """
            lehnt lehnte lehnten zeigte kam kamen ging gingen steht stehen stand gibt gab liegt lag bleibt blieb reiste traf trafen nahm nahmen
            macht machte führt führte leitet zeigt besuchte begann beginnt gewann verlor endete übt übte begleitet begleitete arbeitet arbeitete gehört gehörte führte führten leitete leiteten lebt lebte
            """
        ),
        (
            .masculine,
            "er herr sprecher minister präsident kanzler vorsitzender bürgermeister chef direktor richter"
        ),
        (
            .feminine,
            """
            sie frau sprecherin ministerin präsidentin kanzlerin vorsitzende bürgermeisterin chefin direktorin richterin
            außenministerin innenministerin
            """
        ),
        (
            .person,
            """
            sprecher:,in minister:,in präsident:,in kanzler:,in vorsitzende:,r bürgermeister:,in chef:,in
            direktor:,in richter:,in professor:,in abgeordnete:,r botschafter:,in außenminister:,in innenminister:,in
            ministerpräsident:,in staatssekretär:,in anwalt anwältin herr frau dr prof
            """
        ),
        (
            .body,
            """
            ministerium außenministerium innenministerium regierung bundesregierung polizei behörde unternehmen partei
            gericht bank gewerkschaft amt parlament kommission ausschuss botschaft armee universität institut
            verband konzern staatsanwaltschaft
            """
        ),
        (
            .denial,
            """
            bestreitet bestritt bestritten dementier:t,te,ten bezweifelt bezweifelte zurückgewiesen zurück weigert
            weigerte
            """
        ),
    ]

    static let cues: [(WordClass, String)] = [
        (
            [.clause, .bareClause, .quotative],
            """
            sag:t,te,ten,en erklär:t,te,ten,en beton:t,te,ten,en behaupt:et,ete,eten,en bestätig:t,te,ten
            meint meinte meinten meinen versicher:t,te,ten warn:t,te,ten,en forder:t,te,ten kritisier:t,te,ten
            schreib:t,en schrieb schrieben twitter:t,te ergänz:t,te,ten äußer:t,te,ten teil:t,te,ten
            gab geben gibt räum:t,te,ten fügt fügte fügten antwort:et,ete,eten,en entgegn:et,ete,eten erwider:t,te,ten
            berichtet berichtete berichteten berichten kündigt kündigte kündigten
            fragt fragte fragten urteil:t,te hebt hob hoben unterstreicht unterstrich glaubt glaubte
            glauben hofft hoffte hoffen findet fand denkt dachte weist wies wiesen verweist verwies
            versprach versprechen verspricht droht drohte drohten verkünd:et,ete,eten mahn:t,te,ten bemerkt bemerkte
            konstatier:t,te resümier:t,te stellt stellte stellten spricht sprach rief ruft rät riet
            befürchtet befürchtete erwartet erwartete rechnet rechnete vermut:et,ete wirft warf
            zitiert zitierte bekräftig:t,te,ten beteuer:t,te,ten beklag:t,te,ten lob:t,te,ten begrüß:t,te,ten
            nannt:e,en nennt nennen bezeichn:et,ete,eten bezweifelt bezweifelte weiß wusste bedauer:t,te,ten
            verlang:t,te,ten verteidig:t,te,ten wünscht wünschte prophezeit prophezeite argumentier:t,te,ten
            informier:t,te,ten mitteilt mitteilte mitteilten angab bekanntgab betont hinwies einräumte
            befürchten erwarten betonen erklären behaupten fordern kritisieren bestätigen vermuten beklagen
            kündigen bezweifeln mahnen verlangen versichern argumentieren teilen
            sagen sage erkläre hieß heißt lautet lautete
            """
        ),
        (
            [.participle, .clause, .bareClause, .quotative],
            """
            gesagt erklärt betont behauptet bestätigt gemeint versichert gewarnt gefordert kritisiert geschrieben
            ergänzt geäußert mitgeteilt angegeben eingeräumt hinzugefügt geantwortet entgegnet berichtet angekündigt
            gefragt hervorgehoben unterstrichen versprochen gedroht verkündet bekräftigt beteuert beklagt
            bekanntgegeben hingewiesen vorgeworfen genannt bezeichnet zurückgewiesen
            """
        ),
        (
            .object,
            """
            forder:t,te,ten kritisier:t,te,ten lob:t,te,ten begrüß:t,te,ten nannt:e,en nennt bezeichn:et,ete,eten
            verurteil:t,te,ten verlang:t,te,ten bedauer:t,te,ten wirft warf kündigt kündigte kündigten
            verteidig:t,te,ten bestätig:t,te,ten dementier:t,te,ten bestreitet bestritt
            """
        ),
        (.object, "spricht sprach sprachen"),
        (.quotative, "wollte wollten"),
        (.infinitive, "verspricht versprach droht drohte plant plante weigert weigerte"),
    ]
}
