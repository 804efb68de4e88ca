extension Lexicon {
    static let french = Lexicon(
        Data(
            language: "fr", words: FrenchWords.closed + FrenchWords.cues,
            sourcePhrases: [
                "selon", "d' après", "aux yeux de", "de l' avis de", "pour reprendre les mots de",
                "de source", "d' après les mots de",
            ],
            abbreviations: "m mm mme mmes mlle dr st ste av etc p no art env",
            suffixes: [(.adverb, "ment")],
            elisions:
                "l' d' qu' c' n' s' j' m' t' lorsqu' puisqu' jusqu' quelqu' l’ d’ qu’ c’ n’ s’ j’ m’ t’",
            enclitics: [
                "-t-il", "-t-elle", "-t-on", "-t-ils", "-t-elles", "-ils", "-elles", "-il", "-elle",
                "-on",
                "-je", "-nous",
            ], inverts: true))
}

private enum FrenchWords {
    static let closed: [(WordClass, String)] = [
        (
            .determiner,
            """
            le la les l' un une ce cet cette ces son sa ses leur leurs notre nos votre mon ma mes plusieurs quelques
            certains certaines tous toutes aucun aucune chaque deux
            """
        ),
        (.determiner, "des du"),
        (.link, "de du des d' pour"),
        (.subject, "il elle ils elles on je nous vous j'"),
        (.reflexive, "se s'"),
        (.pronoun, "lui leur se s' me te m' t' eux y en n' ne"),
        (
            .preposition,
            """
            à au aux en dans sur sous avec sans chez vers par entre depuis pendant lors devant contre malgré après
            avant dès jusqu' face concernant
            """
        ),
        (.coordinator, "et ou mais ni or"),
        (
            .subordinator,
            "si lorsque lorsqu' quand comme parce puisque puisqu' alors tandis afin bien"
        ),
        ([.complementizer, .relative], "que qu'"),
        (.complementizer, "si pourquoi comment"),
        (.relative, "qui dont où lequel laquelle"),
        (
            .auxiliary,
            """
            a ont avait avaient aura aurait auront ait ayant eu va vont veut veulent peut peuvent doit doivent pourrait
            devrait voudrait
            """
        ),
        ([.auxiliary, .passive], "est sont était étaient sera serait seront soit été fut furent"),
        (.negation, "pas jamais plus ne n'"),
        (
            .adverb,
            """
            aussi ensuite encore déjà toujours également cependant toutefois néanmoins pourtant ainsi enfin puis alors
            ici là notamment plutôt même hier auparavant tard tôt
            """
        ),
        (
            .time,
            """
            lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain janvier février mars avril mai juin
            juillet août septembre octobre novembre décembre matin soir après-midi midi nuit semaine mois année
            """
        ),
        (.title, "m mm mme mmes mlle dr"),
        (.recipient, "journalistes presse reporters"),
        (.tellee, "à au aux"),
        (.occasion, "communiqué entretien interview lettre message conférence discours tweet"),
        (.asWord, "comme ainsi"),
        (.agent, "par"),
        (.infinitiveMarker, "de d'"),
        (
            .verb,
            """
            fait font fit prend prit vient vint reste resta met mit reçoit reçu trouve sort entre
            """
        ),
        (.masculine, "il m monsieur président directeur roi"),
        (.feminine, "elle mme mmes madame présidente directrice reine"),
        (
            .person,
            """
            porte-parole ministre président:,e directeur directrice maire juge avocat:,e professeur:,e ambassadeur
            ambassadrice député:,e sénateur sénatrice procureur:,e premier m mme dr
            """
        ),
        (
            .body,
            """
            ministère gouvernement police conseil agence entreprise parti tribunal banque syndicat parlement
            commission comité ambassade armée université institut groupe association préfecture parquet
            """
        ),
        (
            .denial,
            "dément démentent démenti rejett:e,ent rejeté ni:e,ent nié conteste contestent contesté refus:e,ent,é"
        ),
    ]

    static let cues: [(WordClass, String)] = [
        (
            [.clause, .quotative],
            """
            dit disent disait disaient affirm:e,ent,ait,aient,a racont:e,ent,ait,a témoign:e,ent,ait souvient souviennent souvenait déclar:e,ent,ait,a,èrent expliqu:e,ent,ait,a,èrent
            ajout:e,ent,ait,a,èrent assur:e,ent,ait,a,èrent estim:e,ent,ait,aient,a,èrent précis:e,ent,ait,a soulign:e,ent,ait,a
            indiqu:e,ent,ait,a annonc:e,ent,èrent annonçait annonça rappell:e,ent rappelait rappela insist:e,ent,ait,a
            répond répondent répondait répondit répliqu:e,ait,a reconnaît reconnaissent reconnaissait reconnut
            confi:e,ent,ait,a juge jugent jugeait jugea not:e,ent,ait,a écrit écrivent écrivait écrivit martèle martela
            lance lança lançait prévient préviennent prévint avertit avertissent dénonc:e,ent dénonçait regrett:e,ent,ait
            pens:e,ent,ait croit croient croyait considèr:e,ent soutient soutiennent soutenait confirm:e,ent,ait,a
            révèl:e,ent promet promettent promettait souhait:e,ent,ait craint craignent espèr:e,ent constat:e,ent,ait,a
            conclut concluent admet admettent prétend prétendent rapport:e,ent,ait résume tweet:e demand:e,ent,ait,a
            poursuit poursuivait poursuivit observ:e,ent,ait remarqu:e,ait,a souffl:e,ait,a glisse glissa renchérit
            tranch:e,ait,a s'exclam:e,ait,a exclam:e,ait,a interrog:e,ait,ea signal:e,ent,ait ironis:e,ait,a
            sait savent suggèr:e,ent propos:e,ent accus:e,ent rétorqu:e,ait,a plaid:e,ait,a affirmé
            concède concédait concéda
            """
        ),
        (
            [.participle, .clause, .quotative],
            """
            raconté témoigné affirmé déclaré expliqué ajouté assuré estimé précisé souligné indiqué annoncé rappelé insisté répondu
            répliqué reconnu confié jugé noté martelé lancé prévenu averti dénoncé regretté pensé cru considéré
            soutenu confirmé révélé promis souhaité constaté conclu admis prétendu rapporté résumé tweeté demandé
            poursuivi observé remarqué soufflé glissé renchéri tranché exclamé interrogé signalé ironisé su suggéré
            proposé accusé rétorqué plaidé concédé réagi commenté
            """
        ),
        (
            [.gerund, .clause, .quotative],
            """
            précisant ajoutant estimant affirmant soulignant expliquant assurant indiquant rappelant déclarant
            dénonçant jugeant reconnaissant annonçant promettant insistant notant
            """
        ),
        (
            .object,
            """
            dénonc:e,ent dénoncé regrett:e,ent regretté demand:e,ent demandé réclam:e,ent réclamé accus:e,ent accusé
            condamn:e,ent condamné salu:e,ent salué critiqu:e,ent critiqué annonc:e,ent annoncé propos:e,ent proposé
            dément démenti rejett:e,ent rejeté qualifi:e,ent qualifié exig:e,ent exigé
            """
        ),
        (.participle, "condamné salué critiqué démenti rejeté qualifié exigé réclamé"),
        (
            .infinitive,
            "promet promettent promis refus:e,ent refusé menac:e,ent menacé propos:e,ent proposé assur:e,ent,é"
        ),
        (
            .nounLike,
            "rapport:,e signal demande demandes annonce annonces note notes écrit juge juges lance remarque promis"
        ),
    ]
}
