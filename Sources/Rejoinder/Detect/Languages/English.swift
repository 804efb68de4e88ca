extension LanguageData {
    static let english = LanguageData(
        code: "en", splitsElision: false, hasArticles: true, capitalisesNouns: false,
        classes: [
            ("det", "the a an its their this that these his her another several some our"),
            ("link", "of for at"),
            (
                "prep",
                "in on by to from with about over after before during since under into through via against as until amid within between"
            ),
            ("conj", "and or nor"),
            ("both", "both neither either all each none"),
            (
                "bound",
                "that which who whom whose but while although though because if when where whether whereas so yet despite since after"
            ),
            (
                "adv",
                "immediately yet also still publicly directly initially previously however so_far to_date by_press_time at_press_time at_this_time as_of currently again meanwhile instead repeatedly officially formally promptly quickly always even simply ever further only either already then too until_now as_yet multiple_times later specifically flatly separately just now otherwise"
            ),
            (
                "time",
                "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight night morning afternoon evening week weekend month noon midnight hours days minutes earlier late january february march april june july august september october november december"
            ),
            ("aux", "did do does has have had"),
            (
                "auxnt", "didn't don't doesn't hasn't haven't hadn't"
            ),
            ("be", "was were is are been being be am"),
            ("be2", "wasn't weren't isn't aren't"),
            ("modal", "could can would will may might should must"),
            ("modalnt", "couldn't can't wouldn't won't cannot"),
            ("not", "not never neither nor"),
            ("fail", "failed fails fail failing"),
            ("yet", "yet"), ("to", "to"), ("for", "for"), ("from", "from"), ("by", "by"),
            ("no", "no"),
            ("with", "with"), ("in", "in"), ("on", "on"), ("of", "of"), ("as", "as"),
            ("the", "the"),
            (
                "respond",
                "respond responds responded responding reply replied replying replies answer answered answering answers"
            ),
            ("return", "return returned returning"),
            ("commentv", "comment commented commenting"),
            ("comment", "comment comments"), ("commentp", "commented"),
            (
                "request",
                "request requests inquiry inquiries enquiry enquiries question questions query queries"
            ),
            (
                "message",
                "email emails e-mail e-mails call calls message messages voicemail voicemails phone text texts letter letters"
            ),
            (
                "reaction",
                "comment comments response responses reaction statement interview clarification reply answer answers explanation remarks information details position"
            ),
            (
                "contact",
                "contacted approached approaching contact contacting emailed called telephoned"
            ),
            ("reach", "reached contacted reach"),
            ("reachout", "reached reaching reach"), ("out", "out"),
            ("ask", "asked asking asks ask"),
            ("seek", "sought seeking seeks seek requested requesting"),
            ("await", "awaiting awaits await"), ("wait", "waiting waits waited"),
            ("available", "available reachable"), ("unavailable", "unavailable unreachable"),
            ("pressword", "press publication deadline print publish publishing published"),
            ("update", "update updated publish published add added"),
            ("have", "have has had having"),
            (
                "decline",
                "declined declines declining decline refused refuses refuse"
            ),
            (
                "disclose",
                "comment discuss say answer respond elaborate confirm disclose provide speak talk explain specify reveal address reply give offer share clarify identify name go deny be interviewed interview make"
            ),
            ("decl", "declined declines declining decline"),
            ("refuse", "refused refuses refuse"),
            ("neither", "neither nor"),
            ("plural", "ministries departments offices embassies governments agencies parliaments"),
            ("utter", "comment say speak elaborate discuss be_interviewed talk"),
            ("disclosep", "elaborate"),
            ("byagent", "by"),
            (
                "office",
                "ministry police prosecutors embassy commission department council regulator agency authorities government kremlin pentagon"
            ),
            ("further", "further more any additional"),
            ("speech", "comment respond answer discuss reply speak confirm talk elaborate say"),
            ("want", "want wish"),
            ("promise", "promised promises pledged"), ("said", "said says"),
            ("willing", "would will"),
            ("shortly", "shortly later soon due_course"),
            ("getback", "get_back"),
            (
                "say",
                "said says saying say told tells confirmed confirms stated states added adds insisted denied denies explained explains acknowledged noted wrote announced defended described emphasized emphasised stressed claimed argued rejected"
            ),
            (
                "sayst",
                "said says told confirmed stated added insisted denied explained acknowledged noted wrote warned replied responded pointed rejected emphasized stressed defended"
            ),
            ("told", "told"), ("told2", "told informed assured"),
            ("us", "us reporters journalists newspaper"),
            ("statement", "statement statements email e-mail release communique"),
            ("issue", "issued released published issues releases"),
            ("sign", "signed"),
            ("according", "according"),
            ("asked", "asked"), ("about", "about why whether how if to for when what"),
            ("referred", "referred refers directed directs redirected"),
            ("turn", "turned turns"), ("down", "down"),
            ("offer", "offered made gave had has provided have offers"),
            ("nothing", "nothing"), ("add", "add"),
            ("we", "we i"), ("donot", "do_not don't cannot can't will_not won't won’t would_not"),
            (
                "spokes",
                "spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons representative representatives rep reps press_secretary press_officer officials"
            ),
            (
                "spokesreal",
                "spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives press_secretary press_officer"
            ),
            ("service", "press_office press_service media_office"),
            (
                "role",
                "minister president chairman chairwoman director executive secretary governor mayor chief commissioner head lawyer attorney ambassador ceo senator officer prosecutor"
            ),
            ("title", "mr ms mrs dr sir sen rep gov"),
            (
                "head",
                "ministry ministries department departments office offices company companies agency agencies police government governments authorities authority commission committee committees council court embassy administration palace headquarters bank hospital trust university school association union party group firm firms organisation organization institute airline club campaign federation parliament service services bureau board regulator supplier manufacturer retailer insurer operator prosecutor prosecutors prosecutor's foundation charity kremlin pentagon vatican nato alliance army military navy force commissioner team developer owner owners diocese airport fund corporation centre center lab studio network"
            ),
            ("pron", "he she they it we i you him her them who"),
            ("self", "i we you my our your me"),
            (
                "press",
                "reporter reporters journalist journalists newspaper editors newsroom bbc cnn reuters afp ap bloomberg politico guardian times post news daily journal radio herald tribune axios newsweek"
            ),
            (
                "outlet",
                "us reporters journalists bbc cnn reuters afp ap bloomberg politico guardian times post news daily journal radio herald tribune axios newsweek agency magazine telegraph wire fox nbc abc cbs npr weekly hill independent mirror express mail sun observer atlantic press newspaper channel tv television"
            ),
            (
                "asker",
                "committee committees parliamentary parliament lawmakers senators congress mps police detectives prosecutors court judge customers customer residents citizens voters readers regulator investigators subcommittee commission"
            ),
            (
                "past",
                "similar_request at_the_time years_ago year_ago last_year months_ago decade back_then in_the_past"
            ),
            ("hypo", "if unless should whether would might"),
            ("reported", "reported"),
            (
                "reader",
                "commenter commenters readers reader users user drones tests test shares market markets"
            ),
            ("person", "he she"),
            ("country", "united germany france britain russia ukraine poland italy spain"),
            ("apposed", "including contacted asked reached responding speaking who"),
            (
                "abbr",
                "mr ms mrs dr st sen rep gov inc co corp ltd vs no jr sr prof gen col lt sgt jan feb aug sept oct nov dec u.s u.k"
            ),
            (
                "verb",
                "asked told published update respond comment sent blames was were wants made makes took"
            ),
        ],
        macros: [
            (
                "NOT",
                "aux adv* not adv*|auxnt adv*|aux not adv* be|fail adv* to adv*|aux yet to adv*|be yet to adv*|be adv* not adv*|aux adv* adv not"
            ),
            ("REQ", "to? _6 request|to? _3 message _6 reaction|to? message|to? det? phone message"),
            ("CANNOT", "modal adv* not adv*|modalnt adv*|modal not adv*"),
        ],
        frames: [
            // No answer.
            "awaiting S {NOT} respond adv* to? _6 request !of",
            "awaiting S {NOT} respond adv* to? _4 message _6 reaction",
            "awaiting S+press {NOT} respond adv* to? _3 message",
            "awaiting S+neither respond adv* to? _6 request",
            "awaiting S+neither return adv* _4 (request|message)",
            "awaiting S+neither respond adv* to _4 message _6 reaction",
            "awaiting S+neither respond adv* $",
            "awaiting N request _4 {NOT} (receive|received|get|answered) _3 (respond|reaction|answer)? from N",
            "declined -+quoted no comment",
            "declined S+any refuse to answer adv* (whether|if|why|how)",
            "awaiting S {NOT} return adv* _5 request _2 for",
            "awaiting S {NOT} return adv* (det?|phone|multiple?) _3 message",
            "awaiting S {NOT} return adv* _3 request",
            "awaiting S {NOT} (answer|respond) _6 (by|as|before|until|in) _3 pressword",
            "awaiting S {NOT} respond adv* (by|as|before|until|in) _3 (pressword|time)",
            "awaiting S+bare {NOT} respond adv* $",
            "awaiting S+org (have adv* not adv*|auxnt adv*) commentp",
            "awaiting S+org aux not adv adv* commentv", "awaiting S+org auxnt adv adv* commentv",
            "awaiting S {CANNOT} be adv* reach", "awaiting S {CANNOT} adv* be adv* reach",
            "awaiting S (be|be2) not? adv* available adv* (for|to) _5 comment",
            "awaiting S (be|be2) adv* unavailable adv* for _2 reaction",
            "awaiting S+org have adv* (made|offer) no adv* comment",
            "awaiting S offer no immediate comment",
            "awaiting N no adv* immediate? (comment|respond|word|reaction) from N",
            "awaiting N message _8 (to|with|for) N (be2|be not|went|go) _2 (return|answered|unanswered|respond)",
            "awaiting N request _3 to N (be2|be adv* not|went|go) _2 (return|answered|unanswered|respond)",
            // Asked.
            "awaiting N+ask seek adv* _3 reaction from N",
            "awaiting N+ask (ask|contact) N for _3 reaction",
            "awaiting N+ask (have|be|we) adv* ask !by N to adv* comment",
            "awaiting N+ask (have|be|we) adv* reachout out to N for _2 reaction",
            "awaiting N+ask reachout out to N for _2 reaction",
            "awaiting N+ask (have|be|we) adv* reachout out to N",
            "awaiting N+ask (await|wait for) _3 (reaction|respond) from N",
            "awaiting S+asked have adv* be adv* (contact|ask) adv* for _3 reaction",
            "awaiting S+asked be adv* (contact|ask) adv* for _3 reaction",
            "awaiting S+asked have adv* be adv* ask to adv* (comment|respond)",
            "awaiting S+held said _2 willing adv* respond adv* (shortly|by|later|in|when|once)",
            "awaiting S+held (promise|said _2 willing) to? adv* (respond|getback)",
            // Refused.
            "declined S decl adv* (to|any)? adv* (disclose|reaction) !further",
            "declined S decl _2 to adv* disclose !further",
            "declined S refuse adv* (to|any)? adv* (utter|reaction) !further",
            "declined S decl _3 request _7 reaction",
            "declined S {CANNOT} adv* (comment|discuss|elaborate) !further",
            "declined S {NOT} (want|wish) to adv* utter",
            "declined S said ~12 ({CANNOT}|{NOT} want to|{NOT} wish to|{NOT}) adv* (comment|discuss)",
            "declined S offer adv* no adv* comment", "declined S offer nothing _2 to add",
            "declined S turn down _6 (request|reaction)",
            "declined S+any referred _4 (request|comment|reaction|message) _3 to",
            "declined S+org referred N to",
            "declined S+org (do|does) not comment on", "declined S+org doesn't comment on",
            "awaiting S+org {NOT} (confirm or)? comment (on|when|further|$)",
            "awaiting S ignored _4 (request|message)",
            "awaiting S ignored _3 reaction", "awaiting S have yet to adv* (respond|commentv)",
            "declined S+org {NOT} (elaborate|disclosep)",
            "declined -+quoted we donot donot? adv* (comment|discuss)",
            // Answered.
            "responded S+spokes sayst", "responded N+spokes sayst adv* N",
            "responded S sayst _14 in det? _3 statement",
            "responded S told2 det? _3 outlet",
            "responded S issue _3 statement",
            "responded S (defended|sayst) _12 in _2 statement",
            "responded N statement (sign by|from|by) N",
            "responded N said N ,? in det? statement",
            "responded N according to _3 statement _3 (sign by|from|by) N",
            "responded S+askedabout sayst",
            "responded S+loose+org sayst", "responded N+loose+org said N",
        ])
}
