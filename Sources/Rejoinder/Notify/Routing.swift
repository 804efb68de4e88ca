/// Which events a sink gets, and when.
///
/// An event passes if every kind of rule that is given lets it pass. A list lets an event pass if
/// one of its elements fits; an empty list lets all pass. What an event does not carry fits nothing:
/// one that comes from no feed does not pass a list of feeds. The level is the exception, as only
/// changes have one.
package struct Route: Hashable, Sendable {
    package let sink: String
    /// Event types, or globs like `inquiry.*`; empty selects all.
    package var types: [String]
    /// Feed names, or globs; empty selects all, also events that come from no feed.
    package var feeds: [String]
    /// Tags of feeds.
    package var tags: [String] = []
    /// Keys of institutions, or globs: whose feed, statement or inquiry the event is about.
    package var institutions: [String] = []
    /// Ids of inquiries, or globs.
    package var inquiries: [String] = []
    /// Who looks after the inquiry that the event is about.
    package var owners: [String] = []
    /// Words or phrases, one of which the event's text must have: see `Phrase`.
    package var words: [String] = []
    /// Changes below this level are not sent.
    ///
    /// An event that is not a change has no level, and passes.
    package var minimumLevel: ChangeLevel?
    package var timing = Timing()
    package var fallback: Fallback?

    /// Where else an event goes that the sink has not taken for some time.
    package struct Fallback: Hashable, Sendable {
        package let sink: String
        package let after: Duration

        package init(sink: String, after: Duration) {
            self.sink = sink
            self.after = after
        }
    }

    package init(
        sink: String, types: [String] = [], feeds: [String] = [], minimumLevel: ChangeLevel? = nil
    ) {
        self.sink = sink
        self.types = types
        self.feeds = feeds
        self.minimumLevel = minimumLevel
    }

    package func accepts(_ event: RoutedEvent) -> Bool { refusal(of: event) == nil }

    /// Why the event does not pass, as the end of "it is not sent, because …"; nil if it passes.
    package func refusal(of event: RoutedEvent) -> String? {
        if let minimumLevel, let level = event.level, level < minimumLevel {
            return "it gets changes that are \(minimumLevel.rawValue) or more, "
                + "and this one is \(level.rawValue)"
        }
        return lists.first { !$0.isEmpty && !$0.fits(event) }
            .map { "its \($0.name) are \($0.values.joined(separator: ", "))" }
    }

    /// The rules that let the event pass, each with the elements that fit; empty if there are none.
    package func reasons(for event: RoutedEvent) -> [String] {
        lists.compactMap { list in
            guard !list.isEmpty else { return nil }
            let fitting = list.values.filter { list.fits($0, event) }
            return "\(list.name) \(fitting.joined(separator: ", "))"
        }
    }
}

extension Route {
    /// One list of a route, with the rule by which an element of it fits an event.
    private struct List {
        let name: String
        let values: [String]
        let fits: (_ value: String, _ event: RoutedEvent) -> Bool

        var isEmpty: Bool { values.isEmpty }

        func fits(_ event: RoutedEvent) -> Bool { values.contains { fits($0, event) } }
    }

    private var lists: [List] {
        [
            List(name: "types", values: types) { Glob.matches($1.type.rawValue, $0) },
            List(name: "feeds", values: feeds) { glob, event in
                event.feed.map { Glob.matches($0, glob) } ?? false
            },
            List(name: "tags", values: tags) { $1.tags.contains($0) },
            List(name: "institutions", values: institutions) { glob, event in
                event.institutions.contains { Glob.matches($0, glob) }
            },
            List(name: "inquiries", values: inquiries) { glob, event in
                event.inquiries.contains { Glob.matches($0, glob) }
            },
            List(name: "owners", values: owners) { $1.owner == $0 },
            List(name: "words", values: words) { word, event in
                Phrase(word).map(event.has) ?? false
            },
        ]
    }
}

extension Route {
    /// As the ledger keeps it.
    package var json: JSONValue {
        .members([
            "sink": .string(sink), "types": .array(types.map { .string($0) }),
            "feeds": .array(feeds.map { .string($0) }),
            "minimumLevel": .string(minimumLevel?.rawValue),
            "tags": .list(tags.map { .string($0) }),
            "institutions": .list(institutions.map { .string($0) }),
            "inquiries": .list(inquiries.map { .string($0) }),
            "owners": .list(owners.map { .string($0) }), "words": .list(words.map { .string($0) }),
            "timing": timing == Timing() ? nil : timing.json,
            "fallback": fallback.map {
                .members(["sink": .string($0.sink), "after": .int($0.after.milliseconds)])
            },
        ])
    }

    /// - Returns: nil if the value is no route; without a part that cannot be read, the route would
    ///   let more through.
    package init?(_ json: JSONValue) {
        guard let sink = json["sink"]?.stringValue, let types = json["types"].flatMap(Self.texts),
            let feeds = json["feeds"].flatMap(Self.texts),
            // Earlier versions wrote none of these.
            let tags = Self.texts(json["tags"] ?? .array([])),
            let institutions = Self.texts(json["institutions"] ?? .array([])),
            let inquiries = Self.texts(json["inquiries"] ?? .array([])),
            let owners = Self.texts(json["owners"] ?? .array([])),
            let words = Self.texts(json["words"] ?? .array([])),
            let timing = json["timing"].map(Timing.init) ?? Timing()
        else { return nil }
        let least = json["minimumLevel"]?.stringValue
        let level = least.flatMap(ChangeLevel.init(rawValue:))
        let fallback = json["fallback"].flatMap(Fallback.init)
        guard (least == nil) == (level == nil), (json["fallback"] == nil) == (fallback == nil)
        else { return nil }
        self.init(sink: sink, types: types, feeds: feeds, minimumLevel: level)
        (self.tags, self.institutions, self.inquiries) = (tags, institutions, inquiries)
        (self.owners, self.words) = (owners, words)
        (self.timing, self.fallback) = (timing, fallback)
    }

    private static func texts(_ json: JSONValue) -> [String]? {
        guard let values = json.arrayValue else { return nil }
        let texts = values.compactMap(\.stringValue)
        return texts.count == values.count ? texts : nil
    }
}

extension Route.Fallback {
    fileprivate init?(_ json: JSONValue) {
        guard let sink = json["sink"]?.stringValue, let after = json["after"]?.intValue else {
            return nil
        }
        self.init(sink: sink, after: .milliseconds(after))
    }
}
