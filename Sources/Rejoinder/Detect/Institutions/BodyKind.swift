/// A kind of body that every country has, with the words that name it in each language.
///
/// A star in a name stands for up to two words: "ministère * des affaires étrangères".
struct BodyKind: Sendable {
    let id: String
    /// The name to show, with `%` for the country's name.
    let title: String
    let names: [String]

    static let all: [BodyKind] = [
        BodyKind(
            id: "mfa", title: "Foreign Ministry of %",
            names: [
                "Foreign Ministry", "Foreign Ministries", "Ministry of Foreign Affairs",
                "Ministries of Foreign Affairs", "Foreign Affairs Ministry",
                "Department of Foreign Affairs",
                "Foreign Office", "Außenministerium", "Außenministerien", "Außenamt",
                "Ministerium für auswärtige Angelegenheiten", "ministère Affaires étrangères",
                "ministères Affaires étrangères", "Quai d'Orsay", "МЗС",
                "Міністерство закордонних справ",
                "міністерств закордонних справ", "зовнішньополітичне відомство", "МИД",
                "Министерство иностранных дел", "министерств иностранных дел",
                "внешнеполитическое ведомство",
            ]),
        BodyKind(
            id: "mod", title: "Defence Ministry of %",
            names: [
                "Defence Ministry", "Defense Ministry", "Ministry of Defence",
                "Ministry of Defense",
                "Department of Defense", "Defense Department", "Verteidigungsministerium",
                "Ministerium der Verteidigung", "Bundesministerium der Verteidigung",
                "ministère Défense", "ministère des Armées", "Міноборони", "Міністерство оборони",
                "Минобороны", "Министерство обороны", "оборонне відомство", "оборонное ведомство",
                "военное ведомство",
            ]),
        BodyKind(
            id: "interior", title: "Interior Ministry of %",
            names: [
                "Interior Ministry", "Ministry of the Interior", "Ministry of Internal Affairs",
                "Innenministerium", "Bundesministerium des Innern", "ministère Intérieur", "МВС",
                "Міністерство внутрішніх справ", "МВД", "Министерство внутренних дел",
            ]),
        BodyKind(
            id: "health", title: "Health Ministry of %",
            names: [
                "Health Ministry", "Ministry of Health", "Department of Health",
                "Gesundheitsministerium",
                "Bundesministerium für Gesundheit", "ministère Santé", "МОЗ",
                "Міністерство охорони здоров'я", "Минздрав", "Министерство здравоохранения",
            ]),
        BodyKind(
            id: "finance", title: "Finance Ministry of %",
            names: [
                "Finance Ministry", "Ministry of Finance", "Treasury", "Finanzministerium",
                "Bundesministerium der Finanzen", "ministère Finances", "ministère de l'Économie",
                "Мінфін", "Міністерство фінансів", "Минфин", "Министерство финансов",
            ]),
        BodyKind(
            id: "justice", title: "Justice Ministry of %",
            names: [
                "Justice Ministry", "Ministry of Justice", "Department of Justice",
                "Justice Department",
                "Justizministerium", "Bundesministerium der Justiz", "ministère Justice", "Мін'юст",
                "Міністерство юстиції", "Минюст", "Министерство юстиции",
            ]),
        BodyKind(
            id: "economy", title: "Economy Ministry of %",
            names: [
                "Economy Ministry", "Ministry of Economy", "Wirtschaftsministerium",
                "ministère Économie",
                "Мінекономіки", "Міністерство економіки", "Минэкономики", "Минэкономразвития",
                "Министерство экономики",
            ]),
        BodyKind(
            id: "president", title: "President's Office of %",
            names: [
                "President's Office", "Office of the President", "presidential office",
                "Presidential Administration", "Presidency", "Präsidialamt", "Bundespräsidialamt",
                "présidence", "Офіс президента", "Адміністрація президента", "Офис президента",
                "Администрация президента",
            ]),
        BodyKind(
            id: "government", title: "Government of %",
            names: [
                "government", "Prime Minister's Office", "Office of the Prime Minister",
                "Cabinet of Ministers",
                "Regierung", "Bundesregierung", "Kanzleramt", "Bundeskanzleramt", "gouvernement",
                "Matignon",
                "уряд", "Кабінет міністрів", "Кабмін", "правительство", "Кабинет министров",
            ]),
        BodyKind(
            id: "parliament", title: "Parliament of %",
            names: [
                "parliament", "Parlament", "parlement", "Assemblée nationale", "парламент",
                "Верховна Рада",
                "Верховная Рада", "Государственная дума", "Госдума",
            ]),
        BodyKind(
            id: "embassy", title: "Embassy of %",
            names: ["embassy", "Botschaft", "ambassade", "посольство"]),
        BodyKind(
            id: "prosecutor", title: "Prosecutor General's Office of %",
            names: [
                "Prosecutor General's Office", "Attorney General's Office", "Generalbundesanwalt",
                "Bundesanwaltschaft", "parquet national", "Генпрокуратура",
                "Генеральна прокуратура",
                "Офіс генерального прокурора", "Генеральная прокуратура",
            ]),
    ]
}
