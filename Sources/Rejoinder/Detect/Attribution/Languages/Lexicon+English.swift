extension Lexicon {
    static let english = Lexicon(
        Data(
            language: "en", words: EnglishWords.closed + EnglishWords.cues,
            sourcePhrases: [
                "according to", "in the words of", "in the view of", "in the opinion of",
                "as stated by", "as reported by", "as described by", "in the eyes of",
            ],
            abbreviations: """
                mr mrs ms dr sen rep gov gen col lt sgt capt prof st rev hon jr sr no vs etc inc corp
                co ltd ave dept est jan feb mar apr jun jul aug sept sep oct nov dec mt ft pres adm
                cmdr maj messrs fig
                """,
            suffixes: [(.adverb, "ly"), ([.verb, .participle, .past], "ed"), ([.gerund], "ing")],
            possessive: "'s"))
}

private enum EnglishWords {
    static let closed: [(WordClass, String)] = [
        (
            .determiner,
            "the a an this these those that neither either some many several most all no any each every both another other such few"
        ),
        ([.determiner, .pronoun], "my your our its their"),
        ([.determiner, .pronoun, .subject], "his her"),
        ([.subject], "he she they we i you who everyone everybody nobody someone anyone"),
        (
            [.subject],
            "he's she's they're i'm we're you're he'd she'd they'd i've we've they've he'll she'll they'll we'll i'll"
        ),
        ([.subject, .expletive], "it it's"),
        (.pronoun, "him them me us himself herself themselves itself myself ourselves"),
        (
            .preposition,
            """
            in on at by with from into about over under after before during since through against between among amid
            without within towards toward upon across despite beyond near inside outside until till via per
            alongside like unlike except besides off up down out around along behind above below to following regarding
            """
        ),
        ([.preposition, .link], "of for from"),
        (.coordinator, "and or but nor"),
        (
            .subordinator,
            "because while although though if when whenever once unless whereas since after before until so as where even"
        ),
        ([.complementizer, .relative], "that"),
        (.complementizer, "whether how why what"),
        (.relative, "who which whose whom where that"),
        (
            .auxiliary,
            """
            has have had having did do does doing will would could can may might must shall should hasn't haven't hadn't
            didn't don't doesn't won't wouldn't couldn't can't cannot mustn't shouldn't
            """
        ),
        (
            [.auxiliary, .passive],
            "is are was were be been being isn't aren't wasn't weren't get gets got am"
        ),
        (.negation, "not never n't"),
        (
            .adverb,
            """
            also then again already still just even later earlier now once often always soon too instead however meanwhile
            nevertheless nonetheless moreover furthermore therefore thus further perhaps maybe long first clear
            ever rather quite indeed far much more else otherwise afterward afterwards
            """
        ),
        (
            .time,
            """
            monday:,s tuesday:,s wednesday:,s thursday:,s friday:,s saturday:,s sunday:,s yesterday today tonight tomorrow
            january february march april june july august september october november december jan feb aug sept oct nov dec
            morning afternoon evening night week month year weekend weeks months years days day overnight recently last
            """
        ),
        (
            .title,
            "mr mrs ms dr sen rep gov gen col lt sgt capt prof st rev hon messrs pres adm president senator"
        ),
        ([.determiner, .subject], "another others some many most few several both all one"),
        (.recipient, "reporters journalists lawmakers supporters"),
        (.occasion, "interview statement email e-mail letter tweet speech conference"),
        (.infinitiveMarker, "to"),
        (.asWord, "as"),
        (.agent, "by"),
        (.particle, "for on out of to about at against up with as in"),
        (
            .catenative,
            "went go goes continued continues proceeded came appeared appears seemed seems began begins used yet"
        ),
        (
            .verb,
            """
            took takes went goes came comes made makes gave gives got became becomes began begins ran runs won wins lost loses left
            leaves met meets led leads held holds kept keeps brought brings built builds sat sits stood stands fell falls
            grew grows rose rises spent spends sent sends voted votes broke breaks flew flies drew draws paid pays let lets put
            drew drives drove ate fought fights threw throws chose chooses caught caused taught bought sold sought wore
            rang sang sank struck swept swung tore woke wound dealt bent bled bred clung crept dug fed fled forgave forgot froze
            hid hung hurt knelt laid lay lit meant rode shook shot shut slept slid spun split spread stole stuck withdrew
            happen:,s,ed remain:,s includ:e,es need:,s help:,s start:,s live:,s work:,s play:,s move:,s try tries tried
            puts set sets cut cuts hit hits turned turns used uses works faces remains spoke talks looks moves
            """
        ),
        (.masculine, "he he's he'd he'll mr spokesman chairman king prince policeman"),
        (
            .feminine,
            "she she's she'd she'll ms mrs spokeswoman chairwoman queen princess policewoman"
        ),
        (
            .person,
            """
            spokesman spokeswoman spokesperson chairman chairwoman minister president chancellor senator governor
            mayor secretary ambassador official officer director lawyer judge professor king queen prince princess
            mr mrs ms dr prof rep sen gov premier leader chief general commissioner deputy envoy aide
            """
        ),
        (
            .body,
            """
            ministry office government police council agency company party court bank union department parliament
            commission committee embassy army administration authority authorities association university
            institute group campaign foundation alliance organisation organization board service
            """
        ),
        (
            .denial,
            "den:y,ies,ied,ying reject:,s,ed disput:e,es,ed refut:e,es,ed dismiss:,es,ed refus:e,es,ed"
        ),
    ]

