extension Configuration {
    /// A configured source.
    package struct Feed: Sendable, Equatable {
        /// Whether entries are followed to their pages.
        package enum Follow: String, Sendable, CaseIterable {
            /// Only the feed's own text is read.
            case never
            /// Each new entry's page is read once.
            case new
            /// Each new entry's page is read, and looked at again for edits, less and less often.
            case recheck
        }

        /// A request header for this feed's origin only; its value is never shown.
        package struct Header: Sendable, Equatable {
            package var name: String
            package var value: Secret

            package init(name: String, value: Secret) {
                self.name = name
                self.value = value
            }
        }

        /// HTTP basic authentication, for this feed's origin only.
        package struct Credentials: Sendable, Equatable {
            package var username: String
            package var password: Secret

            package init(username: String, password: Secret) {
                self.username = username
                self.password = password
            }
        }

        /// A part of a page that does not belong to the article.
        package enum IgnoreRule: Sendable, Equatable {
            /// Elements that match a CSS selector.
            case selector(HTMLSelector)
            /// Lines that contain this text.
            case literal(String)
            /// Lines that match as a whole; `*` stands for any text.
            case pattern(String)
        }

        /// Unique; the default is the address's host, without `www.`.
        package var name: String
        package var url: String
        /// The institution whose own feed this is: what the feed says, that institution says.
        package var institution: InstitutionKey?
        /// The time between two polls; the default is `poll.interval`.
        package var interval: Duration
        /// The language of its texts, as a tag such as `de`; nil: as the feed says, or as we find.
        package var language: String?
        /// The country, such as `DE`, whose weekend and holidays count for whoever is asked here.
        package var country: String?
        /// Whether its entries are followed; the default is `recheck`.
        package var follow = Follow.recheck
        package var headers: [Header] = []
        package var credentials: Credentials?
        /// Parameters that requests add to the address, and that are shown nowhere.
        package var secretQuery: Secret?
        /// Whether it is polled; a feed that is not enabled keeps its history.
        package var enabled = true
        package var ignore: [IgnoreRule] = []
        /// What is kept of answers that led to something; the default is `keep`.
        package var keeping = Keeping.receipt
        /// How long its texts are kept, by default as long as others, and how much room they may take.
        package var retention = Retention()
        /// The operator's own words, carried in events.
        package var tags: [String] = []
        /// Whether its articles' own words open inquiries; the default is `inquiry.open_from_text`.
        package var openFromText = true
        /// How old an article may be whose words open inquiries; the default is
        /// `inquiry.open_within`.
        package var openWithin: Duration = InquiryDefaults().openWithin
        /// For whom its articles open inquiries; the default is `inquiry.open_for`.
        package var openFor = InquiryDefaults().openFor
        /// How sure it must be that its articles say that somebody was asked; the defaults are
        /// `inquiry.open_above` and `inquiry.doubt_above`.
        package var thresholds = InquiryDefaults().thresholds

        package init(name: String, url: String, interval: Duration = Poll().interval) {
            self.name = name
            self.url = url
            self.interval = interval
        }
    }
}
