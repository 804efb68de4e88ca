extension Configuration {
    /// Where events are sent.
    package struct Sink: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case standardOutput(LineFormat)
            case webhook(Webhook)
        }

        package enum LineFormat: String, Sendable, CaseIterable {
            /// Text for people.
            case text
            /// One JSON document on each line.
            case jsonl
        }

        package struct Webhook: Sendable, Equatable {
            package var url: String
            /// The keys to sign with; empty only if the operator asked for `unsigned`.
            ///
            /// Each makes a signature of its own, so that a secret can be replaced without haste.
            package var secrets: [Secret] = []
            package var headers: [Feed.Header] = []
            /// The time for one attempt; the default is 20 s.
            package var timeout: Duration = .seconds(20)

            package init(url: String) { self.url = url }
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

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }
}
