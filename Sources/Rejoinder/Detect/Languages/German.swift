extension LanguageData {
    static let german = LanguageData(
        code: "de", splitsElision: false, hasArticles: true, capitalisesNouns: true,
        classes: [
            (
                "det",
                "der die das dem den ein eine einem einen einer eines ihr ihre ihrem ihren ihrer sein seine seinem seiner dessen deren diese dieser dieses beide mehrere andere weitere anderen weiteren elf"
            ),
            ("link", "des der von vom eines einer für zu bei der beim am im in"),
            (
                "prep",
                "in im an am auf aus bei beim mit nach seit von vom zu zum zur für über um unter vor durch gegen ohne laut bis zwischen gegenüber wegen trotz während hinsichtlich bezüglich"
            ),
            ("conj", "und oder sowie noch bzw"),
            ("both", "sowohl weder beide auch sogar selbst als"),
            (
                "bound",
                "dass daß ob wenn weil während obwohl aber doch sondern denn wie wo warum wonach welche welcher welches nachdem bevor sobald"
            ),
            (
                "adv",
                "zunächst bislang bisher noch nun jedoch allerdings hingegen vorerst derzeit aktuell dazu daran dafür hierzu darauf darüber immer sofort umgehend unmittelbar auch ebenfalls ausdrücklich offiziell konkret öffentlich inhaltlich abschließend näher weiter weiteres wiederum dagegen ebenso inzwischen mittlerweile zuletzt kurzfristig trotz mehrfach mehrfacher prinzipiell schriftlich telefonisch erst gar nur wieder heute gestern schriftlich selbst lediglich zwar indes indessen dennoch außerdem zudem ferner grundsätzlich momentan einmal jetzt sich"
            ),
            (
                "time",
                "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montag* dienstag* mittwoch* donnerstag* freitag* morgen mittag nachmittag abend nacht gestern heute vormittag januar februar märz april mai juni juli august september oktober november dezember uhr woche vergangenen tagen"
            ),
            ("be", "war waren ist sind sei seien wäre"),
            ("will", "wollte wollten will wollen möchte möchten mochte mochten wolle"),
            ("can", "konnte konnten kann können könne könnten könnte"),
            ("have", "hat haben hatte hatten habe hätten"),
            ("werd", "wurde wurden wird werden worden werde"),
            ("not", "nicht niemand"), ("no", "keine keinen kein keiner keinerlei keinem"),
            ("sich", "sich"), ("zu", "zu zum zur"), ("um", "um für"), ("auf", "auf"),
            ("nach", "nach"),
            (
                "respondv",
                "reagierte reagierten antwortete antworteten reagiert reagieren antwortet antworten beantwortete beantworteten"
            ),
            ("respondp", "reagiert geantwortet beantwortet"),
            ("respondi", "reagieren antworten beantworten"),
            ("utter", "geäußert äußern äußerte äußerten"), ("utterp", "geäußert"),
            ("utteri", "äußern"),
            ("utterv", "äußerte äußerten"),
            ("commentp", "kommentiert"), ("commenti", "kommentieren"),
            ("commentv", "kommentierte kommentierten kommentiere kommentiert kommentieren"),
            (
                "request",
                "anfrage anfragen presseanfrage presseanfragen *-anfrage *-anfragen bitte bitten nachfrage nachfragen frage fragen fragenkatalog mail mails e-mail e-mails rückfrage rückfragen anruf anrufe interviewanfrage medienanfrage medienanfragen nachricht"
            ),
            ("question", "fragen frage"),
            (
                "reqonly",
                "anfrage anfragen presseanfrage presseanfragen *-anfrage *-anfragen nachfrage nachfragen interviewanfrage bitte mail mails medienanfrage fragenkatalog"
            ),
            (
                "reaction",
                "stellungnahme stellungnahmen kommentar kommentare auskunft reaktion antwort antworten äußerung interview statement gespräch rückmeldung stellung erklärung"
            ),
            ("answer", "antwort antworten reaktion rückmeldung stellungnahme auskunft kommentar"),
            ("official", "offizielle offiziellen offizieller"),
            ("reach", "erreichen erreichbar"), ("erreichbar", "erreichbar"),
            ("ask", "gebeten angefragt kontaktiert angeschrieben ersucht befragt gefragt"),
            ("askb", "gebeten ersucht"), ("askq", "angefragt nachgefragt"),
            ("bat", "bat baten bittet ersuchte"),
            ("give", "gab gaben gibt geben gegeben abgeben abgegeben"),
            ("erhalten", "erhalten bekommen vorliegt vorlag vorlagen erhielt"),
            ("leave", "ließ ließen lässt gelassen lassen liess liessen"),
            ("unanswered", "unbeantwortet"), ("stay", "blieb blieben bleibt bleiben geblieben"),
            ("standing", "aus"),
            (
                "refuse",
                "lehnte lehnten lehnt ablehnte ablehnten verweigerte verweigerten verweigert verweigern"
            ),
            ("off", "ab ablehnen abgelehnt"),
            (
                "disclose",
                "kommentieren äußern sagen mitteilen beantworten bestätigen nennen erläutern machen geben reagieren sprechen verraten beziffern preisgeben antworten"
            ),
            ("point", "verwies verwiesen verweist verweisen"), ("an", "an auf"),
            (
                "say",
                "sagte sagten sagt erklärte erklärten erklärt bestätigte bestätigten bestätigt teilte teilten teilt betonte betonten hieß heißt schrieb schreibt antwortete antworteten antwortet dementierte mitteilte mitteilten wies erläuterte ergänzte wiederholte berichtete bezeichnete sprach verteidigte begründete räumte kündigte"
            ),
            ("mit", "mit"), ("heisst", "heißt hieß heisst hiess"), ("es", "es"),
            ("answered", "geantwortet reagiert"), ("inzwischen", "inzwischen mittlerweile nun"),
            (
                "statement",
                "mitteilung pressemitteilung stellungnahme erklärung aussendung statement"
            ),
            ("promise", "versprach versprachen kündigte kündigten stellte"),
            ("willen", "werde werden wolle wollen"),
            ("we", "wir ich man"),
            (
                "spokes",
                "sprecher sprecherin *sprecher *sprecherin *sprechers *sprecherinnen *sprechern sprecherteam pressesprecher pressesprecherin"
            ),
            (
                "service", "pressestelle *pressestelle medienstelle presseabteilung presseamt"
            ),
            (
                "role",
                "leiter leiterin chef *chef *chefin direktor *direktor geschäftsführer vorsitzende vorsitzender präsident *präsident *minister *ministerin minister anwalt anwältin bürgermeister vorstand generalsekretär *rätin"
            ),
            ("title", "herr frau herrn dr prof"),
            (
                "head",
                "*ministerium *ministeriums *ministerien unternehmen firma konzern *konzern *konzerns *konzerne behörde *behörde *amt *amtes *amts regierung *regierung *verwaltung verwaltung partei fraktion *fraktion botschaft *botschaft polizei *polizei staatsanwaltschaft *staatsanwaltschaft gericht *gericht bank *bank universität *universität verband *verband verein *verein gesellschaft *gesellschaft kanzlei *kanzlei *kanzlei klinik *klinik krankenhaus kommission *kommission präsidium *präsidium *rat senat *senat stadt hersteller betreiber *leitung leitung *führung direktion agentur *agentur institut *institut anstalt stiftung *stiftung ministerium airline fluggesellschaft start-up kirche bistum erzdiözese *zentrale *hof studios *studios land länder magistrat haus amt mehrheit"
            ),
            ("pron", "er sie es ihn ihm ihnen man dieser diese letzterer"),
            ("self", "wir ich uns mir mich du ihr man meine unsere"),
            (
                "press",
                "redaktion zeitung journalisten journalist journalistin sender nachrichtenagentur agentur dpa afp apa reuters sda spiegel stern zeit standard tagesspiegel welt guardian autorin autor magazin *magazin *-magazin presseanfrage presseanfragen orf ard zdf ndr wdr rtl *-anfrage *-anfragen online medien presse"
            ),
            (
                "asker",
                "abgeordnete abgeordneten abgeordneter bundestag landtag nationalrat parlament parlamentarische parlamentarischen parlamentarischer kleine kleinen ausschuss ausschusses fraktion opposition bundestages polizei gericht kunden bürger fraktionslosen grünen ethikrat angehörigen eltern kläger"
            ),
            ("past", "damals seinerzeit vor_jahren vergangenes_jahr vergangenen_jahr im_vorjahr"),
            ("hypo", "wenn falls sollte sollten würde würden ob"),
            ("reported", "laut berichtete berichtet"),
            ("reader", "leser leserin nutzer nutzerin kunden märkte anleger chirurgen"),
            (
                "country",
                "deutschland frankreich großbritannien italien polen russland ukraine österreich"
            ),
            ("apposed", "die der das darunter welche"),
            ("wait", "wartet warten wartete"),
            ("byagent", "von vom durch"),
            (
                "office",
                "*ministerium *ministeriums polizei *polizei staatsanwaltschaft behörde *behörde *amt botschaft kommission *kommission regierung *regierung senat"
            ),
            ("neither", "weder noch"), ("plural", "*ministerien botschaften regierungen behörden"),
            ("contrast", "aber doch"),
            ("abbr", "dr prof z b u a d h ca bzw nr str st mio mrd usw etc abs art bspw evtl"),
            (
                "verb",
                "hat haben hatte hatten habe war waren wurde wurden wird werden ist sind wollte wollten will konnte konnten könne kann gibt gab geht kommt sei reagierte antwortete ließ blieb lehnte verwies gebeten angefragt geäußert erreichen kommentieren äußern macht machte sprach müsse soll sollen"
            ),
            (
                "stopword",
                "neue neuen neuer dabei damit nach sowie unter zwischen bereits rund worden medienberichten pressemitteilung mitteilung"
            ),
        ],
        macros: [
            ("REQ", "auf _8 request|auf _8 reaction|zu _8 request|auf request"),
            ("STATEMENT", "um _4 reaction|für _4 reaction"),
        ],
        frames: [
            // Keine Antwort.
            "awaiting S respondv adv* _6 not adv* _2 {REQ}",
            "awaiting S respondv adv* {REQ} adv* _4 not",
            "awaiting N respondv adv* N not adv* {REQ}",
            "awaiting S have adv* _4 {REQ} adv* not adv* respondp",
            "awaiting S have adv* not adv* {REQ} adv* respondp",
            "awaiting S have adv* _3 not adv* respondp",
            "awaiting S+neither respondv adv* {REQ}",
            "awaiting S+neither have adv* {REQ} adv* respondp",
            "awaiting S+neither be adv* _4 reach", "awaiting S+bare respondv adv* not $",
            "awaiting S+org have adv* sich? adv* not adv* _14 utterp",
            "awaiting N+org have adv* sich N adv* not adv* _10 utterp",
            "awaiting N+org have sich adv* N not adv* _10 utterp",
            "awaiting S+org have adv* sich adv* _12 not adv* utterp",
            "awaiting S+org utterv adv* sich adv* _6 not",
            "awaiting S be adv* _4 not adv* _6 reach",
            "awaiting N (um|zu) _4 reaction be adv* N not adv* reach",
            "awaiting N reaction be N not adv* (zu|reach)",
            "awaiting N be adv* N adv* not adv* (um _4 reaction)? zu reach",
            "awaiting S be adv* telefonisch? nicht adv* erreichbar",
            "awaiting S give !es adv* _4 no official? answer",
            "awaiting S give !es adv* no adv* official? answer _3 {REQ}",
            "awaiting S+org have adv* no official? (answer|reaction) _12 give",
            "awaiting N give es adv* no official? (answer|reaction) von N",
            "awaiting N give es adv* von N adv* no official? (answer|reaction)",
            "awaiting N von N give es adv* no official? (answer|reaction)",
            "awaiting S leave _2 _8 reqonly _10 unanswered",
            "awaiting S leave _3 (question|request) adv* _4 unanswered",
            "awaiting N (request|reaction) _6 leave N adv* _4 unanswered",
            "awaiting N reqonly _6 leave N bis", "awaiting N request leave N bis",
            "awaiting N reqonly (an|bei) N stay adv* (unanswered|ohne)",
            "awaiting N reqonly _6 (an|bei) N _2 (stay|werd) adv* _4 (unanswered|ohne|not)",
            "awaiting N answer (von|der|des) N (stand|steht|standen|stehen|blieb) adv* _6 aus",
            // Gefragt.
            "awaiting N+ask have N um _4 reaction ask",
            "awaiting N+ask have N adv* _4 {STATEMENT} ask",
            "awaiting N+ask have (bei|beim) N adv* askq",
            "awaiting N+ask have _10 (bei|beim) N askq",
            "awaiting N+ask have N adv* (kontaktiert|angefragt|angeschrieben)",
            "awaiting N+ask bat N um _4 reaction",
            "awaiting S+asked werd adv* _8 um _4 reaction ask",
            "awaiting S+asked werd adv* _4 (angefragt|kontaktiert)",
            "awaiting S+held (promise|say) _10 answer",
            "awaiting N+ask wait adv* auf _3 answer (von|des|der) N",
            // Abgelehnt.
            "declined S will adv* sich adv* _8 not adv* _6 utteri",
            "declined S will adv* _14 not adv* _4 (commenti|utteri|mitteilen|beantworten|sagen|bestätigen|nennen)",
            "declined N will adv* N not adv* _2 (mitteilen|kommentieren|sagen|bestätigen|utteri)",
            "declined S will adv* no _3 (reaction|angaben|auskunft) _6 (give|abgeben|machen|geben)",
            "declined S will adv* no reaction",
            "declined S refuse es adv* _3 ab",
            "awaiting S (kam|kommt|kamen|kommen) _2 request _14 not nach",
            "declined -+quoted (wir|ich) _8 not _1 (utteri|commenti|sagen)",
            "declined -+quoted (utteri|commenti|commentv) (wir|ich) _4 not",
            "declined -+quoted kein kommentar", "declined S say , man commentv _8 not",
            "declined S say , _10 not (commenti|utteri)",
            "declined S refuse adv* _6 reaction _6 off",
            "declined S refuse adv* _4 (reaction|auskunft)",
            "declined S refuse _4 (interview|reaction|reqonly) _4 off",
            "declined S refuse adv* es adv* ab adv* _8 (zu|sich)",
            "declined N can sich N adv* not adv* _3 utteri",
            "declined S can adv* sich adv* _6 not adv* utteri",
            "declined S can adv* _10 not adv* (erläutern|kommentieren|commenti)",
            "declined S say _8 , ~24 not adv* (commenti|erläutern|utteri) (könne|könnten|wolle|wollen)",
            "declined S say _8 , _3 man _14 not (erläutern|kommentieren|commenti|utteri)",
            "declined S say _6 , man commentv _6 not", "declined S man commentv _6 not",
            "declined N enthielt sich N _3 reaction",
            "declined S point (auf|an) det? _2 head", "declined S commentv _8 adv* not $",
            "declined S (macht|machte|machten|gibt|gab|gaben) _4 keine (angaben|auskünfte|auskunft)",
            // Geantwortet.
            "responded S+spokes say", "responded N+spokes say adv* N",
            "responded S say adv* _3 auf _6 reqonly", "responded N say adv* N auf _6 reqonly",
            "responded S auf _5 reqonly say", "responded S auf _8 reqonly _6 bestätigt",
            "responded N auf _6 reqonly say N",
            "responded N auf _8 reqonly heisst es _2 (von|vonseiten|aus|beim|bei) _1 N",
            "responded N auf _6 reqonly heisst es _1 von N",
            "responded N heisst es _3 (von|vonseiten|aus|beim|bei|seitens) _1 N",
            "responded S have adv* inzwischen adv* answered",
            "responded S have _3 geantwortet", "responded S say _6 gegenüber _4 press",
            "responded N einer statement (der|des) N heisst es",
            "responded N einer statement _12 heisst es",
            "responded N laut N (sprecher|sprecherin)", "responded N einer Erklärung N hieß es",
            "responded S say in _3 statement", "responded S have (in|per|laut) _2 statement",
            "responded N say N in _2 statement",
            "responded S say N in _2 statement",
            "responded S+loose+org say", "responded N+loose+org say N",
            "responded N+loose+org heisst es _3 (aus|im|beim) N",
        ])
}
