/// Builds a tree from what the tokenizer finds.
///
/// It follows those rules of the HTML Living Standard (section 13.2.6) that change where text
/// belongs: which tags end which elements. It does not move what has been placed, so the nodes keep
/// the order of the source.
struct HTMLTreeBuilder {
    private var tree: HTMLTree
    /// The open elements, outermost first; the document is the first.
    private var open = [0]
    /// How many start tags past the depth limit still await their end tags.
    private var surplus = 0
    /// How many open elements allow a tag to close itself.
    private var foreign = 0
    /// How many paragraphs are open; without any, a block need not look for one to end.
    private var paragraphs = 0
    /// Which of `html` and `body` have been seen: there is one of each.
    private var seen: [HTMLName] = []

    /// How many steps have been taken from tags to the elements that they might end.
    private var steps = 0

    static let maximumDepth = 512
    /// No page needs more steps than this; past it, a tag ends only what is near.
    ///
    /// So a page full of tags that end nothing does not cost the square of its size.
    private static let maximumSteps = 4_000_000
    private static let near = 8

    static func tree(_ source: [UInt8]) -> HTMLTree {
        var builder = HTMLTreeBuilder(tree: HTMLTree(empty: source))
        var tokenizer = HTMLTokenizer(source, source.indices)
        while let token = tokenizer.next() {
            switch token {
            case .text: builder.text(tokenizer)
            case .startTag: builder.start(tokenizer)
            case .endTag: builder.end(tokenizer)
            }
        }
        while !builder.open.isEmpty { builder.pop() }
        return builder.tree
    }

    private init(tree: HTMLTree) { self.tree = tree }

    private mutating func text(_ token: HTMLTokenizer) {
        if name(at: open.count - 1) == .head {
            // A blank changes nothing, but other text ends the head.
            guard token.range.contains(where: { !token.bytes[$0].isBlank }) else { return }
            pop()
        }
        append(
            HTMLTree.Record(
                parent: open[open.count - 1], range: token.range,
                hasReferences: token.hasReferences))
        let last = tree.records.count - 1
        tree.records[last].end = last + 1
    }

    private mutating func start(_ token: HTMLTokenizer) {
        let name = token.name
        if name == .html || name == .body {
            guard !seen.contains(name) else { return }
            seen.append(name)
        }
        closeBefore(name)
        let mayCloseItself = foreign > 0 || name == .svg || name == .math || name.isRaw
        let isClosed = name.isVoid || (token.isSelfClosing && mayCloseItself)
        guard isClosed || open.count < Self.maximumDepth else {
            surplus += 1
            return
        }
        let first = tree.attributeRecords.count
        tree.attributeRecords += token.attributes
        append(
            HTMLTree.Record(
                name: name, parent: open[open.count - 1], range: token.nameRange,
                attributes: first..<tree.attributeRecords.count))
        let index = tree.records.count - 1
        guard !isClosed else {
            tree.records[index].end = index + 1
            return
        }
        open.append(index)
        if name == .svg || name == .math { foreign += 1 }
        if name == .p { paragraphs += 1 }
    }

    private mutating func append(_ record: HTMLTree.Record) {
        let index = tree.records.count
        var record = record
        let parent = record.parent
        record.previous = tree.records[parent].lastChild
        if record.previous >= 0 {
            tree.records[record.previous].next = index
        } else {
            tree.records[parent].firstChild = index
        }
        tree.records[parent].lastChild = index
        tree.records.append(record)
    }

    private mutating func pop() {
        let index = open.removeLast()
        tree.records[index].end = tree.records.count
        let name = tree.records[index].name
        if name == .svg || name == .math { foreign -= 1 }
        if name == .p { paragraphs -= 1 }
    }

    private func name(at depth: Int) -> HTMLName { tree.records[open[depth]].name ?? .other }
}

// MARK: - What ends what

