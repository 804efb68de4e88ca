/// The words that the rules know in each language, in lower case.
///
/// They are the closed classes of grammar (negators, numerals, months) and the common words of the
/// trade. What a change is about is decided by where these words stand, never by a phrase.
enum ProseWords {
    static let negators = set(
        """
        not no never none nobody nothing neither nor without cannot \
        nicht kein keine keinen keinem keiner keines nie niemals nichts ohne weder \
        ne pas n'est n'a n'ont n'était jamais aucun aucune rien personne sans \
        не ни нет никогда ничего никто нельзя без \
        ні немає ніколи нічого ніхто \
        nunca ningún ninguna nada nadie sin tampoco \
        لا لم لن ليس غير
        """)

    static let months = set(
        """
        january february march april may june july august september october november december \
        jan feb mar apr jun jul aug sep sept oct nov dec \
        januar februar märz mai juni juli oktober dezember \
        janvier février mars avril juin juillet août septembre octobre novembre décembre \
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
        январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь \
        январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре \
        січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня \
        січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні \
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
        يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
        """)

    static let weekdays = set(
        """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
        sat sun \
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
        lundi mardi mercredi jeudi vendredi samedi dimanche \
        понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье \
        понеділок вівторок середа середу четвер п'ятниця п'ятницю субота суботу неділя неділю \
        lunes martes miércoles jueves viernes sábado domingo
        """)

    static let shortDateWords = set(
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    )

    static let germanArticles = set(
        "der die das dem den des ein eine einen einem einer eines kein keine im am zum zur vom beim"
    )

    static let seasons = set(
        """
        spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver \
        весной весна летом лето осенью осень зимой зима весну осени зиму лета зимы весны \
        навесні весна влітку літо восени осінь взимку зима весни літа осені зими \
        primavera verano otoño invierno
        """)

    static let relativeDays = set(
        """
        today yesterday tomorrow tonight heute gestern morgen aujourd'hui hier demain \
        сегодня вчера завтра сьогодні вчора завтра hoy ayer mañana now jetzt maintenant сейчас зараз \
        ahora just gerade instant только щойно
        """)

    /// The beginnings of words for units and marks of time.
    static let timeStems = [
        "second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "year", "ago",
        "gmt", "utc", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "am", "pm", "a.m", "p.m",
        "sekunde", "stunde", "std", "tag", "woche", "monat", "jahr", "uhr", "vor",
        "seconde", "heure", "jour", "semaine", "mois", "an", "ans", "il", "y", "a",
        "секунд", "минут", "мин", "час", "дн", "ден", "день", "недел", "месяц", "год", "лет",
        "назад",
        "хвилин", "хв", "годин", "тижд", "тижн", "місяц", "рік", "рок", "тому", "мск",
        "hora", "día", "dia", "semana", "mes", "año", "hace", "минуты", "دقيقة", "ساعة", "منذ",
        "قبل",
    ]

    static let numerals: [String: Double] = {
        var values: [String: Double] = [:]
        let rows: [(Double, String)] = [
            (0, "zero null zéro ноль нуль cero"),
            (1, "one eins один одна одно uno"),
            (2, "two zwei deux два две дві двух двум двумя двох двом dos twice both"),
            (3, "three drei trois три трёх трех трем трьох трьом tres"),
            (4, "four vier quatre четыре четырёх четырех чотири чотирьох cuatro"),
            (5, "five fünf cinq пять пяти п'ять п'яти cinco"),
            (6, "six sechs шесть шести шість шести seis"),
            (7, "seven sieben sept семь семи сім семи siete"),
            (8, "eight acht huit восемь восьми вісім восьми ocho"),
            (9, "nine neun neuf девять девяти дев'ять дев'яти nueve"),
            (10, "ten zehn dix десять десяти десяти diez"),
            (11, "eleven elf onze одиннадцать одинадцять once"),
            (12, "twelve zwölf douze двенадцать дванадцять doce"),
            (13, "thirteen dreizehn treize тринадцать тринадцять trece"),
            (14, "fourteen vierzehn quatorze четырнадцать catorce"),
            (15, "fifteen fünfzehn quinze пятнадцать quince"), (16, "sixteen sechzehn seize"),
            (17, "seventeen siebzehn"), (18, "eighteen achtzehn"), (19, "nineteen neunzehn"),
            (20, "twenty zwanzig vingt двадцать двадцять veinte"),
            (30, "thirty dreißig trente тридцать тридцять treinta"),
            (40, "forty vierzig quarante сорок cuarenta"),
            (50, "fifty fünfzig cinquante пятьдесят п'ятдесят cincuenta"),
            (60, "sixty sechzig soixante шестьдесят"), (70, "seventy siebzig семьдесят"),
            (80, "eighty achtzig восемьдесят"), (90, "ninety neunzig девяносто"),
            (0.5, "half halb halbe hälfte moitié demi половина половину пол mitad"),
            (100, "hundred hundreds hundert hunderte cent cents сто сотни сотен cien ciento"),
            (
                1000,
                "thousand thousands tausend tausende mille тысяча тысяч тысячи тисяч тисячі mil"
            ),
            (
                1_000_000,
                "million millions millionen millionär миллион миллиона миллионов мільйон мільйонів "
                    + "millón millones mn млн mio مليون"
            ),
            (
                1_000_000_000,
                "billion billions milliarde milliarden milliard milliards миллиард миллиарда "
                    + "миллиардов мільярд мільярдів млрд mrd bn مليار"
            ),
            (1_000_000_000_000, "trillion trillions billionen триллион триллионов трильйон billón"),
        ]
        for (value, words) in rows {
            for word in words.split(separator: " ") where values[String(word)] == nil {
                values[String(word)] = value
            }
        }
        return values
    }()

    /// Ordinals, multiples and fractions: figures in words that have no value to compare.
    static let quantities = set(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth dozen dozens double triple \
        quarter quarters thirds erste zweite dritte vierte dutzend doppelt drittel viertel premier première deuxième \
        troisième douzaine double triple quart tiers первый второй третий дюжина вдвое втрое четверть треть трети \
        перший другий третій удвічі утричі чверть primero segundo tercero docena doble
        """)

    /// Units of measure: a different unit makes a different number.
    static let units = set(
        """
        second seconds minute minutes hour hours day days week weeks month months year years decade \
        decades century centuries metre metres meter meters kilometre kilometres kilometer kilometers \
        km mile miles feet foot inch inches gram grams kilogram kilograms kg tonne tonnes ton tons \
        pound pounds litre litres liter liters dollar dollars euro euros cents percent degrees \
        sekunden minuten stunden tage tagen wochen monate monaten jahre jahren kilometer meter tonnen \
        prozent heures jours semaines mois ans années kilomètres mètres tonnes часов часа дней дня \
        недель месяцев лет года километров метров тонн годин днів тижнів місяців років horas días \
        semanas meses años kilómetros metros toneladas
        """)

    static func set(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map(String.init))
    }

    static func hasStem(_ word: String, of stems: [String]) -> Bool {
        stems.contains { word.utf8.starts(with: $0.utf8) }
    }
}
