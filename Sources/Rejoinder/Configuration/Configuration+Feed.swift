extension Configuration {
    /// A configured source.
    package struct Feed: Sendable, Equatable {
        /// Whether entries are followed to their pages.
        package enum Follow: String, Sendable, CaseIterable {
            /// The feed's own text is all that is read.
            case never
            /// Each new entry's page is read once.
            case new
            /// And looked at again for edits, ever more rarely.
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

        /// A part of a page that is no part of the article.
        package enum IgnoreRule: Sendable, Equatable {
            /// Elements that a CSS selector names.
            case selector(HTMLSelector)
            /// Lines that hold this text.
            case literal(String)
            /// Lines that match whole, `*` standing for any text.
            case pattern(String)
        }

        /// Unique; the default is the address's host, without `www.`.
        package var name: String
        package var url: String
        /// Whose own feed it is: what stands in it, that institution says.
        package var institution: InstitutionKey?
        /// The default is `poll.interval`.
        package var interval: Duration
        /// Of its texts, a language tag such as `de`; nil: as the feed says, or as is found.
        package var language: String?
        /// Whose weekend and holidays count for those who are asked in it: `DE`.
        package var country: String?
        /// The default is `recheck`.
        package var follow = Follow.recheck
        package var headers: [Header] = []
        package var credentials: Credentials?
        /// A feed that is not enabled keeps its history and is not polled.
        package var enabled = true
        package var ignore: [IgnoreRule] = []
        /// The operator's own words, carried in events.
        package var tags: [String] = []
        /// Whether its articles' own words open inquiries; the default is `inquiry.open_from_text`.
        package var openFromText = true

        package init(name: String, url: String, interval: Duration = Poll().interval) {
            self.name = name
            self.url = url
            self.interval = interval
        }
    }
}
