/// Bodies with names of their own: alliances, and the seats of power that stand for governments.
enum KnownBodies {
    /// The key, the name to show, and every name.
    static let all: [(String, String, [String])] = [
        (
            "nato", "NATO",
            [
                "NATO", "NATO headquarters", "North Atlantic Alliance", "Alliance headquarters",
                "Otan",
                "Nordatlantikpakt", "НАТО", "штаб-квартира НАТО", "Альянс",
                "Північноатлантичний альянс",
                "Североатлантический альянс",
            ]
        ),
        (
            "eu", "European Union",
            [
                "European Union", "Europäische Union", "Union européenne", "Європейський Союз",
                "Євросоюз", "Европейский союз", "Евросоюз",
            ]
        ),
        (
            "ec", "European Commission",
            [
                "European Commission", "EU Commission", "EU-Kommission", "Europäische Kommission",
                "Commission européenne", "Європейська комісія", "Єврокомісія",
                "Европейская комиссия",
                "Еврокомиссия",
            ]
        ),
        (
            "ep", "European Parliament",
            [
                "European Parliament", "Europäisches Parlament", "Europaparlament",
                "Parlement européen", "Європейський парламент", "Європарламент",
                "Европейский парламент", "Европарламент",
            ]
        ),
        (
            "eu-council", "European Council",
            [
                "European Council", "Europäischer Rat", "Conseil européen", "Європейська рада",
                "Европейский совет",
            ]
        ),
        (
            "eeas", "European External Action Service",
            [
                "European External Action Service", "EEAS", "Europäischer Auswärtiger Dienst",
                "Service européen pour l'action extérieure",
            ]
        ),
        (
            "ecb", "European Central Bank",
            [
                "European Central Bank", "ECB", "Europäische Zentralbank", "EZB",
                "Banque centrale européenne", "BCE", "Європейський центральний банк", "ЄЦБ",
                "Европейский центральный банк", "ЕЦБ",
            ]
        ),
        (
            "un", "United Nations",
            [
                "United Nations", "UN", "Vereinte Nationen", "Nations unies", "ONU", "ООН",
                "Організація Об'єднаних Націй", "Организация Объединенных Наций",
            ]
        ),
        (
            "osce", "OSCE",
            [
                "OSCE", "OSZE", "ОБСЄ", "ОБСЕ",
                "Organization for Security and Co-operation in Europe",
            ]
        ),
        (
            "iaea", "IAEA",
            [
                "IAEA", "International Atomic Energy Agency", "IAEO", "AIEA",
                "Agence internationale de l'énergie atomique", "МАГАТЕ", "МАГАТЭ",
            ]
        ),
        (
            "who", "World Health Organization",
            [
                "World Health Organization", "World Health Organisation",
                "Weltgesundheitsorganisation", "WHO", "Organisation mondiale de la santé", "OMS",
                "ВООЗ", "ВОЗ", "Всесвітня організація охорони здоров'я",
                "Всемирная организация здравоохранения",
            ]
        ),
        (
            "imf", "International Monetary Fund",
            [
                "International Monetary Fund", "IMF", "Internationaler Währungsfonds", "IWF",
                "Fonds monétaire international", "FMI", "МВФ",
            ]
        ),
        (
            "icc", "International Criminal Court",
            [
                "International Criminal Court", "Internationaler Strafgerichtshof",
                "Cour pénale internationale", "Міжнародний кримінальний суд",
                "Международный уголовный суд",
            ]
        ),
        (
            "icrc", "Red Cross",
            [
                "International Committee of the Red Cross", "ICRC", "Red Cross", "Rotes Kreuz",
                "Croix-Rouge", "Червоний Хрест", "Красный Крест",
            ]
        ),
        (
            "ecj", "Court of Justice of the European Union",
            [
                "European Court of Justice", "Court of Justice of the European Union", "EuGH",
                "Europäischer Gerichtshof", "CJUE",
            ]
        ),
        (
            "echr", "European Court of Human Rights",
            [
                "European Court of Human Rights", "Europäischer Gerichtshof für Menschenrechte",
                "CEDH", "ЄСПЛ", "ЕСПЧ",
            ]
        ),
        (
            "uk-mfa", "Foreign Office",
            [
                "Foreign Commonwealth Development Office",
                "Foreign Commonwealth & Development Office", "Foreign Commonwealth Office", "FCDO",
                "British Foreign Office", "Foreign Office", "britisches Außenministerium",
                "Форин-офіс", "Форін-офіс", "Форин-офис",
            ]
        ),
        (
            "uk-government", "Downing Street",
            ["Downing Street", "Number 10", "No 10", "Даунінг-стріт", "Даунинг-стрит"]
        ),
        ("uk-mod", "Ministry of Defence (United Kingdom)", ["British Ministry of Defence"]),
        ("uk-interior", "Home Office", ["Home Office"]),
        (
            "uk-president", "Buckingham Palace",
            ["Buckingham Palace", "Букінгемський палац", "Букингемский дворец"]
        ),
        (
            "de-mfa", "Federal Foreign Office",
            [
                "Federal Foreign Office", "German Foreign Office", "Auswärtiges Amt",
                "Auswärtigen Amtes", "Auswärtigen Amts",
            ]
        ),
        (
            "de-mod", "Federal Ministry of Defence",
            [
                "Federal Ministry of Defence", "Bundesverteidigungsministerium",
                "Bundesministerium der Verteidigung", "BMVg",
            ]
        ),
        (
            "de-interior", "Federal Ministry of the Interior",
            [
                "Federal Ministry of the Interior", "Bundesinnenministerium", "BMI",
                "Bundesministerium des Innern",
            ]
        ),
        (
            "de-health", "Federal Ministry of Health",
            [
                "Federal Ministry of Health", "Bundesgesundheitsministerium", "BMG",
                "Bundesministerium für Gesundheit",
            ]
        ),
        (
            "de-finance", "Federal Ministry of Finance",
            [
                "Federal Ministry of Finance", "Bundesfinanzministerium", "BMF",
                "Bundesministerium der Finanzen",
            ]
        ),
        (
            "de-justice", "Federal Ministry of Justice",
            ["Bundesjustizministerium", "Bundesministerium der Justiz"]
        ),
        (
            "de-economy", "Federal Ministry for Economic Affairs",
            ["Bundeswirtschaftsministerium", "BMWK", "BMWE"]
        ),
        (
            "de-government", "Federal Government of Germany",
            [
                "Bundesregierung", "German Federal Government", "Kanzleramt", "Bundeskanzleramt",
                "Federal Chancellery",
            ]
        ),
        ("de-president", "Office of the Federal President", ["Bundespräsidialamt"]),
        ("de-parliament", "Bundestag", ["Bundestag", "Бундестаг"]),
        (
            "fr-president", "Élysée Palace",
            [
                "Élysée Palace", "Élysée", "palais de l'Élysée", "Élysée-Palast", "Elysée",
                "Єлисейський палац", "Елисейский дворец",
            ]
        ),
        ("fr-mfa", "Ministry for Europe and Foreign Affairs", ["Quai d'Orsay", "Ke д'Орсе"]),
        ("fr-government", "Matignon", ["Matignon", "hôtel de Matignon"]),
        ("fr-interior", "French Interior Ministry", ["place Beauvau", "Beauvau"]),
        ("fr-finance", "Bercy", ["Bercy"]),
        (
            "us-mfa", "State Department",
            [
                "State Department", "Department of State", "US State Department", "Foggy Bottom",
                "US-Außenministerium", "département d'État", "Держдепартамент",
                "Державний департамент", "Держдеп", "Госдепартамент", "Госдеп",
                "Государственный департамент",
            ]
        ),
        (
            "us-mod", "Pentagon",
            [
                "Pentagon", "Department of Defense", "Defense Department",
                "US-Verteidigungsministerium", "Пентагон",
            ]
        ),
        (
            "us-president", "White House",
            [
                "White House", "Weißes Haus", "Maison-Blanche", "Maison Blanche", "Білий дім",
                "Білого дому", "Белый дом", "Белого дома",
            ]
        ),
        (
            "us-justice", "US Department of Justice",
            ["Department of Justice", "Justice Department"]
        ),
        (
            "us-interior", "Department of Homeland Security",
            ["Department of Homeland Security", "DHS"]
        ),
        ("us-finance", "US Treasury", ["Treasury Department", "Department of the Treasury"]),
        ("us-parliament", "US Congress", ["US Congress"]),
        ("ru-president", "Kremlin", ["Kremlin", "Kreml", "Кремль", "Кремля", "Кремлі", "Кремле"]),
        (
            "ru-parliament", "State Duma",
            ["State Duma", "Staatsduma", "Госдума", "Государственная дума", "Держдума"]
        ),
        ("ru-mod", "Russian Defence Ministry", ["Минобороны России", "Минобороны РФ"]),
        ("ru-mfa", "Russian Foreign Ministry", ["МИД РФ", "МЗС РФ"]),
        (
            "ua-president", "Office of the President of Ukraine",
            ["Bankova", "Bankowa", "Банкова", "ОП", "ОПУ"]
        ),
        (
            "ua-parliament", "Verkhovna Rada",
            ["Verkhovna Rada", "Werchowna Rada", "Верховна Рада", "Верховная Рада"]
        ),
        ("ua-mod", "Ministry of Defence of Ukraine", ["Міноборони України", "Міноборони"]),
        ("ua-mfa", "Ministry of Foreign Affairs of Ukraine", ["МЗС України"]),
        ("cn-president", "Zhongnanhai", ["Zhongnanhai"]),
        (
            "va-president", "Holy See",
            ["Holy See", "Vatican", "Vatikan", "Heiliger Stuhl", "Saint-Siège", "Ватикан"]
        ),
    ]
}
