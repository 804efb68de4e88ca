extension Configuration {
    /// Where events are sent.
    package struct Sink: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case standardOutput(LineFormat)
            case webhook(Webhook)
            case email(Email)
            case file(File)
            case exec(Program)
            case atom(AtomFeed)
            /// A program that archives what an event tells; what it says is recorded.
            case archive(Program)
        }

        package enum LineFormat: String, Sendable, CaseIterable {
            /// Text for people.
            case text
            /// One JSON document on each line.
            case jsonl
        }

        package struct Webhook: Sendable, Equatable {
            package var url: String
            /// The address, where it is itself a secret; it stands for `url` then.
            package var secretURL: Secret?
            package var format = Format.standard
            /// The topic of ntfy's that messages go to.
            package var topic: String?
            /// Whom Apprise notifies; nil: everybody under the address's key.
            package var tag: String?
            /// The keys to sign with; empty only if the operator asked for `unsigned`.
            ///
            /// Each makes a signature of its own, so that a secret can be replaced without haste.
            package var secrets: [Secret] = []
            package var headers: [Feed.Header] = []
            /// The time for one attempt; the default is 20 s.
            package var timeout: Duration = .seconds(20)

            package init(url: String) { self.url = url }

            package enum Format: String, Sendable, CaseIterable {
                /// Standard Webhooks 1.0, signed.
                case standard
                case slack, ntfy, apprise
            }
        }

        /// A program that is run for each event.
        package struct Program: Sendable, Equatable {
            /// The absolute path of the program, and its arguments.
            package var command: [String] = []
            /// The names of variables that it has of this process's.
            package var inherited = ["PATH", "HOME", "LANG", "TZ"]
            /// Those of them that are set.
            package var environment: [String: String] = [:]
            /// The time for one run; the default is 30 s.
            package var timeout: Duration = .seconds(30)

            package init() {}

            /// One that archives, which may take as long as a site needs: 2 min.
            package static var archiving: Program {
                var program = Program()
                program.timeout = .seconds(120)
                return program
            }
        }

        /// A file that is an Atom feed of events.
        package struct AtomFeed: Sendable, Equatable {
            /// Absolute.
            package var path = ""
            package var title = "Rejoinder"
            /// How many events it has, from 1 to 1000; the default is 100.
            package var entries = 100

            package init() {}
        }

        package struct Email: Sendable, Equatable {
            package enum Encryption: String, Sendable, CaseIterable {
                /// Nothing is sent without TLS.
                case required
                /// TLS is not used, even if the server offers it.
                case none
            }

            /// `smtp://host:port`, or `smtps://host:port` for TLS from the first byte.
            package var server: String
            package var tls = Encryption.required
            /// The user to log in as; nil: without a login.
            package var username: String?
            package var password: Secret?
            package var from: Mailbox
            package var to: [Mailbox]
            /// The time for one attempt; the default is 60 s.
            package var timeout: Duration = .seconds(60)

            package init(server: String, from: Mailbox, to: [Mailbox]) {
                self.server = server
                self.from = from
                self.to = to
            }
        }

        package struct File: Sendable, Equatable {
            package var path: String
            /// The size at which a new file is begun, in bytes; the default is 100 MiB.
            package var maximumBytes = 100 << 20
            /// How many older files are kept; the default is 5.
            package var kept = 5

            package init(path: String) { self.path = path }
        }

        /// The sink's name, which is unique.
        package var name: String
        package var kind: Kind
        /// Event types, or globs such as `inquiry.*`; empty: all.
        package var types: [String] = []
        /// Feed names or globs; empty: all.
        package var feeds: [String] = []
        /// The levels of change to report; the default is `major` alone.
        package var levels: [ChangeLevel] = [.major]

        /// Tags of feeds; empty: all.
        package var tags: [String] = []
        /// Keys of institutions or globs; empty: all.
        package var institutions: [String] = []
        /// Ids of inquiries or globs; empty: all.
        package var inquiries: [String] = []
        /// Who looks after an inquiry; empty: anybody or nobody.
        package var owners: [String] = []
        /// Words or phrases, one of which the event has; empty: any text or none.
        package var words: [String] = []
        /// When it gets them; the default is at once.
        package var timing = Timing()
        /// The sink that also gets what this one has not taken in time; nil: none.
        package var fallback: String?
        /// How long this one has before; the default is 30 min.
        package var fallbackAfter: Duration = .seconds(30 * 60)

        package var isArchive: Bool { if case .archive = kind { true } else { false } }

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }
}
