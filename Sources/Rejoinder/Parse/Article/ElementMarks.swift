/// What the elements of a page say about themselves by tag, role, class and id.
///
/// Names are weak evidence: where much of the page's prose is at stake, they never decide alone.
struct ElementMarks {
    enum Mark: UInt8 {
        case none
        /// It names the article's body.
        case body
        /// It names something around an article.
        case chrome
        /// It names text written by readers.
        case comments
        /// It is not shown.
        case hidden
        /// It names the author or the date.
        case byline
        /// Its tag or role makes it part of the page's frame.
        case frame
    }

    private(set) var marks: [Mark]
    /// The same number for elements with the same tag and class, which one template made.
    ///
    /// A class with a digit in it counts only if another element has the same class; otherwise it
    /// only numbers the element.
    private(set) var signatures: [UInt32]
    /// For each element, a number for the word that marked it; 0 if its tag or role did.
    private(set) var words: [UInt32]

    init(_ tree: HTMLTree) {
        marks = [Mark](repeating: .none, count: tree.records.count)
        signatures = [UInt32](repeating: 0, count: tree.records.count)
        words = [UInt32](repeating: 0, count: tree.records.count)
        var exact: [(index: Int, signature: UInt32)] = []
        var counts: [UInt32: Int] = [:]
        for index in tree.records.indices.dropFirst() {
            let record = tree.records[index]
            guard let name = record.name, !name.isHidden else { continue }
            var reader = MarkReader(tree: tree, name: name)
            for attribute in record.attributes { reader.read(tree.attributeRecords[attribute]) }
            if name != .body, name != .html, !reader.isSwitch || !Self.isOfHeading(tree, index) {
                marks[index] = reader.mark
                words[index] = reader.word
            }
            signatures[index] = reader.signature
            if reader.exact != reader.signature {
                exact.append((index, reader.exact))
                counts[reader.exact, default: 0] += 1
            }
        }
        for (index, signature) in exact where counts[signature, default: 0] > 1 {
            signatures[index] = signature
        }
    }

    /// Whether a button folds the text under a heading: it is inside a heading, or contains one.
    private static func isOfHeading(_ tree: HTMLTree, _ index: Int) -> Bool {
        tree.records[tree.records[index].parent].name?.isHeading == true
            || (index..<min(tree.records[index].end, index + 12)).contains {
                tree.records[$0].name?.isHeading == true
            }
    }
}

/// Reads the attributes of one element.
private struct MarkReader {
    let tree: HTMLTree
    private(set) var mark: ElementMarks.Mark
    /// A number for the word that marked the element, or 0.
    private(set) var word: UInt32 = 0
    /// Whether its tag or role makes it a button, and nothing else marks it.
    private(set) var isSwitch: Bool
    private let isHeading: Bool
    /// A hash of the tag and its classes, without words that contain a digit.
    private(set) var signature: UInt32
    /// A hash of the tag and all its classes.
    private(set) var exact: UInt32

    init(tree: HTMLTree, name: HTMLName) {
        self.tree = tree
        signature = Self.hash(2_166_136_261, UInt8(truncatingIfNeeded: name.hashNumber))
        exact = signature
        isSwitch = name == .button
        isHeading = name.isHeading
        mark =
            switch name {
            case .nav, .footer, .aside, .form, .button, .select, .textarea, .dialog, .menu, .video,
                .audio, .object, .fieldset, .label, .input, .canvas, .search:
                .frame
            case .figcaption: .chrome
            default: .none
            }
    }

    mutating func read(_ attribute: HTMLTokenizer.Attribute) {
        let value = Bytes(tree.source, attribute.value)
        let name = Bytes(tree.source, attribute.name)
        switch attribute.name.count {
        case 2 where name.equalsFolded("id"):
            // The id of a heading or of its section repeats its text, and tells no purpose.
            if !isHeading, Self.words(value) <= 4 { readTokens(value) }
        case 4 where name.equalsFolded("role"): readRole(value)
        case 5 where name.equalsFolded("class"):
            readTokens(value)
            sign(value)
        case 5 where name.equalsFolded("style"): readStyle(value)
        case 6 where name.equalsFolded("hidden"):
            if !value.equalsFolded("until-found") { raise(.hidden) }
        case 7 where name.equalsFolded("data-qa"): readTokens(value)
        case 8 where name.equalsFolded("itemprop"): readProperty(value)
        case 11 where name.equalsFolded("aria-hidden"):
            if value.equalsFolded("true") { raise(.hidden) }
        case 11 where name.equalsFolded("data-testid"): readTokens(value)
        case 14 where name.equalsFolded("data-component"):
            readTokens(value)
            sign(value)
        default: break
        }
    }

