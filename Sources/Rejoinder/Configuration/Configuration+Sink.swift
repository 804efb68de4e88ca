extension Configuration {
    /// Where events are sent.
    package struct Sink: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case standardOutput(LineFormat)
            case webhook(Webhook)
        }

        package enum LineFormat: String, Sendable, CaseIterable {
            /// For people.
            case text
            /// One JSON document a line.
            case jsonl
        }

        package struct Webhook: Sendable, Equatable {
            package var url: String
            /// Each makes a signature of its own, so that a secret can be changed at leisure;
            /// empty only where the operator asked for `unsigned`.
            package var secrets: [Secret] = []
            package var headers: [Feed.Header] = []
            /// For one attempt; the default is 20 s.
            package var timeout: Duration = .seconds(20)

            package init(url: String) { self.url = url }
        }

        /// Unique.
        package var name: String
        package var kind: Kind
        /// Event types, or globs as `inquiry.*`; empty: all.
        package var types: [String] = []
        /// Feed names, or globs; empty: all.
        package var feeds: [String] = []
        /// The changes that are told of; the default is `major` alone.
        package var levels: [ChangeLevel] = [.major]

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }
}