extension HTMLTreeBuilder {
    /// Closes the elements that a start tag ends implicitly.
    private mutating func closeBefore(_ name: HTMLName) {
        guard foreign == 0 else { return }
        if self.name(at: open.count - 1) == .head, !name.belongsInHead { pop() }
        switch name {
        case .li: close(to: [.li], within: [.ul, .ol, .menu, .dir])
        case .dt, .dd: close(to: [.dt, .dd], within: [.dl])
        case .option: close(to: [.option], within: [.select, .datalist])
        case .optgroup: close(to: [.option, .optgroup], within: [.select])
        case .tr: close(to: [.tr], within: [.table, .tbody, .thead, .tfoot])
        case .td, .th: close(to: [.td, .th], within: [.table, .tr])
        case .tbody, .thead, .tfoot:
            close(to: [.tbody, .thead, .tfoot, .caption, .colgroup], within: [.table])
        case .a: closeAnchor()
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if self.name(at: open.count - 1).isHeading { pop() }
        case .rp, .rt, .rb: close(to: [.rp, .rt, .rb], within: [.ruby])
        default: break
        }
        if paragraphs > 0, name.endsParagraph { close(to: [.p], within: [.button]) }
    }

    /// Closes the innermost element with one of the names, unless one of the walls is in between.
    private mutating func close(to names: [HTMLName], within walls: [HTMLName]) {
        var depth = open.count - 1
        while depth > 0, maySee(depth) {
            let name = name(at: depth)
            if names.contains(name) {
                while open.count > depth { pop() }
                return
            }
            if walls.contains(name) || (name.isWall && !(names[0].isTablePart && name.isTablePart))
            {
                return
            }
            depth -= 1
        }
    }

    /// Closes an open anchor before another one, unless a block is in between.
    private mutating func closeAnchor() {
        for depth in open.indices.dropFirst().reversed() {
            guard maySee(depth) else { return }
            let name = name(at: depth)
            if name == .a {
                while open.count > depth { pop() }
                return
            }
            if name.isBlock || name.isWall { return }
        }
    }

    private mutating func maySee(_ depth: Int) -> Bool {
        steps += 1
        return steps < Self.maximumSteps || open.count - depth <= Self.near
    }

    private mutating func end(_ token: HTMLTokenizer) {
        guard surplus == 0 else {
            surplus -= 1
            return
        }
        let name = token.name
        // The end of the document ends these, so what follows them belongs inside.
        if name == .body || name == .html || name.isVoid { return }
        var depth = open.count - 1
        while depth > 0, maySee(depth) {
            if isOpen(token, at: depth) {
                while open.count > depth { pop() }
                return
            }
            let between = self.name(at: depth)
            // Inside a table cell, an end tag reaches out only to the table's own parts. An end tag
            // of an inline element does not reach out of a block.
            if between.isWall && !name.isTablePart { return }
            if between == .table && name != .table { return }
            if between.isBlock && !name.isContainer { return }
            depth -= 1
        }
    }

    private func isOpen(_ token: HTMLTokenizer, at depth: Int) -> Bool {
        let record = tree.records[open[depth]]
        guard record.name == token.name else { return false }
        guard token.name == .other else { return true }
        return record.range.count == token.nameRange.count
            && zip(token.bytes[record.range], token.bytes[token.nameRange]).allSatisfy {
                $0.lowercased == $1.lowercased
            }
    }
}

extension HTMLName {
    /// Whether a paragraph cannot contain it, so that its start tag ends a paragraph.
    fileprivate var endsParagraph: Bool {
        switch self {
        case .br, .option, .legend, .tbody, .thead, .tfoot, .tr, .caption, .body, .title: false
        default: isBlock
        }
    }

    /// Whether nothing inside can be ended from outside, or can end what is outside.
    fileprivate var isWall: Bool {
        switch self {
        case .td, .th, .caption, .template, .object, .applet, .marquee, .svg, .math, .html, .select:
            true
        default: false
        }
    }

    fileprivate var isTablePart: Bool {
        switch self {
        case .table, .tbody, .thead, .tfoot, .tr, .td, .th, .caption: true
        default: false
        }
    }

    /// Whether it may contain blocks, and ends what is open inside it.
    fileprivate var isContainer: Bool {
        switch self {
        case .other, .select, .button, .object, .applet, .noscript, .video, .audio, .picture, .svg,
            .math, .map, .template, .canvas, .ruby, .head, .optgroup, .datalist, .slot, .marquee:
            true
        default: isBlock || isTablePart
        }
    }

    fileprivate var belongsInHead: Bool {
        switch self {
        case .head, .title, .meta, .link, .base, .script, .style, .noscript, .template: true
        default: false
        }
    }
}
