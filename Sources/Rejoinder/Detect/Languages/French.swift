extension LanguageData {
    static let french = LanguageData(
        code: "fr", splitsElision: true, hasArticles: true, capitalisesNouns: false,
        classes: [
            (
                "det",
                "le la les l un une des son sa ses leur leurs ce cette ces deux plusieurs celui celle"
            ),
            ("link", "de du des d à au aux"),
            (
                "prep",
                "de du des d à au aux en dans sur sous par pour avec sans chez vers contre depuis selon avant après pendant entre auprès concernant dès jusqu malgré"
            ),
            ("conj", "et ou ni"), ("both", "ni tous toutes soit également tant ainsi"),
            (
                "bound",
                "que qu qui dont où quand lorsque si mais car alors tandis bien parce puisque comme"
            ),
            (
                "adv",
                "pas encore toujours immédiatement pour_le_moment pour_l'instant dans_l'immédiat pour_l'heure jusqu'ici jusqu'à_présent à_ce_stade à_ce_jour également cependant toutefois néanmoins non_plus non plus aussi officiellement publiquement directement tout_de_suite aussitôt finalement quant_à_lui quant_à_elle pour_sa_part de_son_côté à_nouveau lui-même elle-même même donc déjà tout rapidement enfin hier aujourd'hui"
            ),
            (
                "time",
                "lundi mardi mercredi jeudi vendredi samedi dimanche soir matin après-midi midi janvier février mars avril mai juin juillet août septembre octobre novembre décembre heures semaine hier"
            ),
            ("aux", "a ont avait avaient ai eu"), ("be", "était étaient est sont été être"),
            ("ne", "n ne"), ("pas", "pas jamais rien plus"), ("had", "a ont avait avaient"),
            (
                "respond",
                "répondu réagi répond répondait répondaient répondent répondre donné retourné rappelé"
            ),
            ("respondp", "répondu réagi"), ("reply", "donné retourné"),
            ("suite", "suite"), ("commentp", "commenté"), ("expressp", "exprimé"),
            (
                "commenti",
                "commenter communiquer répondre réagir s'exprimer exprimer donner faire confirmer préciser révéler indiquer évoquer détailler"
            ),
            ("wish", "souhaité voulu désiré tenu"),
            ("wishv", "souhaite souhaitait souhaitent veut voulait souhaitaient"),
            (
                "refuse",
                "refusé décliné refuse refusent refusait décline déclinent refusant déclinait"
            ),
            (
                "request",
                "demande demandes sollicitation sollicitations question questions requête requêtes appel appels mail mails courriel courriels message messages relance relances interrogations"
            ),
            (
                "reqpress",
                "sollicitation sollicitations demande demandes question questions requête"
            ),
            (
                "comment",
                "commentaire commentaires réaction réactions réponse réponses déclaration interview entretien explication explications précisions"
            ),
            (
                "contact",
                "contacté contactée contactés contactées sollicité sollicitée sollicités sollicitées joint jointe joints jointes interrogé interrogée interrogés interrogées questionné questionnée approché approchée"
            ),
            (
                "contactp",
                "contacté contactée contactés contactées sollicité sollicitée sollicités sollicitées approché"
            ),
            ("unreachable", "injoignable injoignables indisponible indisponibles"),
            ("reachable", "joignable joignables disponible disponibles"),
            ("joined", "joindre contacter joint jointe joints"),
            (
                "say",
                "dit déclaré indiqué affirmé assuré expliqué précisé confirmé annoncé répondu réfuté démenti souligné ajouté estimé réagi indique affirme assure explique précise confirme annonce déclare répond dément réfute souligne estime rappelle rappelé fait écrit reconnu reconnaît dénoncé"
            ),
            (
                "sayv",
                "indique affirme assure explique précise confirme annonce déclare répond dément réfute souligne estime rappelle reconnaît dit"
            ),
            (
                "sayp",
                "dit déclaré indiqué affirmé assuré expliqué précisé confirmé annoncé répondu réfuté démenti souligné ajouté estimé réagi rappelé fait écrit reconnu confié qualifié dénoncé"
            ),
            ("statement", "communiqué déclaration courriel mail"), ("to", "à au aux"),
            ("de", "de du des d auprès"),
            ("renvoy", "renvoyé renvoie renvoient renvoyait"),
            ("spokes", "porte-parole porte-paroles"),
            ("service", "service_de_presse service_communication"),
            (
                "role",
                "ministre président présidente directeur directrice adjoint maire chef avocat avocate secrétaire responsable député préfet procureur premier"
            ),
            ("title", "m mme me dr"),
            (
                "head",
                "ministère ministères préfecture mairie parquet direction entreprise société groupe gouvernement police gendarmerie ambassade commission agence hôpital université école syndicat parti banque fédération association cabinet présidence élysée matignon tribunal conseil service services autorité autorités établissement organisation institut bureau compagnie opérateur fabricant producteur enseigne marque club ligue fédération rectorat région département métropole église diocèse office abattoir avocat centre laboratoire plateforme chaîne fonds maison administration siège quartier_général rédaction"
            ),
            ("pron", "il elle ils elles lui celui-ci celle-ci ceux-ci on celui celle"),
            ("self", "je j nous vous tu on m me"),
            (
                "press",
                "rédaction afp journaliste journalistes journal reuters franceinfo figaro monde libération parisien mediapart télé tv radio rtl bfm bfmtv belga rtbf agence presse média médias nos notre nous ap bleu europe inter express"
            ),
            (
                "asker",
                "député députés parlement parlementaires assemblée sénateur sénateurs sénat commission police juge tribunal clients familles fans usagers élus syndicats voyageurs victimes"
            ),
            ("past", "à_l'époque il_y_a l'an_dernier l'année_dernière autrefois"),
            ("hypo", "si devrait pourrait s_il"), ("reported", "rapporte rapporté"),
            (
                "reader",
                "lecteurs lecteur internautes internaute chiens drones marchés bourse gardien joueurs équipe"
            ),
            ("country", "france allemagne royaume-uni italie russie ukraine pologne espagne"),
            (
                "apposed",
                "contacté contactée contactés contactées joint interrogé interrogée sollicité sollicitée qui dont auprès"
            ),
            ("attente", "attend attendons attente attendait"),
            ("contrast", "mais"),
            ("abbr", "m mme dr st etc me"),
            (
                "verb",
                "a ont avait avaient est sont était étaient n ne sera fait refuse refusent souhaite indique affirme annonce peut doit va souhaité refusé"
            ),
            ("stopword", "communiqué mesures prises selon interne consulté plus autres"),
            ("upd", "publierons mettrons publiées publiés actualisé ajoutées"),
            ("nos", "nos notre"),
        ],
        macros: [
            ("NOT", "ne adv* had adv* pas adv*|ne had pas|ne had adv* pas"),
            ("REQ", "to _6 request|à _6 request|aux request"),
        ],
        frames: [
            // Sans réponse.
            "awaiting S {NOT} adv* respondp adv* (to|à) _5 reqpress",
            "awaiting S {NOT} adv* respondp adv* (to|à) _5 request _3 (press|comment)",
            "awaiting S+bare {NOT} adv* respondp adv* (time|$)",
            "awaiting S {NOT} respondp adv* adv dans",
            "awaiting S+contacted {NOT} adv* respondp", "awaiting S {NOT} réagi adv adv*",
            "awaiting S+bare {NOT} adv* donné suite", "awaiting S {NOT} respondp adv* sur _2 sujet",
            "declined S {NOT} adv* voulu adv* utter",
            "awaiting S+neither ne had adv* respondp _3 request",
            "awaiting S+neither ne had respondp", "awaiting S {NOT} adv* donné de réponse",
            "awaiting S {NOT} adv* commentp",
            "awaiting S {NOT} encore adv* (commentp|réagi|respondp)",
            "awaiting S+bare ne se est pas adv* expressp",
            "awaiting S+bare ne s est pas adv* expressp",
            "awaiting S be adv* unreachable", "awaiting S ne be adv* pas adv* reachable",
            "awaiting S ne had adv* pas adv* pu être adv* joined",
            "awaiting S ne had pas pu être adv* (contactp|joined)",
            "awaiting N sollicitations _6 (to|de|auprès) N sont _3 (sans|restées)",
            "awaiting N (reqpress|comment) _5 (to|auprès) N (est|sont) (restée|restées|demeurée) sans",
            "awaiting S ne respond pas adv* (to|à) nos request",
            "awaiting S (laissé|laissée) _3 request sans réponse",
            // Demandé.
            "awaiting N+ask+byus (a|avons|ont|had) adv* contactq N",
            "awaiting N+ask (avons|had) demandé (to|une|un|des) _3 comment (to|de) N",
            "awaiting N+ask (avons|had) sollicité _5 (comment|réaction) (to|de|auprès) N",
            "awaiting N+ask (sollicité|demandé) _3 comment auprès de N",
            "awaiting S+asked (had|ont) été adv* contactp",
            "awaiting S+asked had été contactp pour",
            "awaiting S+held had (indiqué|assuré|promis) _6 (répondra|répondrait|répondre)",
            "awaiting N+ask attente _3 réponse (de|d) N",
            // Refusé.
            "declined S {NOT} adv* wish adv* _2 (utter|comment)",
            "declined S ne wishv pas adv* _3 (commenti|comment)",
            "declined S {NOT} wish _2 (s|répondre|réagir|utter)",
            "declined S (had|ont) adv* refuse _3 (de|d|to|à) adv* _2 (commenti|comment)",
            "declined S refuse adv* _2 (de|d) adv* _1 (commenter|répondre|s|communiquer)",
            "declined S refuse _4 (comment|reqpress|interview)",
            "declined S (had|ont) adv* (décliné|refusé) _4 (reqpress|comment)",
            "declined S ne had adv* souhaité _1 (commenti|répondre|comment)",
            "declined S s est adv* refusé (à|d) _3 (comment|commenti)",
            "declined S ne fait pas de comment", "declined S ne commente pas",
            "declined S (had|ont)? renvoy _4 (vers|to|à|au)",
            // Répondu.
            "responded S+spokes (had|ont) adv* sayp", "responded N+spokes (had|ont) adv* sayp N",
            "responded S+spokes sayv", "responded N+spokes sayv N",
            "responded S+contacted (had|ont) adv* _2 sayp", "responded S+contacted sayv",
            "responded S+contacted dit",
            "responded S (had|ont) adv* sayp adv* _3 (to|à) _2 press",
            "responded N (had|ont) adv* sayp N _0 à _3 press",
            "responded S (had|ont) adv* sayp _14 (dans|par) _2 statement",
            "responded N (had|ont) adv* sayp N (dans|par) _2 statement",
            "responded N dans un statement _4 nos? _2 N sayv",
            "responded N (dans|par) _2 statement _6 , N sayv",
            "responded S sayv dans un statement", "responded S (had|ont) fait savoir",
            "responded N+default+initial contact _12 , N", "responded N had sayp (to|à) _2 press N",
            "responded N selon N , contact", "responded N a indiqué N dans un statement",
            "responded S+loose+org (had|ont) adv* sayp", "responded S+loose+org sayv",
            "responded N+loose+org (had|ont) adv* sayp N",
            "responded N+loose+org sayv N",
        ])
}
