extension ProseWords {
    /// Words that appear around a time of publication.
    static let publishing = set(
        """
        last first at on of the by about in less than over almost original originally date time \
        zuletzt am um von den der stand le la à de du dernière mise jour à à mis \
        в о об последнее время дата остання останнє час el las los última fecha
        """)

    static let publishingStems = [
        "updat", "publi", "post", "modif", "edit", "revis", "refresh", "creat", "issu", "aktualis",
        "veröffentlich", "geändert", "erstellt", "обнов", "опублик", "измен", "оновлен",
        "опублік", "змінен", "actualiz", "release", "amended",
    ]

    /// Words that label pictures and their owners.
    static let credits = set(
        """
        image images photo photos photograph picture pictures credit caption video graphic illustration \
        foto fotos bild bilder grafik crédit image légende фото ілюстрація иллюстрация снимок imagen
        """)

    /// Kinds of work that newsroom staff are credited for.
    static let staffWork = set(
        """
        reporting writing editing additional edited written compiled translated reported by \
        redaktion mitarbeit propos recueilli
        """)

    /// Imperatives that a site uses to call on its readers.
    static let calls = set(
        """
        sign subscribe follow share download click tap read watch listen join get support donate help \
        register see find discover explore try install like become send write contact email add stay \
        keep check browse view buy start save enter visit log rate vote \
        abonnieren folgen teilen lesen hören melden laden unterstützen besuchen \
        abonnez suivez partagez téléchargez lisez écoutez inscrivez recevez soutenez découvrez \
        cliquez rejoignez \
        подписывайтесь читайте смотрите скачайте поделитесь следите присоединяйтесь поддержите \
        підписуйтесь читайте дивіться завантажте поділіться стежте приєднуйтесь підтримайте \
        suscríbete síguenos comparte descarga lee regístrate apoya
        """)

    /// Other words with which such lines begin.
    static let openings = set(
        """
        the this all we you your our more also related continue have want don't never already not need \
        looking got mehr sie hier jetzt noch dieser unsere à plus vous cet notre больше вы наш ещё більше \
        ви este más
        """)

    /// Words for the reader, and for the site when it speaks of itself.
    static let readerWords = set(
        """
        you your us our we me here now free daily latest today everyday \
        sie ihr ihre ihren uns unser unsere unseren hier kostenlos täglich \
        vous votre vos nous notre nos ici gratuit gratuitement chaque \
        вы вас ваш вам нас наш наши нашу наших нам здесь бесплатно \
        ви ваш вам нас наш наші нашу тут безкоштовно \
        tu tus usted nosotros nuestro nuestra nuestros aquí gratis
        """)

    /// Words for things that only sites have.
    static let siteWords = set(
        """
        app apps inbox email e-mail facebook twitter instagram whatsapp telegram youtube tiktok linkedin \
        bluesky mastodon threads podcast podcasts rss cookie cookies privacy login log account alerts \
        briefing headlines trial paywall advert ad ads advertisement sponsored copyright reserved \
        appeared archives link links tip tips story stories article journalism newsroom membership \
        terms conditions policy rights survey reader readers feedback comment comments share website site page browser javascript quiz poll \
        konto anmelden werbung anzeige datenschutz kommentare nachrichten beitrag artikel \
        compte publicité commentaires appli lettre article infolettre \
        приложение реклама аккаунт комментарии канал новости рассылка рассылку \
        застосунок реклама коментарі канал новини розсилка розсилку \
        cuenta publicidad comentarios boletín noticias
        """)

    static let siteStems = [
        "subscri", "newsletter", "notificat", "unsubscri", "download", "abonn", "donat", "sign-up",
        "подпис", "підпис", "скача", "завантаж", "рассыл", "розсил", "suscri", "inscri", "registr",
        "syndicat", "republish", "reproduc",
    ]
}
