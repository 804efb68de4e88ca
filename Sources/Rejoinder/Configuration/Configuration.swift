/// Everything that an operator decides, checked and complete.
///
/// A value of this type is valid: names are unique, references resolve, secrets have been read. It
/// is read once, passed down, and replaced as a whole on a reload.
package struct Configuration: Sendable, Equatable {
    /// The absolute path of the database file.
    ///
    /// The default is `rejoinder.sqlite` in the service's state directory, or in
    /// `/var/lib/rejoinder`.
    package var ledger = "/var/lib/rejoinder/rejoinder.sqlite"
    /// The key that signs the log; the default is in a file beside the ledger.
    package var ledgerKey = LogKeyFiles()
    /// A web or mail address for complaints from site operators, sent in the User-Agent.
    package var contact: String?
    package var poll = Poll()
    package var network = Network()
    package var feeds: [Feed] = []
    package var institutions: [Institution] = []
    /// Who may own an inquiry.
    package var people: [Person] = []
    /// Defaults for every inquiry.
    package var inquiry = InquiryDefaults()
    package var inquiries: [DeclaredInquiry] = []
    /// Whose statements are told; the default is those of configured institutions.
    package var statements = ToldStatements.configured
    /// What is kept of answers that led to something, unless a feed says otherwise.
    package var keeping = Keeping.receipt
    /// How long texts are kept, unless a feed says otherwise, and how large the ledger may become.
    package var retention = Retention()
    /// Saved searches over new text.
    package var watches: [Watch] = []
    package var sinks: [Sink] = []
    package var delivery = Delivery()
    package var heartbeat = Heartbeat()
    package var log = Log()

    package init() {}
}

extension Configuration {
    /// How often feeds are polled, and with how much load.
    package struct Poll: Sendable, Equatable {
        /// The time between two polls of a feed that works; the default is 15 min.
        package var interval: Duration = .seconds(15 * 60)
        /// The shortest time between two polls of a feed; the default and lowest value is 1 min.
        package var minimum: Duration = .seconds(60)
        /// The longest time between two polls of a feed that works; the default is a day.
        package var maximum: Duration = .seconds(86_400)
        /// The share of the interval by which a poll may come early or late.
        ///
        /// From 0 to 0.5; the default is 0.1.
        package var jitter = 0.1
        /// The time for a whole transfer, redirects included; the default is 60 s.
        package var timeout: Duration = .seconds(60)
        /// The time to connect; the default is 15 s.
        package var connectTimeout: Duration = .seconds(15)
        /// The largest decoded document, in bytes; the default is 10 MiB.
        package var maxBytes = 10 << 20
        /// How many transfers run at once, pages included, from 1 to 512; the default is 32.
        package var concurrency = 32
        /// How many connections one host gets at once, from 1 to 16; the default is 2.
        package var perHost = 2
        /// The time between the starts of two requests to one host; the default is 1 s.
        package var hostSpacing: Duration = .seconds(1)
        /// Requests an hour, pages included; nil, the default: as many as are due.
        package var budget: Int?
        /// Requests an hour to one host, pages included.
        ///
        /// Nil, the default: as many as the spacing allows.
        package var hostBudget: Int?

        package init() {}
    }

    /// How the daemon reaches the network.
    package struct Network: Sendable, Equatable {
        /// The only proxy that is used; proxies from the environment are ignored.
        package var proxy: String?
        /// Exceptions to the rule that we connect only to public addresses.
        ///
        /// Each is `BLOCK[:PORT]`, as `AddressPolicy.Exception` reads it. The default is none.
        package var allow: [String] = []
        /// The absolute path of a bundle of certificate authorities in PEM; nil: the system's.
        package var certificateAuthorities: String?

        package init() {}
    }

    /// What holds for every inquiry, unless it says otherwise.
    package struct InquiryDefaults: Sendable, Equatable {
        /// The time to respond, from the opening; the default is 3 days.
        package var deadline = ResponseTime.span(.seconds(3 * 86_400))
        /// The country, such as `DE`, for weekends and holidays if institution and feed name none.
        package var country: String?
        /// Each country's days off, by its code, as the files give them.
        package var calendars: [String: WorkCalendar] = [:]
        /// How long before the deadline `inquiry.due` is sent; zero: never; the default is 12 h.
        package var dueBefore: Duration = .seconds(12 * 3600)
        /// The time between two `inquiry.overdue` events; nil, the default: it is sent once.
        package var repeatOverdue: Duration?
        /// Whether an article's own words open inquiries; the default is true.
        package var openFromText = true
        /// How old a text may be whose words open an inquiry; the default is 7 days.
        package var openWithin: Duration = .seconds(7 * 86_400)
        /// For whom texts open inquiries; the default is official bodies.
        package var openFor = PartyScope.official
        /// How sure it must be that somebody was asked; the defaults are 0.7 and 0.5.
        package var thresholds = CertaintyThresholds()
        /// Who decides that a response was found; the default is the program.
        package var answer = AnswerPolicy.automatic

        package init() {}
    }

    package struct Delivery: Sendable, Equatable {
        /// The time that work in flight gets when the daemon has to stop; the default is 10 s.
        package var drain: Duration = .seconds(10)
        /// The pauses before the second attempt, the third, and so on; then a delivery is dead.
        package var retries = DeliverySchedule.retries
        /// The most messages that one sink gets in a second; the default is 1000.
        package var rate = Outbox.defaultRate

        package init() {}
    }

    /// The watcher outside that learns whether the daemon lives.
    package struct Heartbeat: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            /// healthchecks.io's pings, or those of a server of one's own.
            case healthchecks
            /// A push monitor of Uptime Kuma.
            case uptimeKuma = "uptime-kuma"
            /// An address that is asked for while all is well.
            case plain
        }

        /// How the watcher is spoken to; nil: there is none.
        package var kind: Kind?
        /// The address, which is the key to the check.
        package var url: Secret?
        /// The time between two beats; the default is 5 min.
        package var every: Duration = .seconds(300)

        package init() {}
    }

    package struct Log: Sendable, Equatable {
        package enum Level: String, Sendable, CaseIterable {
            case trace, debug, info, notice, warning, error, critical
        }

        package enum Format: String, Sendable, CaseIterable {
            /// `journal` if standard error is the journal, otherwise `text`.
            case auto
            /// Lines with a time, for people to read.
            case text
            /// Lines with a priority and without a time, which the journal adds.
            case journal
        }

        /// The least severe level that is logged; the default is `info`.
        package var level = Level.info
        /// How log lines are written; the default is `auto`.
        package var format = Format.auto

        package init() {}
    }
}
