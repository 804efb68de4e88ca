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
                "pas encore toujours immédiatement pour_le_moment pour_l'instant dans_l'immédiat pour_l'heure jusqu'ici jusqu'à_présent à_ce_stade à_ce_jour également cependant toutefois néanmoins non_plus non plus aussi officiellement publiquement directement tout_de_suite aussitôt finalement quant_à_lui quant_à_elle pour_sa_part de_son_côté à_nouveau lui-même elle-même même donc déjà tout rapidement enfin hier aujourd'hui au_moment_de_la_publication avant_la_publication à_l'heure_de_la_publication au_moment_où_nous_publions à_l'heure_où_nous_publions dans_les_délais dans_l'après-midi en_soirée de_leur_côté quant_à_eux quant_à_elles de_nouveau par_ailleurs en_revanche malgré_nos_relances à_plusieurs_reprises à_l'heure_actuelle"
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
            ("respondp", "répondu réagi répondus"), ("reply", "donné retourné"),
            ("suite", "suite"), ("commentp", "commenté commentée"),
            (
                "expressp",
                "exprimé exprimée exprimés exprimées prononcé prononcée prononcés prononcées"
            ),
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
                "demande demandes sollicitation sollicitations question questions requête requêtes appel appels mail mails courriel courriels message messages relance relances interrogations rappels"
            ),
            (
                "reqpress",
                "sollicitation sollicitations demande demandes question questions requête interrogations entretien"
            ),
            (
                "comment",
                "commentaire commentaires réaction réactions réponse réponses déclaration interview entretien explication explications précisions"
            ),
            (
                "contact",
                "contacté contactée contactés contactées sollicité sollicitée sollicités sollicitées joint jointe joints jointes interrogé interrogée interrogés interrogées questionné questionnée approché approchée relancé relancée relancés relancées approchés approchées questionnés questionnées"
            ),
            (
                "contactp",
                "contacté contactée contactés contactées sollicité sollicitée sollicités sollicitées approché approchée approchés approchées interrogé interrogée interrogés interrogées relancé relancée relancés relancées joint jointe"
            ),
            ("unreachable", "injoignable injoignables indisponible indisponibles"),
            ("reachable", "joignable joignables disponible disponibles"),
            ("joined", "joindre contacter joint jointe joints"),
            (
                "say",
                "dit déclaré indiqué affirmé assuré expliqué précisé confirmé annoncé répondu réfuté démenti souligné ajouté estimé réagi indique affirme assure explique précise confirme annonce déclare répond dément réfute souligne estime rappelle rappelé fait écrit reconnu reconnaît dénoncé promis"
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
                "ministère ministères préfecture mairie parquet direction entreprise société groupe gouvernement police gendarmerie ambassade commission agence hôpital université école syndicat parti banque fédération association cabinet présidence élysée matignon tribunal conseil service services autorité autorités établissement organisation institut bureau compagnie opérateur fabricant producteur enseigne marque club ligue fédération rectorat région département métropole église diocèse office abattoir avocat centre laboratoire plateforme chaîne fonds maison administration siège quartier_général rédaction sncf nations kremlin armée laboratoires avocats fournisseur exploitant propriétaire ville collectivité mouvement chambre académie caisse régie fédérations hôpitaux maison_blanche"
            ),
            ("pron", "il elle ils elles lui celui-ci celle-ci ceux-ci on celui celle"),
            ("self", "je j nous vous tu on m me"),
            (
                "press",
                "rédaction afp journaliste journalistes journal reuters franceinfo figaro monde libération parisien mediapart télé tv radio rtl bfm bfmtv belga rtbf agence presse média médias nos notre nous ap bleu europe inter express"
            ),
            (
                "asker",
                "député députés parlement parlementaires assemblée sénateur sénateurs sénat commission police juge tribunal clients familles fans usagers élus syndicats voyageurs victimes habitants riverains locataires locataire association parents enquêteurs policiers juges magistrats"
            ),
            (
                "past",
                "à_l'époque il_y_a l'an_dernier l'année_dernière autrefois précédente_demande précédent_courrier"
            ),
            ("hypo", "si devrait pourrait s_il"), ("reported", "rapporte rapporté"),
            (
                "reader",
                "lecteurs lecteur internautes internaute chiens drones marchés bourse gardien joueurs équipe"
            ),
            ("country", "france allemagne royaume-uni italie russie ukraine pologne espagne"),
            (
                "apposed",
                "contacté contactée contactés contactées joint interrogé interrogée sollicité sollicitée qui dont auprès joints jointes interrogés interrogées sollicités sollicitées relancé relancée"
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
            ("rel", "qui"),
            (
                "fornow",
                "dans_l'immédiat immédiatement encore toujours pour_l'instant pour_l'heure pour_le_moment à_ce_stade à_ce_jour jusqu'ici jusqu'à_présent"
            ),
            ("never", "jamais"),
            ("complaint", "plaignent plaint plaignaient dénoncent déplorent"),
            ("answering", "en_réponse"),
            (
                "office",
                "ministère préfecture parquet police gendarmerie ambassade commission gouvernement mairie tribunal procureur élysée matignon kremlin présidence armée chancellerie agence maison_blanche pentagone rectorat"
            ),
            ("utter", "commenter s'exprimer exprimer répondre réagir communiquer parler prononcer"),
            (
                "contactq",
                "contacté sollicité interrogé joint questionné approché relancé contactée sollicitée"
            ),
            ("refusedp", "refusé refusée refusés refusées décliné"),
            ("stayp", "resté restée restés restées demeuré demeurée demeurés demeurées"),
            ("mute", "muet muette muets muettes silencieux silencieuse injoignable injoignables"),
            ("neither", "ni"),
            ("journalist", "journaliste journalistes reporter"),
        ],
        macros: [
            (
                "SE",
                "ne se adv* (est|sont|était|étaient) adv* pas adv*|ne s adv* (est|sont|était|étaient) adv* pas adv*|ne s est|ne se sont"
            ),
            (
                "NO",
                "ne self? adv* had adv* pas adv*|ne self? had adv* pas adv*|ne lui? had lui? non plus pas|ne had lui non plus pas"
            ),
            ("NOT", "ne adv* had adv* pas adv*|ne had pas|ne had adv* pas"),
            ("REQ", "to _6 request|à _6 request|aux request"),
        ],
        frames: [
            "awaiting S+org ne had , adv* , pas adv* (réagi|respondp|commentp)",
            "awaiting S+org ne had , pour le moment , pas adv* (réagi|respondp|commentp)",
            "awaiting N aucun _2 comment _6 (côté|part|provenance) (de|d) N",
            "awaiting N aucune _2 comment _6 (côté|part|provenance) (de|d) N",
            "declined S {NO} wish _2 donner _2 (détails|précisions|informations|suite)",
            "awaiting S {NO} respondp adv* (to|à) _6 reqpress",
            "awaiting S {NO} respondp adv* (to|à) _3 press _3 request",
            "awaiting S {NO} respondp adv* (to|à) request",
            "awaiting S+bare {NO} respondp adv* (time|avant|dans|sur|mais|et|$)",
            "awaiting S+bare {NO} respondp",
            "awaiting S {NO} adv* (donné|apporté|fourni|adressé|transmis) adv* (suite|de comment|comment)",
            "awaiting S {NO} (fait parvenir|fait) _2 (réponse|retour|commentaire|déclaration)",
            "awaiting S {NO} retourné _4 request",
            "awaiting S {NO} rappelé",
            "awaiting S {NO} été _6 mesure _1 (de|d) (répondre|commenter|réagir|joindre)",
            "awaiting S+neither ne had adv* (respondp|donné|retourné|rappelé|réagi)",
            "awaiting S+neither ne (se|s) (est|sont) adv* expressp",
            "awaiting S+org {SE} adv* expressp",
            "awaiting S+org {NO} réagi adv* $",
            "awaiting S+bare {NO} réagi",
            "awaiting S+org ne had adv* (fait|formulé|publié|diffusé|donné) aucun _3 (comment|communiqué)",
            "awaiting S+org ne had pas encore (fait|formulé|publié|diffusé|donné) _2 (comment|communiqué)",
            "awaiting N request _6 (to|à|auprès|au|aux) N (est|sont|ont été|étaient|était) adv* stayp _2 (sans|lettre|vaines|vain)",
            "awaiting N request _6 (to|à|auprès) N ne had pas (reçu|obtenu|trouvé|abouti)",
            "awaiting N aucun _2 comment _6 auprès N",
            "awaiting N aucun _2 comment _4 (de|côté) N (n|ne)",
            "awaiting N côté de N , aucune _3 comment",
            "awaiting N côté de N , (silence|pas de comment|aucun _2 comment)",
            "awaiting N pas de comment _2 (de|côté) N",
            "awaiting S+bare (est|sont) adv* stayp mute",
            "awaiting S (est|sont) adv* stayp _2 sans réponse",
            "awaiting N possible (de|d) joined N",
            "awaiting N+byus (parvenu|parvenus|réussi|tenté|tentés|essayé) _1 (de|d|à)? joined N",
            "awaiting N+byus pas pu joined N",
            "awaiting N (jour|actualisé|complété|publierons) _2 (dès|lorsque|quand|si) (que|qu)? N (had|aura|auront|nous|respond|répondra|répondent|réagira|réagit)",
            "awaiting N (jour|actualisé|complété) _4 (réponse|réaction) (de|d) N",
            "awaiting N+ask attendons _5 comment (de|d|du) N",
            "awaiting N+ask+byus demandé _3 comment (to|à|auprès) N",
            "awaiting N+ask avons (écrit|adressé|envoyé|transmis|posé) _4 (to|à|au|aux) N",
            "awaiting N+ask (adressé|envoyé|transmis|posé|soumis) _3 request (to|à|au|aux) N",
            "awaiting S+ask+byus que nous avons adv* (tenté|essayé|contacté|sollicité|interrogé)",
            "awaiting N+ask nous avons _1 (tenté|essayé) de joined N",
            "awaiting S+asked (had|ont) été adv* (contactp|relancé) $",
            "awaiting S+held (had|ont) adv* (indiqué|assuré|promis|dit) _8 (répondra|répondrait|répondraient|répondre)",
            "declined S ne (fait|font|fera|faisait) (pas de|aucun) comment",
            "declined S ne wishv pas adv* _4 (utter|communiquer|commenti|comment)",
            "declined S ne (commente|commentent|communique|communiquent) (pas|jamais)",
            "declined S {NO} wish _2 (utter|comment|communiquer|interview)",
            "declined S {NO} wish _1 (donner|faire|apporter|fournir) _2 comment",
            "declined S (se|s) (est|sont) adv* refusedp _2 (à|d|de) _3 (comment|commenti|utter)",
            "declined S (se|s) (refuse|refusent|refusait) (à|de) _3 (comment|commenti|utter|déclaration)",
            "declined S (had|ont) adv* refusedp _3 (de|d|to|à) adv* _2 (commenti|utter|comment)",
            "declined S (had|ont) adv* refusedp _4 (reqpress|comment)",
            "declined S (dit|assure|indique) ne pas (pouvoir|vouloir|souhaiter) (utter|commenti|communiquer)",
            "declined S (had|ont) (dit|indiqué|assuré|expliqué) ne pas (pouvoir|vouloir|souhaiter|être) _5 (utter|commenti|communiquer|comment)",
            "declined S ne (peut|peuvent|pouvait) pas (utter|commenti|communiquer)",
            "declined N refuse N de (utter|commenti)",
            "declined -+quoted (nous|on|je) ne (commentons|communiquons|commente|communique|répondons|ferons|faisons|souhaitons|souhaite) (pas|aucun)",
            "declined -+quoted (nous ne pouvons|je ne peux|nous n avons|je n ai) (pas|rien) _2 (commenti|utter|ajouter|déclarer|comment)",
            "declined -+quoted (pas|aucun) _1 commentaire",
            "declined S (garde|gardent|gardait) le silence",
            "responded N dans un statement , N (dément|sayv)",
            "responded N en_réponse _8 , N sayv",
            "responded S (had|ont) respondp (que|qu)",
            "declined S+contacted+settled {NO} commentp",
            "responded N+loose+org selon N ,",
            "responded S+org répond (que|qu)",
            "responded N (a|ont) fait savoir N",
            "responded S+org (dément|réfute|confirme|rejette|conteste)",
            // The party has not answered.
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
            // The party was asked.
            "awaiting N+ask+byus+org (avons|had) adv* contactq N",
            "awaiting N+ask (avons|had) demandé (to|une|un|des) _3 comment (to|de) N",
            "awaiting N+ask (avons|had) sollicité _5 (comment|réaction) (to|de|auprès) N",
            "awaiting N+ask (sollicité|demandé) _3 comment auprès de N",
            "awaiting S+asked (had|ont) été adv* contactp",
            "awaiting S+asked had été contactp pour",
            "awaiting S+held had (indiqué|assuré|promis) _6 (répondra|répondrait|répondre)",
            "awaiting N+ask+byus attente _3 réponse (de|d) N",
            // The party refused.
            "declined S {NOT} adv* wish adv* _2 (utter|comment)",
            "declined S ne wishv pas adv* _3 (commenti|comment)",
            "declined S (had|ont) adv* refuse _3 (de|d|to|à) adv* _2 (commenti|comment)",
            "declined S refuse adv* _2 (de|d) adv* _1 (commenter|répondre|s|communiquer)",
            "declined S refuse _4 (comment|reqpress|interview)",
            "declined S (had|ont) adv* (décliné|refusé) _4 (reqpress|comment)",
            "declined S ne had adv* souhaité _1 (commenti|répondre|comment)",
            "declined S s est adv* refusé (à|d) _3 (comment|commenti)",
            "declined S ne fait pas de comment", "declined S ne commente pas",
            "declined S (had|ont)? renvoy _4 (vers|to|à|au)",
            // The party answered.
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
