/// What `rejoinder init` writes: the text of `config/rejoinder.yaml`.
enum StartingConfiguration {
    static let text = #"""
        # yaml-language-server: $schema=rejoinder.schema.json
        #
        # Rejoinder's configuration. Check it with `rejoinder check --config FILE`.
        #
        # A line that begins with "# " is a comment. Where # is followed by a setting, the line shows the
        # default, or an example. Times are written 90s, 15m, 2h, 3d or 1w. Relative paths start at this
        # file's folder.

        # The database. Leave this line out for the service: the default is rejoinder.sqlite in the
        # service's state directory, /var/lib/rejoinder.
        ledger: data/rejoinder.sqlite

        # The key that signs the log, a systemd credential or a file of mode 0600: see docs/ledger.md. Without
        # this line it is the credential ledger-key, or else a file beside the ledger, which is made at the
        # first start. To change it, name the new one and the old one.
        #ledger_key: credentials/log-key

        # A web or mail address, sent to every site that is polled so that its operator can reach you.
        contact: you@example.org

        # How often feeds are polled, and how hard. Between minimum and maximum, a site's own wishes
        # (Retry-After, Cache-Control) and open inquiries decide when a feed is polled.
        poll:
          interval: 15m
        #  minimum: 1m
        #  maximum: 1d
        #  jitter: 0.1
        #  timeout: 60s
        #  connect_timeout: 15s
          # The largest document that is read, after decompression.
        #  max_bytes: 10MiB
          # Transfers at once, connections to one host, and the time between two requests to one host.
        #  concurrency: 32
        #  per_host: 2
        #  host_spacing: 1s
          # A cap on requests an hour, in all and to one host, if you want one.
        #  budget: 10000
        #  host_budget: 600

        # Rejoinder connects only to public addresses. To allow others, name blocks of addresses, each with
        # or without a port.
        network:
        #  allow: ["127.0.0.1:8080", "10.20.0.0/16"]
          # The only proxy that is used; proxies in the environment are ignored.
        #  proxy: http://proxy.example.org:3128
        #  ca_file: /etc/ssl/certs/ca-certificates.crt

        # These apply to every inquiry: how long an institution has to respond, when the deadline counts as
        # near, and whether an article's own words ("has been approached for comment") open inquiries.
        inquiry:
          # 3d, or 3 working days, which leaves out weekends and holidays.
          deadline: 3d
          # The country whose working days count if neither the institution nor the feed has one; and a
          # folder with a file of days off for each country, such as holidays/DE.yaml.
        #  country: DE
        #  holidays: holidays
        #  due_before: 12h
        #  repeat_overdue: 1d
        #  open_from_text: true
          # How old an article may be, by its own date, that opens one.
        #  open_within: 7d
          # For whom: configured institutions; also official bodies that texts name (official); also
          # companies, clubs and parties (organisations); or anyone. The rest is recorded, and
          # `rejoinder inquiries --mentions` lists it.
        #  open_for: official
          # How sure it must be, from 0 to 1, that somebody was asked: from open_above on an inquiry opens;
          # from doubt_above on it is doubtful, and `rejoinder inquiries --doubtful` lists it.
        #  open_above: 0.7
        #  doubt_above: 0.5
          # automatic: a response that is sure enough ends the waiting. propose: whatever is found is a
          # candidate, and a person decides.
        #  answer: automatic

        # Whose statements are told: those of configured institutions and what stands in institutions' own
        # feeds (configured), of every official body that Rejoinder knows (all), or none. All are recorded.
        #statements: configured

        # What is kept of each answer that brought something new: a receipt (who answered, when, with which
        # header fields, and the hash of the body), or, with raw, the body as well, compressed.
        #keep: receipt

        # How long texts are kept that nothing needs any more, and how large the ledger may become. Hashes and
        # events stay for good, and so does whatever belongs to an inquiry, or a person has ruled on.
        #retention:
        #  keep: 104w
        #  size: 20GiB

        delivery:
          # How long the daemon waits for deliveries in flight when it is told to stop.
        #  drain: 10s
          # The wait before the second attempt at a failed delivery, before the third, and so on. After the
          # last attempt the delivery is dead. A sink that is out of reach is also tried every quarter hour.
        #  retries: [5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h]
          # The most messages that one sink gets in a second.
        #  rate: 1000

