/// Everything that an operator decides, checked and complete.
///
/// A value of this type is valid: names are unique, references resolve, secrets are read. It is
/// read once, handed down, and replaced as a whole on a reload.
package struct Configuration: Sendable, Equatable {
    /// The database file, absolute.
    ///
    /// The default is `rejoinder.sqlite` in the service's state directory, or in
    /// `/var/lib/rejoinder`.
    package var ledger = "/var/lib/rejoinder/rejoinder.sqlite"
    /// Where a site's operator can complain: a web or mail address, told in the User-Agent.
    package var contact: String?
    package var poll = Poll()
    package var network = Network()
    package var feeds: [Feed] = []
    package var institutions: [Institution] = []
    /// What holds for every inquiry.
    package var inquiry = InquiryDefaults()
    package var inquiries: [DeclaredInquiry] = []
    package var sinks: [Sink] = []
    package var delivery = Delivery()
    package var log = Log()

    package init() {}
}

extension Configuration {
    /// How often feeds are looked at, and how hard.
    package struct Poll: Sendable, Equatable {
        /// Between two polls of a feed that is doing well; the default is 15 min.
        package var interval: Duration = .seconds(15 * 60)
        /// No feed is polled more often, whatever asks for it; the default and lowest value is 1 min.
        package var minimum: Duration = .seconds(60)
        /// No feed that works is polled less often; the default is a day.
        package var maximum: Duration = .seconds(86_400)
        /// The share of the interval by which a poll may come early or late, from 0 to 0.5; the
        /// default is 0.1.
        package var jitter = 0.1
        /// For a whole transfer, redirects included; the default is 60 s.
        package var timeout: Duration = .seconds(60)
        /// Until the connection stands; the default is 15 s.
        package var connectTimeout: Duration = .seconds(15)
        /// Of a decoded document; the default is 10 MiB.
        package var maxBytes = 10 << 20
        /// Transfers at once, pages included, from 1 to 512; the default is 32.
        package var concurrency = 32
        /// Connections at once to one host, from 1 to 16; the default is 2.
        package var perHost = 2
        /// Between the beginnings of two requests to one host; the default is 1 s.
        package var hostSpacing: Duration = .seconds(1)
        /// Requests an hour, pages included; nil, the default: as many as are due.
        package var budget: Int?
        /// Requests an hour to one host, pages included; nil, the default: as many as the spacing
        /// allows.
        package var hostBudget: Int?

        package init() {}
    }

    /// How the daemon reaches the network.
    package struct Network: Sendable, Equatable {
        /// The only proxy that is used; the environment's are ignored.
        package var proxy: String?
        /// Exceptions from the rule that only public addresses are connected to.
        ///
        /// Each is `BLOCK[:PORT]`, as `AddressPolicy.Exception` reads it. The default is none.
        package var allow: [String] = []
        /// A bundle of certificate authorities in PEM, absolute; nil: the system's.
        package var certificateAuthorities: String?

        package init() {}
    }

    /// What holds for every inquiry, unless it says otherwise.
    package struct InquiryDefaults: Sendable, Equatable {
        /// Time to respond, from the opening; the default is 3 days.
        package var deadline = ResponseTime.span(.seconds(3 * 86_400))
        /// Whose weekend and holidays count where neither institution nor feed tells: `DE`.
        package var country: String?
        /// The days off of countries, by their codes, as their files give them.
        package var calendars: [String: WorkCalendar] = [:]
        /// How long before the deadline `inquiry.due` is told; zero: never; the default is 12 h.
        package var dueBefore: Duration = .seconds(12 * 3600)
        /// Between two tellings of `inquiry.overdue`; nil, the default: it is told once.
        package var repeatOverdue: Duration?
        /// Whether an article's own words open inquiries; the default is true.
        package var openFromText = true

        package init() {}
    }

    package struct Delivery: Sendable, Equatable {
        /// For what is in flight when the daemon is told to stop; the default is 10 s.
        package var drain: Duration = .seconds(10)
        /// Before a failed delivery's second attempt, its third, and so on; then it is dead.
        package var retries = DeliverySchedule.retries

        package init() {}
    }

    package struct Log: Sendable, Equatable {
        package enum Level: String, Sendable, CaseIterable {
            case trace, debug, info, notice, warning, error, critical
        }

        package enum Format: String, Sendable, CaseIterable {
            /// `journal` where standard error is the journal, `text` elsewhere.
            case auto
            /// Lines with a time, for people.
            case text
            /// Lines with a priority and without a time, which the journal adds.
            case journal
        }

        /// The default is `info`.
        package var level = Level.info
        /// The default is `auto`.
        package var format = Format.auto

        package init() {}
    }
}
