/// Text that is new, piece by piece.
struct NewText: Sendable {
    struct Piece: Sendable {
        let place: Watch.Place
        let text: SharedText
        /// The words that were there before in its stead; nil if there were none.
        var before: SharedText?
        /// Of a statement: the institution that speaks.
        var institution: InstitutionKey?
    }

    var pieces: [Piece] = []
}

extension NewText {
    /// All of a text that nobody has seen before.
    init(_ content: RevisionContent, title: String?, statements: [Statement]) {
        if let title { pieces.append(Piece(place: .title, text: SharedText(title))) }
        pieces.append(Piece(place: .text, text: content.shared))
        pieces += statements.map { Piece($0) }
    }

    /// What a change has brought: sentences that were added or have changed, and a new headline.
    init(_ change: Change, statements: [StatementChange]) {
        for field in change.fields where field.field == .title {
            pieces.append(
                Piece(
                    place: .title, text: SharedText(field.to), before: SharedText(field.from)))
        }
        for sentence in change.sentences where sentence.level == .major {
            guard sentence.kind == .added || sentence.kind == .changed, let after = sentence.after
            else { continue }
            pieces.append(
                Piece(
                    place: .text, text: SharedText(after),
                    before: sentence.before.map { SharedText($0) }))
        }
        for statement in statements {
            guard let new = statement.new else { continue }
            var piece = Piece(new)
            if case .changed(let old, _) = statement { piece.before = SharedText(old.content) }
            pieces.append(piece)
        }
    }
}

extension NewText.Piece {
    init(_ statement: Statement) {
        self.init(
            place: .statements, text: SharedText(statement.content),
            institution: statement.institution)
    }
}

/// What one watch has found in new text.
struct WatchMatch: Sendable {
    let watch: Watch
    /// The words of the text, without repetitions, in its order.
    private(set) var words: [String] = []
    /// The sentences around them, with their places.
    private(set) var sentences: [(place: Watch.Place, text: String)] = []
    fileprivate private(set) var found: Set<Int> = []
    /// Whether one of its words was not there before.
    fileprivate private(set) var isFresh = false

    /// More would not fit into a message.
    private static let mostSentences = 5
    private static let mostWords = 20

    fileprivate init(watch: Watch) { self.watch = watch }

    fileprivate mutating func note(
        _ hit: WatchIndex.Found, in piece: NewText.Piece, isFresh: Bool
    ) {
        found.insert(hit.word)
        guard watch.words.indices.contains(hit.word), !watch.words[hit.word].isUnwanted else {
            return
        }
        self.isFresh = self.isFresh || isFresh
        let text = piece.text.text
        if words.count < Self.mostWords {
            let word = VisibleText.line(text.text(hit.bytes), limit: 100)
            if !words.contains(word) { words.append(word) }
        }
        if sentences.count < Self.mostSentences {
            let sentence = text.sentence(hit.sentence)
            if !sentences.contains(where: { $0.text == sentence }) {
                sentences.append((piece.place, sentence))
            }
        }
    }

    var json: JSONValue {
        .members([
            "name": .string(watch.name), "words": .array(words.map { .string($0) }),
            "sentences": .array(
                sentences.map { sentence in
                    .members([
                        "in": .string(sentence.place.rawValue), "text": .string(sentence.text),
                    ])
                }),
        ])
    }
}

extension WatchIndex {
    /// The watches that find what they look for in new text.
    ///
    /// - Parameters:
    ///   - feed: the name of the feed that has it.
    ///   - institution: whose own feed that is.
    ///   - language: the code of its language, if that is known; asked for only if it matters.
    func matches(
        in text: NewText, feed: String, institution: InstitutionKey?,
        language: @autoclosure () -> String?
    ) -> [WatchMatch] {
        var matches: [Int: WatchMatch] = [:]
        for piece in text.pieces {
            let hits = found(in: piece.text.text)
            guard !hits.isEmpty else { continue }
            let old =
                piece.before.map { Set(found(in: $0.text).map { [$0.watch, $0.word] }) } ?? []
            for hit in hits {
                let watch = watches[hit.watch]
                guard watch.places.contains(piece.place),
                    watch.looks(at: piece, ofFeedOf: institution)
                else { continue }
                matches[hit.watch, default: WatchMatch(watch: watch)].note(
                    hit, in: piece, isFresh: !old.contains([hit.watch, hit.word]))
            }
        }
        return matches.sorted { $0.key < $1.key }.map(\.value).filter { match in
            let watch = match.watch
            return match.isFresh && watch.isMet(by: match.found) && watch.looks(atFeed: feed)
                && (watch.languages.isEmpty
                    || language().map { watch.languages.contains($0) } ?? false)
        }
    }
}

extension Watch {
    fileprivate func looks(atFeed feed: String) -> Bool {
        feeds.isEmpty || feeds.contains { Glob.matches(feed, $0) }
    }

    /// Whether the piece is one of the institutions' own words: in their feeds, or in a statement.
    fileprivate func looks(at piece: NewText.Piece, ofFeedOf own: InstitutionKey?) -> Bool {
        institutions.isEmpty
            || [piece.institution, own].compactMap(\.self).contains {
                institutions.contains($0)
            }
    }
}

extension TokenizedText {
    /// The text of a sentence.
    fileprivate func sentence(_ number: Int) -> String {
        guard sentences.indices.contains(number), let first = sentences[number].first,
            let last = sentences[number].last
        else { return "" }
        let (start, end) = (tokens[first].bytes.lowerBound, tokens[last].bytes.upperBound)
        return VisibleText.line(text(start..<max(start, end)), limit: 500)
    }
}