    static let cues: [(WordClass, String)] = [
        (
            [.seeing, .object],
            "see sees saw viewed views view regards regarded depicted portrayed cast"
        ),
        (.naming, "call calls called dub dubbed label labels labeled labelled calling"),
        (
            [.stative, .clause, .bareClause],
            """
            convinced concerned worried confident sure certain optimistic pessimistic afraid hopeful aware adamant
            skeptical sceptical doubtful glad proud surprised disappointed
            """
        ),
        ([.stative, .infinitive], "willing unable prepared eager ready reluctant determined keen"),
        (
            [.clause, .quotative],
            """
            chant:,s,ed scoff:,s,ed fum:es,ed thunder:,s,ed sneer:,s,ed growl:,s,ed bellow:,s,ed murmur:,s,ed
            concur:,s,red enthus:es,ed
            """
        ),
        (.clause, "point points pointed make makes made"),
        (
            .past,
            """
            did said told wrote thought knew felt heard found saw swore put posited admitted planned
            """
        ),
        // Verbs of speech and thought that take a clause with or without "that", and follow
        // quotations.
        (
            [.clause, .bareClause, .quotative],
            """
            said say says add:,s,ed insist:,s,ed argu:e,es,ed acknowledg:e,es,ed conced:e,es,ed admit:,s,ted declar:e,es,ed
            announc:e,es,ed explain:,s,ed stress:,es,ed conclud:e,es,ed contend:,s,ed maintain:,s,ed assert:,s,ed
            allege alleges alleged confirm:,s,ed claim:,s,ed not:e,es,ed observ:e,es,ed suggest:,s,ed
            predict:,s,ed report:,s,ed believ:e,es,ed reckon:,s,ed think:,s thought
            repli:es,ed reply respond:,s,ed continu:e,es,ed wrote writ:e,es tweet:,s,ed post:,s,ed recall:,s,ed
            remark:,s,ed comment:,s,ed counter:,s,ed joke jokes joked quipp:ed quip quips assur:e,es,ed
            testif:y,ies,ied opin:e,es,ed complain:,s,ed protest:,s,ed boast:,s,ed lament:,s,ed
            emphasi:ze,zes,zed,se,ses,sed caution:,s,ed warn:,s,ed
            vow:,s,ed promis:e,es,ed pledg:e,es,ed swear swears swore proclaim:,s,ed elaborat:e,es,ed exclaim:,s,ed
            whisper:,s,ed shout:,s,ed yell:,s,ed mutter:,s,ed snapp:ed retort:,s,ed interject:,s,ed muse muses mused
            put puts stat:e,es,ed reiterat:e,es,ed repeat:,s,ed clarif:y,ies,ied assum:e,es,ed theoriz:e,es,ed
            speculat:e,es,ed posit posited told tell tells ask:,s,ed
            """
        ),
        (
            [.clause, .tells, .bareClause],
            "told tell tells assur:e,es,ed remind:,s,ed inform:,s,ed warn:,s,ed notif:y,ies,ied convinc:e,es,ed persuad:e,es,ed"
        ),
        (
            [.clause, .bareClause],
            """
            know:,s knew feel:,s felt hop:e,es,ed expect:,s,ed fear:,s,ed worri:es,ed worry suspect:,s,ed doubt:,s,ed
            imagin:e,es,ed hear:,s heard figure figures figured guess guessed guesses agre:e,es,ed disagree disagrees
            deni:es,ed deny decid:e,es,ed realiz:e,es,ed realis:e,es,ed understand:,s understood learn:,s,ed
            show:,s,ed shown indicat:e,es,ed reveal:,s,ed found find:,s estimat:e,es,ed project:,s,ed
            impl:y,ies,ied hint:,s,ed signal:,s,ed signaled signalled determin:e,es,ed rul:ed disclos:e,es,ed
            propos:e,es,ed recommend:,s,ed demand:,s,ed request:,s,ed urge urged urges
            wonder:,s,ed rememb:er,ers,ered forecast:,s prove proves proved wish wishes wished
            mention:,s,ed see sees saw pray prays prayed question:,s,ed forget forgets forgot bet bets
            ask:,s,ed anticipat:e,es,ed presum:e,es,ed pretend:,s,ed vent:,ed
            """
        ),
        (
            .infinitive,
            """
            want:,s,ed hop:e,es,ed plan:,s,ned expect:,s,ed intend:,s,ed promis:e,es,ed pledg:e,es,ed vow:,s,ed threaten:,s,ed
            refus:e,es,ed declin:e,es,ed agre:e,es,ed decid:e,es,ed offer:,s,ed wish wishes wished propos:e,es,ed
            claim:,s,ed swear swore aim:,s,ed seek:,s sought prefer:,s,red demand:,s,ed ask:,s,ed prepared resolv:ed
            hesitat:e,es,ed volunteer:ed opt:ed opts determined
            """
        ),
        (
            .object,
            """
            attribut:e,es,ed urg:e,es,ed ask:,s,ed want:,s,ed order:,s,ed instruct:,s,ed advis:e,es,ed encourag:e,es,ed
            invit:e,es,ed challeng:e,es,ed direct:ed command:ed
            accus:e,es,ed blam:e,es,ed criticiz:e,es,ed criticis:e,es,ed condemn:,s,ed denounc:e,es,ed prais:e,es,ed
            slam:,s,med blast:,s,ed mock:,s,ed ridicul:e,es,ed deni:es,ed deny reject:,s,ed dismiss:,es,ed
            defend:,s,ed oppos:e,es,ed support:,s,ed welcom:e,es,ed applaud:,s,ed
            call:,s,ed describ:e,es,ed label:,s,ed labeled labelled dubb:ed dub brand:ed characteriz:e,es,ed characteris:e,es,ed
            cit:e,es,ed mention:,s,ed propos:e,es,ed suggest:,s,ed recommend:,s,ed demand:,s,ed announc:e,es,ed
            predict:,s,ed expect:,s,ed consider:,s,ed regard:,s,ed view:,s,ed
            lov:e,es,ed hat:e,es,ed fear:,s,ed favor:,s,ed favour:,s,ed
            question:,s,ed stress:,es,ed emphasi:ze,zes,zed,se,ses,sed highlight:,s,ed point:,s,ed
            promis:e,es,ed vow:ed pledg:ed acknowledg:e,es,ed admit:,s,ted disput:e,es,ed decri:es,ed decry
            lambast:ed,ing chid:ed scold:ed rebuk:e,es,ed hail:,s,ed tout:,s,ed compar:e,es,ed
            liken:,s,ed warn:,s,ed request:,s,ed believ:e,es,ed insist:,s,ed
            discuss:,es,ed explain:,s,ed endors:e,es,ed
            complain:,s,ed refer:,s,red allud:e,es,ed regret:,s,ted confirm:,s,ed express:,es,ed
            advocat:e,es,ed envision:,s,ed tell tells told rul:ed reveal:,s,ed detail:ed outlin:e,es,ed
            think:,s thought  worr:y,ies,ied agree agrees agreed brag bragged
            """
        ),
        (
            [.gerund, .clause, .bareClause, .quotative],
            """
            say:ing add:ing argu:ing claim:ing insist:ing not:ing warn:ing declar:ing announc:ing explain:ing suggest:ing
            stress:ing tell:ing predict:ing assert:ing acknowledg:ing admit:ting confirm:ing maintain:ing conclud:ing
            writ:ing tweet:ing believ:ing think:ing hop:ing fear:ing recall:ing contend:ing alleg:ing vow:ing
            promis:ing pledg:ing complain:ing reply:ing respond:ing emphasizing emphasising implying joking
            boasting indicating asking wondering knowing expecting
            """
        ),
        (
            [.gerund, .clause, .bareClause, .quotative],
            "ruling finding estimating recommending observing reporting concluding"
        ),
        (.tells, "telling reminding assuring informing warning"),
        (
            [.gerund, .object],
            """
            calling accusing blaming criticizing criticising praising urging describing citing demanding
            denouncing condemning questioning promising suggesting asking
            """
        ),
        ([.gerund, .infinitive], "promising vowing pledging threatening hoping asking wanting"),
        (
            .nounLike,
            """
            claim claims report reports plan plans promise promises demand demands hope hopes call calls question
            questions fear fears request requests order orders state states note notes comment comments view views
            charge charges doubt doubts worry project projects post posts tweet tweets joke jokes estimate estimates
            forecast forecasts support challenge challenges pledge pledges vow vows show shows find finds blame
            label labels offer offers aim aims tout guess bet bets wish wishes command suspect suspects
            point points vent reply warning protest protests remark remarks counter defend signal signals
            welcome favor favour mention volunteer brand blast mock praise slam regard regards like
            detail project heard left talk talks advocate advocates
            talks looks moves works faces runs cuts hits sets turns uses votes spends needs helps starts plays tries
            stated alleged planned expected proposed reported determined hate love regret repeat
            """
        ),
        (
            .cueNoun,
            """
            claim claims belief view suggestion suggestions allegation allegations assertion assertions warning
            warnings fear fears hope hopes promise pledge argument contention notion concern concerns accusation
            accusations insistence announcement prediction statement admission conviction charge
            complaint complaints conclusion opinion
            """
        ),
        (
            [.cueNoun, .infinitiveNoun],
            """
            promise promises pledge plan plans vow call calls desire intention threat threats proposal proposals
            refusal request demand demands willingness offer decision hope hopes
            """
        ),
    ]
}
