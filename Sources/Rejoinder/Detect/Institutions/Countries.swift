/// Countries with their adjectives in the five languages, as stems.
///
/// A stem matches all of its inflected forms. The names come from the system's locale data; only
/// what that lacks stands here: adjectives and demonyms, and the short names that people use.
enum Countries {
    /// The code, then adjectives and other names; `_` stands for a space.
    static let words: [String] = """
        GB british britain great_britain uk u.k united_kingdom britisch großbritannien britannique grande-bretagne royaume-uni британськ британія велика_британія сполучене_королівство британск британия великобритания соединенное_королевство
        DE german deutsch allemand німецьк немецк фрн фрг
        FR french französisch français française французьк французск
        US american us u.s u.s.a usa united_states united_states_of_america amerikanisch us-amerikanisch américain états-unis etats-unis американськ сша сполучені_штати американск соединенные_штаты vereinigte_staaten
        RU russian russisch russe російськ рф російська_федерація российск российская_федерация russische_föderation russian_federation
        UA ukrainian ukrainisch ukrainien українськ украинск
        PL polish polnisch polonais польськ польск
        IT italian italienisch italien італійськ итальянск
        ES spanish spanisch espagnol іспанськ испанск
        PT portuguese portugiesisch portugais португальськ португальск
        NL dutch niederländisch néerlandais pays-bas нідерландськ голландськ нидерландск голландск
        BE belgian belgisch belge бельгійськ бельгийск
        LU luxembourgish luxemburgisch luxembourgeois люксембурзьк люксембургск
        AT austrian österreichisch autrichien австрійськ австрийск
        CH swiss schweizer schweizerisch suisse швейцарськ швейцарск
        CZ czech tschechisch tchèque czech_republic tschechien чеськ чешск чехія чехия
        SK slovak slowakisch slovaque словацьк словацк
        HU hungarian ungarisch hongrois угорськ венгерск
        RO romanian rumänisch roumain румунськ румынск
        BG bulgarian bulgarisch bulgare болгарськ болгарск
        GR greek griechisch grec grecque грецьк греческ hellenic
        CY cypriot zyprisch zypriotisch chypriote кіпрськ кипрск
        TR turkish türkisch turc turque турецьк турецк turkey türkei turquie туреччина турция
        HR croatian kroatisch croate хорватськ хорватск
        SI slovenian slowenisch slovène словенськ словенск
        RS serbian serbisch serbe сербськ сербск
        BA bosnian bosnisch bosnien боснійськ боснийск bosnia bosnie боснія босния
        ME montenegrin montenegrinisch monténégrin чорногорськ черногорск
        MK macedonian mazedonisch macédonien македонськ македонск
        AL albanian albanisch albanais албанськ албанск
        XK kosovar kosovarisch косовськ косовск kosovo косово
        MD moldovan moldauisch moldawisch moldave молдовськ молдавськ молдавск молдова moldawien молдавия
        BY belarusian belarussisch belarusisch biélorusse bélarusse білоруськ белорусск белоруссия білорусь weißrussland
        EE estonian estnisch estonien естонськ эстонск
        LV latvian lettisch letton латвійськ латвийск
        LT lithuanian litauisch lituanien литовськ литовск
        FI finnish finnisch finlandais фінськ финск
        SE swedish schwedisch suédois шведськ шведск
        NO norwegian norwegisch norvégien норвезьк норвежск
        DK danish dänisch danois данськ датськ датск
        IS icelandic isländisch islandais ісландськ исландск
        IE irish irisch irlandais ірландськ ирландск
        MT maltese maltesisch maltais мальтійськ мальтийск
        GE georgian georgisch géorgien грузинськ грузинск
        AM armenian armenisch arménien вірменськ армянск
        AZ azerbaijani aserbaidschanisch azerbaïdjanais азербайджанськ азербайджанск
        KZ kazakh kasachisch kazakh казахськ казахстанськ казахск казахстанск
        UZ uzbek usbekisch ouzbek узбецьк узбекск
        KG kyrgyz kirgisisch kirghize киргизьк киргизск кыргызск
        TJ tajik tadschikisch tadjik таджицьк таджикск
        TM turkmen turkmenisch turkmène туркменськ туркменск
        MN mongolian mongolisch mongol монгольськ монгольск
        CN chinese chinesisch chinois китайськ кнр китайск
        TW taiwanese taiwanisch taiwanais тайванськ тайваньск
        JP japanese japanisch japonais японськ японск
        KR south_korean südkoreanisch sud-coréen південнокорейськ южнокорейск south_korea südkorea corée_du_sud південна_корея южная_корея
        KP north_korean nordkoreanisch nord-coréen північнокорейськ северокорейск north_korea nordkorea corée_du_nord північна_корея кндр северная_корея
        IN indian indisch indien індійськ индийск
        PK pakistani pakistanisch pakistanais пакистанськ пакистанск
        BD bangladeshi bangladeschisch bangladais бангладешськ бангладешск
        LK sri_lankan sri-lankisch sri-lankais ланкійськ ланкийск
        NP nepalese nepalesisch népalais непальськ непальск
        AF afghan afghanisch afghan афганськ афганск
        IR iranian iranisch iranien іранськ иранск
        IQ iraqi irakisch irakien іракськ иракск
        SY syrian syrisch syrien сирійськ сирийск
        LB lebanese libanesisch libanais ліванськ ливанск
        IL israeli israelisch israélien ізраїльськ израильск
        PS palestinian palästinensisch palestinien палестинськ палестинск
        JO jordanian jordanisch jordanien йорданськ иорданск
        SA saudi saudisch saudi-arabisch saoudien саудівськ саудовск
        AE emirati emiratisch émirien еміратськ эмиратск оае оаэ uae
        QA qatari katarisch qatari qatarien катарськ катарск
        KW kuwaiti kuwaitisch koweïtien кувейтськ кувейтск
        BH bahraini bahrainisch bahreïni бахрейнськ бахрейнск
        OM omani omanisch omanais оманськ оманск
        YE yemeni jemenitisch yéménite єменськ йеменск
        EG egyptian ägyptisch égyptien єгипетськ египетск
        LY libyan libysch libyen лівійськ ливийск
        TN tunisian tunesisch tunisien туніськ тунисск
        DZ algerian algerisch algérien алжирськ алжирск
        MA moroccan marokkanisch marocain марокканськ марокканск
        SD sudanese sudanesisch soudanais суданськ суданск
        SS south_sudanese südsudanesisch sud-soudanais південносуданськ южносуданск
        ET ethiopian äthiopisch éthiopien ефіопськ эфиопск
        ER eritrean eritreisch érythréen еритрейськ эритрейск
        SO somali somalisch somalien сомалійськ сомалийск
        KE kenyan kenianisch kényan кенійськ кенийск
        UG ugandan ugandisch ougandais угандійськ угандийск
        TZ tanzanian tansanisch tanzanien танзанійськ танзанийск
        RW rwandan ruandisch rwandais руандійськ руандийск
        BI burundian burundisch burundais бурундійськ бурундийск
        CD congolese kongolesisch congolais конголезьк конголезск
        NG nigerian nigerianisch nigérian нігерійськ нигерийск
        NE nigerien nigrisch nigérien нігерськ нигерск
        GH ghanaian ghanaisch ghanéen ганськ ганск
        CI ivorian ivorisch ivoirien івуарійськ ивуарийск
        SN senegalese senegalesisch sénégalais сенегальськ сенегальск
        ML malian malisch malien малійськ малийск
        BF burkinabe burkinisch burkinabè буркінійськ буркинийск
        TD chadian tschadisch tchadien чадськ чадск
        CM cameroonian kamerunisch camerounais камерунськ камерунск
        CF central_african zentralafrikanisch centrafricain центральноафриканськ центральноафриканск
        GA gabonese gabunisch gabonais габонськ габонск
        AO angolan angolanisch angolais ангольськ ангольск
        MZ mozambican mosambikanisch mozambicain мозамбіцьк мозамбикск
        ZM zambian sambisch zambien замбійськ замбийск
        ZW zimbabwean simbabwisch zimbabwéen зімбабвійськ зимбабвийск
        ZA south_african südafrikanisch sud-africain південноафриканськ южноафриканск пар юар
        NA namibian namibisch namibien намібійськ намибийск
        BW botswanan botsuanisch botswanais ботсванськ ботсванск
        MG malagasy madagassisch malgache малагасійськ малагасийск
        CA canadian kanadisch canadien канадськ канадск
        MX mexican mexikanisch mexicain мексиканськ мексиканск
        BR brazilian brasilianisch brésilien бразильськ бразильск
        AR argentine argentinian argentinisch argentin аргентинськ аргентинск
        CL chilean chilenisch chilien чилійськ чилийск
        CO colombian kolumbianisch colombien колумбійськ колумбийск
        VE venezuelan venezolanisch vénézuélien венесуельськ венесуэльск
        PE peruvian peruanisch péruvien перуанськ перуанск
        BO bolivian bolivianisch bolivien болівійськ боливийск
        EC ecuadorian ecuadorianisch équatorien еквадорськ эквадорск
        PY paraguayan paraguayisch paraguayen парагвайськ парагвайск
        UY uruguayan uruguayisch uruguayen уругвайськ уругвайск
        CU cuban kubanisch cubain кубинськ кубинск
        HT haitian haitianisch haïtien гаїтянськ гаитянск
        DO dominican dominikanisch dominicain домініканськ доминиканск
        JM jamaican jamaikanisch jamaïcain ямайськ ямайск
        GT guatemalan guatemaltekisch guatémaltèque гватемальськ гватемальск
        HN honduran honduranisch hondurien гондураськ гондурасск
        SV salvadoran salvadorianisch salvadorien сальвадорськ сальвадорск
        NI nicaraguan nicaraguanisch nicaraguayen нікарагуанськ никарагуанск
        CR costa_rican costa-ricanisch costaricien костариканськ костариканск
        PA panamanian panamaisch panaméen панамськ панамск
        AU australian australisch australien австралійськ австралийск
        NZ new_zealand neuseeländisch néo-zélandais новозеландськ новозеландск
        ID indonesian indonesisch indonésien індонезійськ индонезийск
        MY malaysian malaysisch malaisien малайзійськ малайзийск
        SG singaporean singapurisch singapourien сінгапурськ сингапурск
        PH philippine filipino philippinisch philippin філіппінськ филиппинск
        TH thai thailändisch thaïlandais таїландськ тайськ таиландск
        VN vietnamese vietnamesisch vietnamien в'єтнамськ вьетнамск
        KH cambodian kambodschanisch cambodgien камбоджійськ камбоджийск
        LA laotian laotisch laotien лаоськ лаосск
        MM burmese birmanisch birman м'янмськ мьянманск
        """.split(separator: "\n").map(String.init)

    static let languages = ["en", "de", "fr", "uk", "ru"]
}
