import Markup

/// The text of a page, cut into blocks in document order.
struct TextBlocks {
    /// The text of all blocks, with blanks collapsed.
    private(set) var text: [UInt8] = []
    private(set) var blocks: [TextBlock] = []
    /// For each node of the tree, how many blocks begin before it.
    private(set) var before: [Int32]

    private let tree: HTMLTree
    private let ownAddress: String
    private var scopes: [Scope] = []
    private var isOpen = false
    private var isBlankDue = false
    private var breaks = 0

    /// What an open element means for the text inside it.
    private struct Scope {
        let end: Int
        let element: Int
        let kind: TextBlock.Kind
        let row: Int
        let isLink: Bool
        let isBold: Bool
        let isCode: Bool
        let isBlock: Bool
    }

    /// - Parameter isLeftOut: elements to skip, with everything inside.
    init(_ tree: HTMLTree, url: String?, leavingOut isLeftOut: (Int) -> Bool) {
        self.tree = tree
        ownAddress = url ?? ""
        before = [Int32](repeating: 0, count: tree.records.count + 1)
        text.reserveCapacity(tree.source.count / 4)
        scopes.append(
            Scope(
                end: tree.records.count, element: 0, kind: .paragraph, row: -1, isLink: false,
                isBold: false, isCode: false, isBlock: true))
        collect(isLeftOut)
    }

    /// The blocks that begin inside an element.
    func inside(_ element: Int) -> Range<Int> {
        Int(before[element])..<Int(before[tree.records[element].end])
    }

    func string(_ block: TextBlock) -> String {
        String(decoding: text[block.range], as: UTF8.self)
    }

    private mutating func collect(_ isLeftOut: (Int) -> Bool) {
        var index = 0
        let count = tree.records.count
        while index < count {
            while scopes.count > 1, scopes[scopes.count - 1].end <= index { closeScope() }
            before[index] = Int32(blocks.count)
            let record = tree.records[index]
            guard let name = record.name else {
                write(index, record)
                index += 1
                continue
            }
            if name.isHidden || isLeftOut(index) {
                if name.isBlock { endBlock() }
                // Nodes that are skipped begin no block.
                for passed in index..<record.end { before[passed] = Int32(blocks.count) }
                index = record.end
                continue
            }
            open(name, at: index, end: record.end)
            index += 1
        }
        endBlock()
        before[count] = Int32(blocks.count)
    }

    private mutating func open(_ name: HTMLName, at index: Int, end: Int) {
        if name == .br { return lineBreak() }
        let outer = scopes[scopes.count - 1]
        let isBlock = name.isBlock || name == .td || name == .th
        if isBlock { endBlock() }
        if name == .img { isBlankDue = true }
        guard end > index + 1 else { return }
        let isLink = outer.isLink || (name == .a && leadsAway(index, outer.kind))
        let isBold = outer.isBold || name == .b || name == .strong
        let isCode = outer.isCode || name == .code || name == .kbd || name == .samp
        guard
            isBlock || isLink != outer.isLink || isBold != outer.isBold || isCode != outer.isCode
        else { return }
        scopes.append(
            Scope(
                end: end, element: isBlock ? index : outer.element,
                kind: Self.kind(name, within: outer.kind), row: name == .tr ? index : outer.row,
                isLink: isLink, isBold: isBold, isCode: isCode, isBlock: isBlock))
    }

    /// Takes in a line break; a second one in a row ends the block.
    ///
    /// One is enough after a line that is all bold, because that looks like a heading.
    private mutating func lineBreak() {
        breaks += 1
        isBlankDue = true
        guard isOpen else { return }
        let block = blocks[blocks.count - 1]
        if breaks >= 2 || (block.bold == block.length && block.length < 200) { endBlock() }
    }

    private static func kind(_ name: HTMLName, within outer: TextBlock.Kind) -> TextBlock.Kind {
        switch name {
        case .h1, .h2, .h3, .h4, .h5, .h6: .heading
        case .li, .dd, .dt: .listItem
        case .blockquote: .quotation
        case .td, .th: .cell
        case .pre: .preformatted
        case .figure, .figcaption, .caption: .caption
        case .p where outer == .cell: .paragraph
        case .div where outer == .cell: .paragraph
        case .ul, .ol, .table, .article, .section, .main: .paragraph
        default: outer
        }
    }

