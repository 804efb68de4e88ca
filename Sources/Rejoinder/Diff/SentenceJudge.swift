/// Decides for each changed sentence what the change is about and how much it matters.
struct SentenceJudge {
    private let diff: TextDiff
    private let old: ProseReader
    private let new: ProseReader
    private let addedParagraphs: Set<Int>
    private let removedParagraphs: Set<Int>
    private let isReplaced: Bool
    private let hunkReader: EditClassifier
    private static let mostHunks = 200

    init(_ diff: TextDiff) {
        self.diff = diff
        old = ProseReader(text: diff.old, table: diff.table)
        new = ProseReader(text: diff.new, table: diff.table)
        hunkReader = EditClassifier(old: old, new: new)
        let added = Set(diff.groups.filter(\.old.isEmpty).flatMap(\.new))
        let removed = Set(diff.groups.filter(\.new.isEmpty).flatMap(\.old))
        addedParagraphs = Self.whole(diff.new, added)
        removedParagraphs = Self.whole(diff.old, removed)
        isReplaced = Self.isReplaced(diff, added, removed, new)
    }

    /// The paragraphs of which every sentence is in the set.
    private static func whole(_ text: DiffText, _ sentences: Set<Int>) -> Set<Int> {
        Set(sentences.map { text.sentences[$0].paragraph }).filter { place in
            text.paragraphs[place].allSatisfy(sentences.contains)
        }
    }

    /// Whether most of a text is gone, and what stands in its place says that it was withdrawn.
    ///
    /// A short text in place of a long one may be anything: a wall, a fault, the rest of an
    /// article.
    private static func isReplaced(
        _ diff: TextDiff, _ added: Set<Int>, _ removed: Set<Int>, _ new: ProseReader
    ) -> Bool {
        func words(_ text: DiffText, _ sentences: Set<Int>) -> Int {
            sentences.reduce(0) { $0 + text.sentences[$1].tokens.count }
        }
        let gone = words(diff.old, removed)
        guard gone >= 60, gone * 5 >= diff.old.tokens.count * 4,
            diff.new.tokens.count * 4 <= gone
        else { return false }
        return Set(added.map { diff.new.sentences[$0].paragraph }).contains {
            Notice.kind(diff.new.tokens(ofParagraph: $0), new, isAlone: true) == .retraction
        }
    }

    func changes() -> [SentenceChange] {
        if diff.isEqual { return [] }
        var done: Set<Int> = []
        return diff.groups.compactMap { group in
            if group.old.isEmpty { return added(group, &done) }
            if group.new.isEmpty { return removed(group) }
            return matched(group)
        }
    }

    // MARK: - Added and removed

    private func added(_ group: TextDiff.Group, _ done: inout Set<Int>) -> SentenceChange? {
        guard let place = group.new.first else { return nil }
        let paragraph = diff.new.sentences[place].paragraph
        let isAlone = addedParagraphs.contains(paragraph)
        let range =
            isAlone ? diff.new.tokens(ofParagraph: paragraph) : diff.new.sentences[place].tokens
        let text = diff.new.text(diff.new.sentences[place].tokens)
        let (kind, level, reason) = addition(
            range, paragraph, isAlone: isAlone, isFirst: !isAlone || done.insert(paragraph).inserted
        )
        return SentenceChange(
            kind: .added, before: nil, after: text, reason: reason, level: level, kinds: [kind],
            spans: [DiffSpan(.added, text)])
    }

    private func addition(
        _ range: Range<Int>, _ paragraph: Int, isAlone: Bool, isFirst: Bool
    ) -> (ChangeKind, ChangeLevel, String) {
        let nature = nature(new, range, isAlone ? paragraph : nil, addedParagraphs)
        if nature == .timestamp { return noise(nature) }
        if nature == .boilerplate, SiteSpeech(reader: new).isAddress(range) { return noise(nature) }
        if let notice = Notice.kind(range, new, isAlone: isAlone),
            notice != .response || new.endsSentence(range)
        {
            return (notice, .major, "a notice of \(notice.rawValue) was added")
        }
        if nature != .prose { return noise(nature) }
        if isReplaced { return (.retraction, .major, "a notice replaces the text") }
        return (.added, .major, "a sentence was added")
    }

