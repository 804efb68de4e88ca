/// A short look at a page: its title, its first words, and the names in its code.
///
/// It takes bounded time and memory, whatever the page's size.
struct PageSurvey {
    /// The title in lower case; the rest is in lower case, too.
    private var title = ""
    private var text = ""
    /// The values of attributes, and the beginnings of scripts.
    private var code = ""
    private(set) var hasPassword = false
    private(set) var isHTML = false
    /// The bytes of text that a person reads, not counting blanks.
    private var textBytes = 0

    private static let surveyed = 1 << 19
    private static let kept = 8192
    /// A page with more text than this is not a notice; it is about 250 words.
    private static let notice = 1500

    init(_ bytes: [UInt8]) {
        var gathering = Gathering()
        gathering.read(
            bytes, bytes.startIndex..<min(bytes.count, Self.surveyed), keeping: Self.kept)
        title = Self.folded(gathering.title)
        text = Self.folded(gathering.text)
        code = Self.folded(gathering.code)
        hasPassword = gathering.hasPassword
        isHTML = gathering.tags > 0 && gathering.isHTML
        textBytes = gathering.textBytes
    }

    var isWordy: Bool { textBytes > Self.notice }

    /// Whether one of the phrases is the title, or a part of it between dashes and the like.
    ///
    /// A headline with the phrase among other words is about such a page; it is not one.
    func titleHolds(_ phrases: [String]) -> Bool {
        let parts = title.split { "|-–—·:»/".contains($0) }
        return parts.contains { part in
            phrases.contains { phrase in
                part.utf8.count <= phrase.utf8.count + 12
                    && part.utf8.firstRange(of: phrase.utf8) != nil
            }
        }
    }

    func codeHolds(_ names: [String]) -> Bool { Self.holds(code, names) }

    /// Whether one of the phrases occurs in the title, or in the text of a page that says little.
    func textHolds(_ phrases: [String]) -> Bool {
        !isWordy && (Self.holds(title, phrases) || Self.holds(text, phrases))
    }

    private static func holds(_ text: String, _ phrases: [String]) -> Bool {
        phrases.contains { text.utf8.firstRange(of: $0.utf8) != nil }
    }

    /// The text in lower case, with runs of blanks as one, and typographic apostrophes made plain.
    private static func folded(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self).caseFolded
        return text.replacing("\u{2019}", with: "'").split { $0.isWhitespace }
            .joined(separator: " ")
    }
}

/// What has been collected on the way through a page.
private struct Gathering {
    var title: [UInt8] = []
    var text: [UInt8] = []
    var code: [UInt8] = []
    var hasPassword = false
    var isHTML = false
    var tags = 0
    var textBytes = 0
    private var open = HTMLName.other

    mutating func read(_ bytes: [UInt8], _ range: Range<Int>, keeping kept: Int) {
        var tokenizer = HTMLTokenizer(bytes, range)
        while let token = tokenizer.next() {
            switch token {
            case .text: take(text: bytes[tokenizer.range], keeping: kept)
            case .startTag: take(tag: tokenizer, keeping: kept)
            case .endTag: open = .other
            }
        }
    }

    private mutating func take(text piece: ArraySlice<UInt8>, keeping kept: Int) {
        switch open {
        case .title: Self.append(piece, to: &title, upTo: 512)
        case .script: Self.append(piece.prefix(1024), to: &code, upTo: kept)
        case .style, .template: break
        default:
            textBytes += piece.reduce(0) { $1.isBlank ? $0 : $0 + 1 }
            Self.append(piece, to: &text, upTo: kept)
        }
    }

    private mutating func take(tag: HTMLTokenizer, keeping kept: Int) {
        open = tag.isSelfClosing || tag.name.isVoid ? .other : tag.name
        tags += 1
        switch tag.name {
        case .html, .head, .body, .title, .div, .p: isHTML = true
        default: break
        }
        for attribute in tag.attributes {
            let value = tag.bytes[attribute.value]
            if tag.name == .input, Bytes(tag.bytes, attribute.name).equalsFolded("type"),
                Bytes(tag.bytes, attribute.value).equalsFolded("password")
            {
                hasPassword = true
            }
            Self.append(value.prefix(256), to: &code, upTo: kept)
        }
    }

    private static func append(
        _ piece: ArraySlice<UInt8>, to bytes: inout [UInt8], upTo limit: Int
    ) {
        guard bytes.count < limit else { return }
        bytes += piece.prefix(limit - bytes.count)
        bytes.append(0x20)
    }
}
