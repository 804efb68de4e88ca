extension ResponseStory {
    static let french = [
        ResponseStory(
            language: "fr", title: "Un pont fermé après la découverte de fissures à Valmer",
            text: """
                Le pont de Valmer présentait des fissures depuis deux ans, selon un rapport \
                consulté par Le Courrier du Rhône.
                Contactés, la société Ponts et Câbles et le ministère belge des Affaires \
                étrangères n'ont pas répondu à nos sollicitations.
                """,
            pairs: [
                Pair(
                    "la société, dans un autre journal", asked: "Ponts",
                    title: "Fissures du pont de Valmer : le constructeur se défend",
                    """
                    Le constructeur du pont de Valmer réagit au rapport.
                    « Les fissures étaient connues et sans danger », a déclaré la société Ponts et \
                    Câbles dans un communiqué.
                    """, .answered),
                Pair(
                    "sa porte-parole, ailleurs", asked: "Ponts",
                    title: "Pont de Valmer : le rapport contesté",
                    """
                    Le rapport sur les fissures du pont est contesté.
                    Une porte-parole de la société Ponts et Câbles a affirmé que le pont de Valmer \
                    était solide.
                    """, .answered),
                Pair(
                    "un refus, ailleurs", asked: "Ponts",
                    title: "Pont de Valmer : un second rapport",
                    """
                    Un second rapport parle de fissures sous le pont de Valmer.
                    La société Ponts et Câbles a refusé de commenter.
                    """, .declined),
                Pair(
                    "le ministère, chez lui", asked: "belge", .ownFeed,
                    title: "Déclaration sur le pont de Valmer",
                    """
                    La Belgique suit l'affaire des fissures du pont de Valmer et a lu le rapport.
                    """, .answered),
                Pair(
                    "un ajout avec la réponse", asked: "Ponts", .edit, title: "",
                    "Une porte-parole de la société Ponts et Câbles a déclaré que tout était sûr.",
                    .answered),
                Pair(
                    "un ajout avec un refus", asked: "belge", .edit, title: "",
                    "Le ministère belge des Affaires étrangères a refusé de commenter.", .declined),
                Pair(
                    "la même société, autre sujet", asked: "Ponts",
                    title: "Un téléphérique pour les vacances",
                    """
                    Les cabines monteront dès l'hiver.
                    « Ce sera rapide », a déclaré la société Ponts et Câbles dans un communiqué.
                    """, .silence),
                Pair(
                    "autre sujet, et l'affaire en passant", asked: "Ponts",
                    title: "Ponts et Câbles recrute cent soudeurs",
                    """
                    La société cherche cent soudeurs.
                    « Nous formons les jeunes », a déclaré la société Ponts et Câbles dans un \
                    communiqué.
                    Les contrats commencent au printemps.
                    Un logement est prévu.
                    Le siège compte deux mille salariés.
                    On a parlé d'elle à propos du rapport sur les fissures du pont de Valmer.
                    """, .silence),
                Pair(
                    "une autre société, même sujet", asked: "Ponts",
                    title: "Fissures du pont de Valmer : un concurrent parle",
                    """
                    Le rapport sur les fissures du pont de Valmer fait parler.
                    « Nos ponts tiennent », a déclaré la société Arcs Réunis dans un communiqué.
                    """, .silence),
                Pair(
                    "un autre ministère, même sujet", asked: "belge",
                    title: "Pont de Valmer : Berne s'inquiète",
                    """
                    Le rapport sur les fissures du pont de Valmer inquiète.
                    Une porte-parole du ministère suisse des Affaires étrangères a indiqué lire le \
                    rapport.
                    """, .silence),
                Pair(
                    "des adversaires de la société", asked: "Ponts",
                    title: "Pont de Valmer : des riverains portent plainte",
                    """
                    Les riverains du pont de Valmer ont lu le rapport sur les fissures.
                    L'avocat des opposants à la société Ponts et Câbles a déclaré que le pont \
                    était dangereux.
                    """, .silence),
                Pair(
                    "de l'histoire, mêmes noms", asked: "Ponts",
                    title: "Le pont de Valmer, un siècle d'histoire",
                    """
                    Le pont de Valmer a connu des fissures dès l'origine, dit un rapport ancien.
                    En 1987, la société Ponts et Câbles a déclaré dans un communiqué que le pont \
                    serait repeint.
                    """, .silence),
                Pair(
                    "plus ancien que la question", asked: "Ponts",
                    title: "Le pont de Valmer sera inspecté",
                    """
                    Un rapport dira si le pont de Valmer a des fissures.
                    Une porte-parole de la société Ponts et Câbles a déclaré attendre le rapport.
                    """, .silence, dated: .before),
            ])
    ]
}