        # A watcher that is told every few minutes that the daemon is alive, and so notices when the machine
        # is gone. It is also told when no feed answers, a sink takes no events, or the ledger cannot be
        # written. Without this section, nobody is told. type: healthchecks (healthchecks.io, or a server of
        # your own), uptime-kuma (a push monitor), or plain (any address: it is requested only while all is
        # well).
        #heartbeat:
        #  type: healthchecks
            # A path, or the bare name of a systemd credential: the file holds the whole address, because
            # whoever knows it can report to the check. If the address is not secret, write url instead.
        #  secret_file: credentials/heartbeat
        #  every: 5m

        log:
          level: info
          # text for people, journal for systemd's journal, auto to choose by where the log goes.
        #  format: auto

        # Who may own an inquiry, by `rejoinder inquiries assign` or an inquiry's `owner`.
        #people:
        #  - name: anna
        #  - name: ben

        # Bodies that speak officially. `names` are what texts call them, in any language. A body without a
        # feed of its own is still recognised when an article quotes it. Ministries, embassies and the like
        # of every country are recognised without being listed here; a company or a person goes by the name
        # that the text uses. `country` says whose weekend and holidays a body keeps.
        institutions:
          - key: nato
            name: NATO
            names: [North Atlantic Treaty Organization, OTAN, НАТО, Nordatlantikpakt]
          - key: eu-commission
            name: European Commission
            names: [EU-Kommission, Europäische Kommission, Commission européenne, Єврокомісія, Еврокомиссия]
          - key: eu-council
            name: Council of the European Union
            names: [EU Council, Rat der Europäischen Union, Conseil de l'Union européenne, Рада ЄС]
          - key: eu-parliament
            name: European Parliament
            names: [Europäisches Parlament, Parlement européen, Європейський парламент, Европарламент]
          - key: iaea
            name: IAEA
            names: [International Atomic Energy Agency, IAEO, AIEA, МАГАТЕ, МАГАТЭ]
          - key: who
            name: World Health Organization
            names: [WHO, Weltgesundheitsorganisation, OMS, ВООЗ, ВОЗ]
          - key: ecb
            name: European Central Bank
            names: [ECB, EZB, BCE, ЄЦБ, ЕЦБ]
          - key: uk-fcdo
            name: UK Foreign, Commonwealth & Development Office
            names: [FCDO, Foreign Office, UK Foreign Office, britisches Außenministerium]
          - key: uk-mod
            name: UK Ministry of Defence
            names: [British Ministry of Defence, britisches Verteidigungsministerium]
          - key: uk-pm
            name: UK Prime Minister's Office
            names: [Downing Street, "10 Downing Street", "No 10"]
          - key: us-state
            name: US Department of State
            names: [State Department, US-Außenministerium, département d'État américain, Держдепартамент, Госдепартамент]
          - key: us-defense
            name: US Department of Defense
            names: [Pentagon, Department of War, Пентагон]
          - key: de-mfa
            name: German Federal Foreign Office
            names: [Auswärtiges Amt, Auswärtigen Amt, German Foreign Ministry, МЗС Німеччини, МИД Германии]
          - key: de-government
            name: German Federal Government
            names: [Bundesregierung, Bundeskanzleramt, Federal Chancellery]
          - key: fr-mfa
            name: French Ministry for Europe and Foreign Affairs
            names: [Quai d'Orsay, ministère de l'Europe et des Affaires étrangères, French Foreign Ministry]
          - key: ua-parliament
            name: Verkhovna Rada
            names: [Верховна Рада, Ukrainian parliament, Werchowna Rada]
            country: UA
          - key: ua-president
            name: Office of the President of Ukraine
            names: [Офіс Президента, Офис президента Украины, ukrainisches Präsidialamt]
          - key: ua-mfa
            name: Ministry of Foreign Affairs of Ukraine
            names: [МЗС України, Міністерство закордонних справ, МИД Украины, Ukrainian Foreign Ministry]

        # The feeds to poll. Only `url` is needed; the name is then the address's host.
        feeds:
          # Institutions: what these feeds say counts as the institution's own words.
          - name: eu-commission
            url: https://ec.europa.eu/commission/presscorner/api/rss?language=en
            institution: eu-commission
            language: en
          - name: eu-council
            url: https://www.consilium.europa.eu/en/rss/pressreleases.ashx
            institution: eu-council
          - name: eu-parliament
            url: https://www.europarl.europa.eu/rss/doc/press-releases/en.xml
            institution: eu-parliament
          - name: iaea
            url: https://www.iaea.org/feeds/topnews
            institution: iaea
          - name: who
            url: https://www.who.int/rss-feeds/news-english.xml
            institution: who
          - name: ecb
            url: https://www.ecb.europa.eu/rss/press.html
            institution: ecb
            interval: 30m
          - name: uk-fcdo
            url: https://www.gov.uk/government/organisations/foreign-commonwealth-development-office.atom
            institution: uk-fcdo
          - name: uk-mod
            url: https://www.gov.uk/government/organisations/ministry-of-defence.atom
            institution: uk-mod
          - name: uk-pm
            url: https://www.gov.uk/government/organisations/prime-ministers-office-10-downing-street.atom
            institution: uk-pm
          - name: us-state
            url: https://www.state.gov/rss-feed/press-releases/feed/
            institution: us-state
          - name: us-defense
            url: https://www.war.gov/DesktopModules/ArticleCS/RSS.ashx?ContentType=1&Site=945&max=20
            institution: us-defense
          - name: de-government
            url: https://www.bundesregierung.de/service/rss/breg-de/1151244/feed.xml
            institution: de-government
            language: de
          - name: ua-parliament
            url: https://www.rada.gov.ua/rss
            institution: ua-parliament
            language: uk

          # Outlets: their articles say who was asked, and who has answered.
          - name: bbc-world
            url: https://feeds.bbci.co.uk/news/world/rss.xml
          - name: guardian-world
            url: https://www.theguardian.com/world/rss
          - name: dw
            url: https://rss.dw.com/rdf/rss-en-all
          - name: france24
            url: https://www.france24.com/en/rss
          - name: euronews
            url: https://www.euronews.com/rss
          - name: tagesschau
            url: https://www.tagesschau.de/infoservices/alle-meldungen-100~rss2.xml
            language: de
          - name: lemonde-international
            url: https://www.lemonde.fr/international/rss_full.xml
            language: fr
          - name: radio-svoboda
            url: https://www.radiosvoboda.org/api/zrqiteuuir
            language: uk
          - name: meduza
            url: https://meduza.io/rss/all
            language: ru

          # Every setting of a feed:
        #  - name: intranet
        #    url: https://press.example.org/feed
        #    institution: nato
        #    interval: 5m
        #    language: en
        #    country: DE
            # never: read only the feed; new: read each new entry's page once; recheck: also look at it
            # again later, for edits.
        #    follow: recheck
            # Headers and credentials are sent only to this feed's own origin.
        #    headers:
        #      Accept-Language: en
        #      X-Api-Key: {secret_file: credentials/intranet-key}
        #    username: reader
        #    secret_file: credentials/intranet-password
            # Parameters for the address, as token=..., that nothing shows.
        #    secret_query_file: credentials/intranet-token
        #    enabled: true
            # What to ignore: elements of its pages that a CSS selector names; lines of its texts that
            # contain a text, or that match a pattern as a whole.
        #    ignore:
        #      - selector: ".newsletter"
        #      - literal: "Read more:"
        #      - pattern: "Updated * minutes ago"
        #    keep: raw
        #    retention:
        #      keep: 52w
        #      size: 2GiB
        #    tags: [defence, desk-2]
        #    open_from_text: false
        #    open_within: 30d
        #    open_for: organisations
        #    open_above: 0.7
        #    doubt_above: 0.5

        # Questions that you have asked. Those that articles mention need not be listed here.
        #inquiries:
        #  - name: airspace-2026-01
        #    institution: nato
        #    subject: Who ordered the closing of the airspace?
        #    topic: [airspace, drones]
        #    feeds: [bbc-world, dw]
        #    opened: 2026-01-12
            # How long there is to respond (3d, 3 working days), or the last day for it (UTC).
        #    deadline: 2026-01-20
        #    owner: anna

        # Saved searches over new text: new entries, and sentences that a change adds. What is found is told
        # as watch.matched. A word stands for all of its forms, ships for ship; mine* for all that begins
        # like this; "Baltic fleet", in quotation marks, for just that; and -exercise must not be there.
        #watches:
        #  - name: minesweepers
        #    words: mine* "Baltic fleet" -exercise
            # all words have to be there, or any of them.
        #    match: all
            # title, text, and statements for what somebody is quoted with.
        #    in: [title, text]
            # Without these, all of them.
        #    feeds: ["uk-*", bbc-world]
        #    institutions: [nato]
        #    languages: [en, de]

        # Where events are sent. Each sink is independent: one that is down delays no other.
        sinks:
          - name: screen
            type: stdout
            # text for people, jsonl for programs.
            format: text

          # A webhook's requests are signed (Standard Webhooks). Make its secret with
          # (umask 077; echo whsec_$(openssl rand -base64 32) > credentials/newsroom)
        #  - name: newsroom
        #    type: webhook
        #    url: https://hooks.example.org/rejoinder
            # A path, or the bare name of a systemd credential. To change secrets, list the old and the new.
        #    secret_file: credentials/newsroom
        #    headers:
        #      X-Desk: foreign
        #    timeout: 20s
            # Which event types and feeds it gets, by name or glob; without these, all of them.
        #    types: ["inquiry.*", "statement.*", entry.corrected]
        #    feeds: ["uk-*", bbc-world]
            # Which changes of entries it gets: only major ones, or minor ones too.
        #    levels: [major]
            # More lists: all that are given must let an event pass, each by one of its elements.
        #    tags: [defence]
        #    institutions: [nato, "uk-*"]
        #    inquiries: [airspace-2026-01]
        #    owners: [kim]
        #    words: [drone, air defence]
            # When it gets them; what is held is sent later, and nothing is dropped. The times of quiet,
            # working_hours and digest are in this time zone (UTC).
        #    time_zone: Europe/Berlin
        #    quiet: {from: "22:00", to: "07:00"}
        #    working_hours:
        #      from: "09:00"
        #      to: "18:00"
        #      days: [monday, tuesday, wednesday, thursday, friday]
            # One message with what has come since: at times of the day, or every so often.
        #    digest:
        #      at: ["09:30", "17:30"]
            # Messages in an hour; the others come as one when it is over.
        #    limit: 20
            # What is never held.
        #    urgent: [inquiry.answered, inquiry.declined]
            # The sink that also gets what this one has not taken in time.
        #    fallback: local-test
        #    fallback_after: 30m
        #  - name: local-test
        #    type: webhook
        #    url: http://127.0.0.1:8080/
            # Without a signature the receiver cannot know who sent an event.
        #    unsigned: true
        #    digest:
        #      every: 30m

          # One e-mail for each event, handed to a mail server that knows you.
        #  - name: desk
        #    type: email
            # smtp:// is encrypted by STARTTLS, on port 587; smtps:// from the start, on port 465.
        #    server: smtp://mail.example.org:587
            # required: nothing is sent without TLS. none: TLS is not used, for a relay on this machine.
        #    tls: required
        #    username: rejoinder
        #    secret_file: credentials/mail
        #    from: Rejoinder <rejoinder@example.org>
        #    to: [desk@example.org, "Night desk <night@example.org>"]
        #    timeout: 60s
        #    types: ["inquiry.*"]

          # A line of JSON for each event, safely on the disk. The service can write only below its state
          # directory. Once the file has max_bytes, it is renamed to PATH.1, and so on.
        #  - name: archive
        #    type: file
        #    path: /var/lib/rejoinder/events.jsonl
        #    max_bytes: 100MiB
        #    keep: 5

          # Messages for people, which nothing signs: slack, ntfy, or apprise, which speaks to a hundred
          # others (docs/receivers.md). The address of a Slack webhook is itself a secret.
        #  - name: slack
        #    type: webhook
        #    format: slack
        #    url_file: credentials/slack
        #  - name: phone
        #    type: webhook
        #    format: ntfy
        #    url: https://ntfy.example.org/
        #    topic: press-desk
        #    types: [inquiry.answered, inquiry.overdue]
        #  - name: chats
        #    type: webhook
        #    format: apprise
        #    url: https://apprise.example.org/notify/newsroom
            # Whom Apprise notifies; without it, everybody under that key.
        #    tag: matrix

          # A program that gets the event on standard input. No shell reads the command. Exit status 0:
          # taken; 75: try again later, and the others wait; others: this event is tried again by itself.
        #  - name: spool
        #    type: exec
        #    command: [/usr/local/bin/spool, --quiet]
            # The variables that it has, and REJOINDER_EVENT_ID and REJOINDER_EVENT_TYPE.
        #    environment: [PATH, HOME, LANG, TZ]
        #    timeout: 30s

          # An Atom feed of the newest events, as a file for a web server or a feed reader.
        #  - name: feed
        #    type: atom
        #    path: data/events.atom
        #    title: Rejoinder
        #    entries: 100

        # Programs of yours that archive what an event tells: a screenshot, a copy in a public archive, a time
        # stamp. They get what an exec sink gets, and REJOINDER_LINK and REJOINDER_EVENT_HASH. How they end and
        # what they print (the last 16 KiB) is recorded with the event; nothing waits for them.
        #archive:
        #  - name: wayback
        #    command: [/usr/local/bin/save-page]
        #    environment: [PATH, HOME, LANG, TZ]
        #    timeout: 2m
        #    types: [entry.published, entry.updated, "inquiry.*"]

        """#
}
