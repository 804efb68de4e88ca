extension ProseWords {
    /// Names of months that are also common words.
    static let commonMonthWords: Set<String> = [
        "may", "march", "mar", "sun", "sat", "wed", "dec", "sep",
    ]

    /// Words that join clauses; a split replaces them with a full stop.
    static let joints = set(
        """
        and but while which who or so that as then also though however und aber während der die das et \
        mais qui que и но а который которая и та але й який y pero que و
        """)

    /// Words that carry grammar rather than meaning.
    static let function = set(
        """
        a an the and or but nor so yet of to in on at by for from with into onto upon over under about \
        as than that this these those it its he she they them his her their hers theirs him we us our you \
        your i me my who whom whose which what when where why how is are was were be been being am has \
        have had having do does did done will would shall should can could may might must if then there \
        here also just very too up out off down again once only own same such both each per via use make \
        der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im in an am \
        auf mit für aus bei nach über unter durch als wie dass daß es er sie wir ihr ihnen ihn ihm sich ist \
        sind war waren sein hat haben hatte wird werden wurde wurden auch noch nur so dann \
        le la les un une des du de d' l' et ou mais à au aux en dans sur sous par pour avec sans ce cet \
        cette ces il elle ils elles on nous vous je se sa son ses leur leurs qui que quoi dont où est sont \
        était étaient être a ont avait avoir été aussi y \
        и а но или да же ли бы в во на с со к ко у о об от до из за по под над при для без через что \
        как это этот эта эти тот та те он она они оно его её их им ей ему мы вы я который которая \
        которые которого был была было были есть будет также ещё уже \
        й та і чи але або в у на з із зі до від по за під над при для без через що як це цей ця ці той \
        він вона вони воно його її їх їм йому ми ви я який яка які був була було були є буде також ще вже \
        el la los las un una unos unas y o pero de del a al en con por para sin sobre es son era fue ser \
        ha han había que se su sus lo le les como más
        """)

    /// Whether the word often begins sentences and is not a name.
    static func isCommon(_ word: String) -> Bool {
        function.contains(word) || negators.contains(word)
    }

    /// Words whose exchange reverses the meaning of a sentence, each with its opposites.
    static let opposites: [String: Set<String>] = {
        var opposites: [String: Set<String>] = [:]
        for row in oppositeRows {
            let sides = row.split(separator: "/").map { $0.split(separator: " ").map(String.init) }
            for (place, side) in sides.enumerated() {
                let others = sides.enumerated().filter { $0.offset != place }.flatMap(\.element)
                for word in side { opposites[word, default: []].formUnion(others) }
            }
        }
        return opposites
    }()

    private static let oppositeRows = [
        "most/least/some/few/many/half/little",
        "all every each/some few many most several/no none any",
        "more/less fewer", "many much/few little", "always/never/sometimes often rarely usually",
        "often frequently/rarely seldom", "everyone everybody/someone somebody/nobody",
        "everything/something/nothing", "high higher highest/low lower lowest",
        "strong stronger strongest strongly/weak weaker weakest weakly",
        "large big larger bigger largest biggest great greater greatest/small little smaller smallest",
        "good better best/bad worse worst poor", "win won wins winning/lose lost loses losing",
        "rise rose risen rises rising grow grew grown increase increased increases increasing climbed gained/fall fell fallen falls falling shrink shrank decrease decreased decreases decreasing decline declined drop dropped",
        "success successful successfully succeeded/failure unsuccessful unsuccessfully failed",
        "support supported supports supporting back backed/oppose opposed opposes opposing",
        "accept accepted accepts/reject rejected rejects refuse refused",
        "allow allowed allows permit permitted/ban banned bans forbid forbidden prohibit prohibited prevent prevented",
        "approve approved approves/reject rejected veto vetoed",
        "agree agreed agrees/disagree disagreed refused",
        "before/after", "first/last", "early earlier earliest/late later latest",
        "begin began begun start started starts beginning/end ended ends finish finished stop stopped",
        "open opened opens opening/close closed closes closing shut", "up upward/down downward",
        "above over/below under", "inside within/outside beyond",
        "near close/far distant", "north northern/south southern", "east eastern/west western",
        "left/right",
        "guilty/innocent", "strict stricter tight tighter tough tougher/lax loose looser lenient",
        "free/paid", "kept keep keeps/lost lose loses", "forward/back backward",
        "lobte gelobt/kritisierte kritisiert gerügt", "demande/refuse", "right/left",
        "praise praised/accuse accused blame blamed",
        "demanded called/opposed",
        "hid hidden hiding concealed/published publishing revealed disclosed", "early/late",
        "acquitted cleared exonerated/convicted jailed condemned",
        "main chief principal key/minor marginal secondary",
        "managed succeeded/failed",
        "praised welcomed hailed/criticised criticized condemned denounced",
        "encouraged/discouraged", "hired appointed/fired dismissed sacked",
        "expanded extended/reduced shortened curtailed",
        "hope hopeful optimistic/fear fearful pessimistic",
        "improved improve improving/worsened worsen worsening deteriorated",
        "agreed promised pledged/refused declined", "accelerated/slowed delayed",
        "tightened/loosened relaxed eased",
        "rejected/accepted upheld", "upheld/overturned quashed", "arrested detained/released freed",
        "surplus/deficit", "advantage/disadvantage", "ahead/behind", "credited/blamed",
        "legal lawful legally/illegal unlawful illegally",
        "safe safer safest safely/dangerous unsafe", "true/false untrue",
        "right correct/wrong incorrect", "old older oldest/young new younger newest", "rich/poor",
        "public/private", "positive/negative",
        "possible/impossible", "likely/unlikely", "able/unable", "happy/unhappy sad",
        "easy easily easier/difficult hard harder",
        "fast faster quick quickly/slow slower slowly",
        "long longer longest/short shorter shortest", "hot warm warmer/cold cool cooler",
        "majority/minority",
        "victory/defeat", "profit profits/loss losses", "friend friends ally allies/enemy enemies",
        "alive/dead", "birth born/death died", "confirm confirmed confirms/deny denied denies",
        "include included includes including/exclude excluded excludes excluding",
        "remember remembered/forget forgot", "create created/destroy destroyed",
        "arrive arrived/leave left depart departed",
        "enter entered/exit exited left", "buy bought/sell sold", "give gave given/take took taken",
        "save saved/kill killed waste wasted", "love loved/hate hated",
        "attack attacked/defend defended",
        "maximum/minimum", "major/minor", "important/unimportant trivial", "popular/unpopular",
        "famous/obscure unknown", "full/empty", "heavy/light", "wide broad/narrow",
        "deep/shallow", "modern/ancient", "voluntary voluntarily/mandatory compulsory forced",
        "permanent permanently/temporary temporarily", "present/absent", "official/unofficial",
        "peace peaceful/war violent", "male man men boy boys/female woman women girl girls",
        "father son/mother daughter", "husband/wife", "yes/no", "with/without", "for/against",
        "exactly precisely/about approximately roughly nearly almost",
        "only/also even", "will/won't", "can/can't cannot", "increase/cut",
        "raise raised/lower lowered cut", "add added/remove removed", "gain gained/lose lost",
        "alle allen sämtliche jeder jede/einige wenige manche einzelne/keine", "mehr/weniger",
        "meisten/wenigsten", "viele/wenige",
        "immer/nie selten", "vor/nach", "hoch hohe hohen höher/niedrig niedrige niedriger",
        "stark starke starken/schwach schwache schwachen",
        "groß große großen größer größte/klein kleine kleinen kleiner kleinste",
        "gut besser beste/schlecht schlechter schlechteste",
        "gestiegen steigt stieg steigen erhöht erhöhte erhöhten erhöhen/gesunken gefallen sinkt sank fiel sinken gesenkt senkte senkten senken",
        "zugestimmt stimmte billigte gebilligt angenommen/abgelehnt lehnte zurückgewiesen verworfen",
        "bestätigt bestätigte/bestritten bestritt dementiert dementierte",
        "freigesprochen/verurteilt", "erlaubt genehmigt/verboten untersagt",
        "geöffnet öffnet/geschlossen schließt",
        "unterstützt unterstützte/bekämpft ablehnt",
        "gewonnen gewann/verloren verlor", "erste ersten/letzte letzten", "über/unter",
        "alt alte älter/neu jung neue jünger", "schuldig/unschuldig", "für/gegen", "mit/ohne",
        "erfolgreich/erfolglos", "zugenommen/abgenommen",
        "tous toutes tout/certains certaines quelques/aucun aucune", "plus/moins",
        "toujours/jamais", "avant/après", "grand grande grands plus/petit petite petits",
        "fort forte/faible", "haut haute/bas basse",
        "bon bonne meilleur meilleure/mauvais mauvaise pire",
        "augmenté augmente hausse/diminué baissé baisse",
        "accepté accepte approuvé/refusé refuse rejeté rejette",
        "confirmé confirme/démenti dément nié", "ouvert ouverte/fermé fermée", "autorisé/interdit",
        "acquitté relaxé/condamné", "soutenu soutient/critiqué combattu",
        "gagné/perdu", "gauche/droite",
        "gratuit gratuite gratuits gratuites/payant payante payants payantes", "nord/sud",
        "premier première/dernier dernière", "pour/contre", "avec/sans", "vieux/jeune nouveau",
        "beaucoup/peu",
        "все всех всем/некоторые некоторых/никто", "больше более/меньше менее",
        "всегда/никогда иногда", "до/после", "большой большая большие/маленький малый небольшой",
        "высокий высокая высокие/низкий низкая низкие", "сильный сильная/слабый слабая",
        "вырос выросла выросли увеличился/упал упала упали снизился",
        "выиграл выиграли/проиграл проиграли",
        "принял приняли одобрил одобрили/отклонил отклонили отверг отвергли",
        "подтвердил подтвердила подтвердили/опроверг опровергла опровергли отрицал",
        "разрешил разрешили/запретил запретили",
        "открыл открыли открыт/закрыл закрыли закрыт", "оправдан оправдали/осуждён осужден осудили",
        "большинство/меньшинство", "поддержал поддержали/раскритиковал осудил",
        "первый первая/последний последняя", "много/мало",
        "за/против", "лучше лучший/хуже худший", "новый/старый",
        "всі усі всіх/деякі деяких/ніхто", "більше/менше", "завжди/ніколи інколи", "до/після",
        "великий велика великі/малий мала маленький", "високий висока/низький низька",
        "сильний/слабкий", "зріс зросла зросли/впав впала знизився",
        "ухвалив ухвалили схвалив схвалили/відхилив відхилили",
        "підтвердив підтвердила підтвердили/спростував спростувала спростували заперечив",
        "дозволив дозволили/заборонив заборонили",
        "відкрив відкрили відкрито/закрив закрили закрито",
        "виправданий виправдали/засуджений засудили",
        "більшість більшості/меншість меншості", "усі всі всіх усіх кожен/деякі деяких окремі",
        "виграв/програв",
        "перший перша/останній остання", "багато/мало", "за/проти", "краще/гірше", "новий/старий",
        "todos todas/algunos algunas/ninguno", "más/menos", "siempre/nunca", "antes/después",
        "grande/pequeño", "mejor/peor", "alto alta/bajo baja", "fuerte/débil",
        "primero primera/último última", "muchos/pocos", "ganó/perdió", "aumentó/disminuyó",
    ]

    /// Whether one word is the other with a prefix that reverses it.
    ///
    /// Examples: "approve", "disapprove"; "законный", "незаконный".
    static func isReversal(of word: String, _ other: String) -> Bool {
        let (long, short) = word.utf8.count > other.utf8.count ? (word, other) : (other, word)
        // Short words end others by chance; "able" and "unable" are listed among the opposites.
        guard short.utf8.count >= 4, long.hasSuffix(short) else { return false }
        return reversing.contains(String(long.dropLast(short.count)))
    }

    private static let reversing = set(
        "un in im il ir dis non mis de dé dés mé un miss ent не без бес нe des")

    /// The kinds of certainty that the words express.
    static func modality(_ words: Set<String>) -> Set<Character> {
        Set(words.compactMap { modalities[$0] })
    }

    /// The letters stand for may, must, will and doubt.
    private static let modalities: [String: Character] = {
        var modalities: [String: Character] = [:]
        let rows: [(Character, String)] = [
            (
                "m",
                "may might could possibly perhaps maybe können könnte könnten dürfte peut pourrait может могут могла мог може можуть міг puede podría"
            ),
            (
                "d",
                "must shall should muss müssen soll sollen doit doivent должен должна должны повинен повинна debe deben"
            ),
            ("w", "will would wird werden würde"),
            (
                "h",
                "allegedly reportedly apparently supposedly purportedly alleged suspected accused claimed angeblich mutmaßlich mutmaßliche prétendument présumé présumée якобы предположительно нібито імовірно ймовірно supuestamente presunto"
            ),
        ]
        for (kind, words) in rows {
            for word in words.split(separator: " ") { modalities[String(word)] = kind }
        }
        return modalities
    }()
}