    /// Whether a link leads to something other than a place in the same page.
    ///
    /// In a list, such places are a table of contents, so every link counts as leading away.
    private func leadsAway(_ index: Int, _ kind: TextBlock.Kind) -> Bool {
        guard kind != .listItem else { return true }
        let attributes = tree.attributeRecords[tree.records[index].attributes]
        let address = attributes.first { Bytes(tree.source, $0.name).equalsFolded("href") }
        guard let value = address?.value, let first = value.first else { return true }
        if tree.source[first] == 0x23 { return false }
        guard kind == .heading else { return true }
        let mark = ByteSearch.first(0x23, in: tree.source, value)
        guard mark < value.upperBound, mark > first else { return true }
        return !isOwn(tree.source[first..<mark])
    }

    /// Whether an address without its fragment is the page's own.
    private func isOwn(_ address: ArraySlice<UInt8>) -> Bool {
        let own = ownAddress.utf8
        return address.count > 1 && own.count >= address.count
            && own.suffix(address.count).elementsEqual(address)
    }

    private mutating func closeScope() {
        let scope = scopes.removeLast()
        if scope.isBlock { endBlock() }
    }

    private mutating func endBlock() {
        isOpen = false
        isBlankDue = false
        breaks = 0
    }
}

// MARK: - Text

extension TextBlocks {
    private mutating func write(_ index: Int, _ record: HTMLTree.Record) {
        guard record.hasReferences, ByteSearch.contains(0x26, in: tree.source, record.range) else {
            return write(tree.source, record.range, node: index)
        }
        let resolved = Array(HTMLReference.resolved(tree.source, record.range))
        write(resolved, resolved.indices, node: index)
    }

    private mutating func write(_ bytes: [UInt8], _ range: Range<Int>, node: Int) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let blank = LineWriter.blankLength(bytes, at: index, end: end)
            if blank > 0 {
                isBlankDue = true
                index += blank
                continue
            }
            if !isOpen { beginBlock(node) }
            if isBlankDue, blocks[blocks.count - 1].range.lowerBound < text.count {
                text.append(0x20)
            }
            isBlankDue = false
            breaks = 0
            let stop = LineWriter.endOfRun(bytes, from: index, end: end)
            text += bytes[index..<stop]
            count(bytes, index..<stop)
            index = stop
        }
    }

    private mutating func beginBlock(_ node: Int) {
        let scope = scopes[scopes.count - 1]
        blocks.append(
            TextBlock(
                element: scope.element, start: node, kind: scope.kind, row: scope.row,
                range: text.count..<text.count))
        isOpen = true
        isBlankDue = false
    }

    private mutating func count(_ bytes: [UInt8], _ range: Range<Int>) {
        var length = 0
        var commas = 0
        var last: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            if byte < 0x80 {
                length += 1
                if byte == 0x2C { commas += 1 }
                if byte > 0x20 { last = byte }
            } else if byte >= 0xC0 {
                length += byte >= 0xE3 && byte < 0xF0 ? 2 : 1
                last = 0x80
            }
        }
        if last == 0x80 { last = Self.lastMark(bytes, range) }
        let scope = scopes[scopes.count - 1]
        let block = blocks.count - 1
        if blocks[block].length == 0 { blocks[block].beginsLinked = scope.isLink }
        blocks[block].range = blocks[block].range.lowerBound..<text.count
        blocks[block].length += length
        blocks[block].commas += commas
        if scope.isLink { blocks[block].linked += length }
        if scope.isBold { blocks[block].bold += length }
        if scope.isCode { blocks[block].code += length }
        blocks[block].last = last
    }

    /// A full stop if the range ends with a sentence's end; otherwise 0x80.
    private static func lastMark(_ bytes: [UInt8], _ range: Range<Int>) -> UInt8 {
        guard range.count >= 2 else { return 0x80 }
        let (a, b) = (bytes[range.upperBound - 2], bytes[range.upperBound - 1])
        switch (a, b) {
        // « » ؟ ۔
        case (0xC2, 0xAB), (0xC2, 0xBB), (0xD8, 0x9F), (0xDB, 0x94): return 0x2E
        default: break
        }
        guard range.count >= 3 else { return 0x80 }
        switch (bytes[range.upperBound - 3], a, b) {
        // Quotation marks, … ‹ › 。 」 』 ！ ？ ।
        case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xA6), (0xE2, 0x80, 0xB9...0xBA),
            (0xE3, 0x80, 0x82), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xEF, 0xBC, 0x81),
            (0xEF, 0xBC, 0x9F), (0xE0, 0xA5, 0xA4):
            return 0x2E
        default: return 0x80
        }
    }
}