    /// The nature of a sentence that only one text has.
    ///
    /// - Parameter paragraph: its paragraph, if nothing else in it is in the other text.
    private func nature(
        _ reader: ProseReader, _ range: Range<Int>, _ paragraph: Int?, _ unmatched: Set<Int>
    ) -> LineNature {
        guard let paragraph else {
            return SiteSpeech(reader: reader).isSpoken(range) ? .boilerplate : .prose
        }
        return LineReader(reader: reader, unmatched: unmatched).nature(ofParagraph: paragraph)
    }

    private func noise(_ nature: LineNature) -> (ChangeKind, ChangeLevel, String) {
        let kind = nature.kind ?? .boilerplate
        switch nature {
        case .caption: return (kind, .minor, "a caption or credit")
        case .byline: return (kind, .minor, "a line about who wrote it")
        case .timestamp: return (kind, .none, "a time of publication")
        case .counter: return (kind, .none, "a counter")
        case .boilerplate, .label, .prose:
            return (kind, .none, "a label or an appeal to the reader, no prose")
        }
    }

    private func removed(_ group: TextDiff.Group) -> SentenceChange? {
        guard let place = group.old.first else { return nil }
        let paragraph = diff.old.sentences[place].paragraph
        let tokens = diff.old.sentences[place].tokens
        let text = diff.old.text(tokens)
        let isAlone = removedParagraphs.contains(paragraph)
        let nature = nature(old, tokens, isAlone ? paragraph : nil, removedParagraphs)
        var (kind, level, reason) = (
            ChangeKind.removed, ChangeLevel.major, "a sentence was removed"
        )
        if isReplaced { (kind, reason) = (.retraction, "a notice replaces the text") }
        if nature != .prose { (kind, level, reason) = noise(nature) }
        return SentenceChange(
            kind: .removed, before: text, after: nil, reason: reason, level: level, kinds: [kind],
            spans: [DiffSpan(.removed, text)])
    }

    // MARK: - Matched

    private func matched(_ group: TextDiff.Group) -> SentenceChange? {
        let edits = WordEdits(diff, group)
        if edits.isEqual && !group.isMoved { return nil }
        if edits.isEqual, edits.newTokens.count(where: new.isWord) < 4 { return nil }
        let nature = natureOfBoth(group)
        var kinds = kinds(edits, group, nature)
        if group.isMoved, nature == nil { kinds.insert(.moved) }
        guard !kinds.isEmpty else { return nil }
        let sorted = ChangeKind.allCases.filter(kinds.contains)
        let most = sorted.map(Self.level).max() ?? .none
        let level = nature == .label ? min(most, .minor) : most
        let reason =
            nature == .label && level == .minor
            ? "a heading or label was edited"
            : sorted.first { Self.level($0) == most }.map(Self.reason) ?? ""
        return SentenceChange(
            kind: group.isMoved && edits.isEqual ? .moved : .changed,
            before: text(diff.old, group.old),
            after: text(diff.new, group.new), reason: reason, level: level, kinds: sorted,
            spans: DiffSpans.spans(edits))
    }

    /// What an edit of a line of that nature is about.
    ///
    /// In what a site says of itself, figures and words change by themselves, but no "not" and no
    /// "may". A label of a few words is no heading.
    private func kinds(
        _ edits: WordEdits, _ group: TextDiff.Group, _ nature: LineNature?
    ) -> Set<ChangeKind> {
        guard let nature else { return editKinds(edits, group) }
        let isWorded =
            switch nature {
            case .boilerplate:
                edits.hunks.contains(where: hunkReader.isReversal)
                    || !SiteSpeech(reader: new).varies(editKinds(edits, group), in: range(group))
            case .label:
                edits.oldTokens.count(where: old.isWord) >= 4
                    && edits.newTokens.count(where: new.isWord) >= 4
            default: false
            }
        return isWorded ? editKinds(edits, group) : Set([nature.kind].compactMap(\.self))
    }