    private mutating func raise(_ other: ElementMarks.Mark, by word: UInt32 = 0) {
        switch (mark, other) {
        case (.none, _), (_, .hidden), (.frame, .comments), (.chrome, .comments), (_, .body):
            if other != .none, other != mark || word != 0 { isSwitch = false }
            mark = other
            self.word = word
        default: break
        }
    }

    /// How many words a name has, not counting digits.
    private static func words(_ value: Bytes) -> Int {
        var count = 0
        var wasLetter = false
        for index in value.range {
            let isLetter = value.array[index].isLetter
            if isLetter, !wasLetter { count += 1 }
            wasLetter = isLetter
        }
        return count
    }

    private mutating func readRole(_ value: Bytes) {
        for role: StaticString in [
            "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert",
            "alertdialog", "menu", "menubar", "tooltip", "button", "toolbar", "tablist",
        ] where value.equalsFolded(role) {
            let isButton = value.equalsFolded("button") && mark == .none
            raise(.frame)
            isSwitch = isSwitch || isButton
        }
    }

    private mutating func readProperty(_ value: Bytes) {
        if value.equalsFolded("articlebody") { raise(.body) }
        for property: StaticString in [
            "author", "datepublished", "datemodified", "publisher", "caption", "copyrightholder",
        ] where value.equalsFolded(property) {
            raise(.byline)
        }
    }

    private mutating func readStyle(_ value: Bytes) {
        guard value.range.count < 400 else { return }
        let text = value.array[value.range].filter { !$0.isBlank }
        let packed = Bytes(text, text.indices)
        if packed.contains("display:none") || packed.contains("visibility:hidden") {
            raise(.hidden)
        }
    }

    private mutating func sign(_ value: Bytes) {
        var word = signature
        var hasDigit = false
        for index in value.range {
            let byte = value.array[index]
            exact = Self.hash(exact, byte)
            if byte.isLetter {
                word = Self.hash(word, byte)
            } else if byte.isDigit {
                hasDigit = true
            } else {
                if !hasDigit { signature = word }
                word = signature
                hasDigit = false
            }
        }
        if !hasDigit { signature = word }
        if !value.array[value.range].contains(where: \.isDigit) { exact = signature }
    }

    private static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// Looks up the words of a class or an id.
    ///
    /// `article-body`, `articleBody` and `article_body` have the same two words.
    private mutating func readTokens(_ value: Bytes) {
        var key: UInt128 = 0
        var length = 0
        var previous: UInt128 = 0
        var wasLower = false
        func end(_ marks: inout MarkReader) {
            if length > 0, length <= 16 {
                marks.raise(
                    MarkWords.mark(key, after: previous),
                    by: UInt32(truncatingIfNeeded: key ^ key >> 32 ^ key >> 64 ^ key >> 96))
            }
            previous = length > 0 && length <= 16 ? key : previous
            key = 0
            length = 0
        }
        for index in value.range {
            let byte = value.array[index]
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if byte.isDigit {
                // A word with a digit in it was made by a machine and means nothing.
                length += 100
                continue
            }
            if !byte.isLetter || (isUpper && wasLower) { end(&self) }
            if byte.isBlank { previous = 0 }
            if byte.isLetter {
                length += 1
                if length <= 16 { key = key << 8 | UInt128(byte.lowercased) }
            }
            wasLower = byte.isLetter && !isUpper
        }
        end(&self)
    }
}

extension HTMLName {
    fileprivate var hashNumber: Int { rawValue.utf8.reduce(7) { ($0 &* 31) &+ Int($1) } }
}