    private func text(_ text: DiffText, _ sentences: [Int]) -> String {
        sentences.map { text.text(text.sentences[$0].tokens) }.joined(separator: " ")
    }

    /// The nature of a group whose two sides are the same label or line of times and figures.
    private func natureOfBoth(_ group: TextDiff.Group) -> LineNature? {
        guard let before = nature(group.old, old), let after = nature(group.new, new) else {
            return nil
        }
        let noise: Set<LineNature> = [.timestamp, .counter, .boilerplate, .label]
        guard noise.contains(before), noise.contains(after) else { return nil }
        return after == .label ? before : after
    }

    private func nature(_ sentences: [Int], _ reader: ProseReader) -> LineNature? {
        let paragraphs = Set(sentences.map { reader.text.sentences[$0].paragraph })
        guard paragraphs.count == 1, let paragraph = paragraphs.first,
            reader.text.paragraphs[paragraph].count == sentences.count
        else { return nil }
        return LineReader(reader: reader, unmatched: []).nature(ofParagraph: paragraph)
    }

    private func editKinds(_ edits: WordEdits, _ group: TextDiff.Group) -> Set<ChangeKind> {
        let isJoint = group.old.count != group.new.count
        let hunks = edits.hunks
        // With so many edits, a sentence is a different sentence.
        guard hunks.count <= Self.mostHunks else { return [.claim] }
        var kinds = Set(hunks.compactMap { hunkReader.kind($0, isJoint: isJoint) })
        if !isJoint, kinds.contains(.wording), hunkReader.isOtherDoer(hunks) {
            kinds.remove(.wording)
            kinds.insert(.claim)
        }
        if isJoint, !edits.isEqual {
            kinds.insert(group.old.count < group.new.count ? .split : .merged)
        }
        if let notice = newNotice(group) { kinds.insert(notice) }
        return kinds
    }

    /// The kind of a notice that was reworded, or that was added to an existing sentence.
    private func newNotice(_ group: TextDiff.Group) -> ChangeKind? {
        guard let place = group.old.first, group.new.count <= 3,
            let kind = Notice.kind(range(group), new, isAlone: true),
            kind != .response,
            Notice.kind(diff.old.sentences[place].tokens, old, isAlone: true) != kind
        else { return nil }
        return kind
    }

    /// The tokens of the group in the new text.
    private func range(_ group: TextDiff.Group) -> Range<Int> {
        guard let first = group.new.first, let last = group.new.last else { return 0..<0 }
        let (start, end) = (diff.new.sentences[first].tokens, diff.new.sentences[last].tokens)
        return start.lowerBound..<max(start.lowerBound, end.upperBound)
    }

    // MARK: - Levels

    static func level(_ kind: ChangeKind) -> ChangeLevel {
        switch kind {
        case .number, .date, .name, .negation, .claim, .quotation, .update, .response, .correction,
            .retraction, .headline, .added, .removed:
            .major
        case .wording, .typo, .moved, .split, .merged, .byline, .caption, .style: .minor
        case .whitespace, .typography, .markup, .timestamp, .counter, .boilerplate, .tracking: .none
        }
    }

    private static func reason(_ kind: ChangeKind) -> String {
        switch kind {
        case .number: "a figure changed"
        case .date: "a date changed"
        case .name: "a name changed"
        case .negation: "a negation came or went"
        case .claim: "what is claimed changed"
        case .quotation: "a quotation changed"
        case .update, .response, .correction, .retraction:
            "a notice of \(kind.rawValue) was written in"
        case .typo: "a slip of spelling was mended or made"
        case .style: "only house style changed"
        case .wording: "the same is said in other words"
        case .moved: "the sentence moved"
        case .split: "the sentence was split"
        case .merged: "sentences were merged"
        case .typography: "only marks changed"
        default: kind.rawValue
        }
    }
}
