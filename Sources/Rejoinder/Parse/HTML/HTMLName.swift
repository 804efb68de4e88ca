/// The names of HTML's elements, including historical ones.
package enum HTMLName: String, CaseIterable, Sendable {
    /// Any other element.
    case other = ""
    case a, abbr, acronym, address, applet, area, article, aside, audio, b, base, basefont, bdi, bdo
    case big, blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup, data
    case datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption
    case figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup
    case hr, html, i, iframe, img, input, ins, kbd, keygen, label, legend, li, link, main, map, mark
    case marquee, math, menu, meta, meter, nav, nobr, noembed, noframes, noscript, object, ol
    case optgroup, option, output, p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc
    case ruby, s, samp, script, search, section, select, slot, small, source, span, strike, strong
    case style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time
    case title, tr, track, tt, u, ul, `var`, video, wbr, xmp

    /// The element with that name, in any case.
    static func named(_ bytes: [UInt8], _ range: Range<Int>) -> HTMLName {
        guard let key = HTMLNameTable.key(bytes, range) else { return .other }
        return HTMLNameTable.table[key]
    }
}

/// Finds names by their bytes, without making a string.
private struct HTMLNameTable {
    static let table = HTMLNameTable()

    private var keys = [UInt128](repeating: 0, count: 1024)
    private var names = [HTMLName](repeating: .other, count: 1024)

    init() {
        for name in HTMLName.allCases where name != .other {
            let bytes = Array(name.rawValue.utf8)
            guard let key = Self.key(bytes, bytes.indices) else { continue }
            var slot = Self.slot(key)
            while keys[slot] != 0 { slot = (slot + 1) & 1023 }
            keys[slot] = key
            names[slot] = name
        }
    }

    /// Up to 16 bytes in lower case, packed into one number; all known names are that short.
    static func key(_ bytes: [UInt8], _ range: Range<Int>) -> UInt128? {
        guard range.count <= 16, !range.isEmpty else { return nil }
        var key: UInt128 = 0
        for index in range { key = key << 8 | UInt128(bytes[index].lowercased) }
        return key
    }

    subscript(key: UInt128) -> HTMLName {
        var slot = Self.slot(key)
        while keys[slot] != 0 {
            if keys[slot] == key { return names[slot] }
            slot = (slot + 1) & 1023
        }
        return .other
    }

    private static func slot(_ key: UInt128) -> Int {
        let folded = UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64)
        return Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
}

extension HTMLName {
    /// Whether it has no content and no end tag (HTML Living Standard, section 13.1.2).
    package var isVoid: Bool {
        switch self {
        case .area, .base, .basefont, .br, .col, .embed, .frame, .hr, .img, .input, .keygen, .link,
            .meta, .param, .source, .track, .wbr:
            true
        default: false
        }
    }

    /// Whether it begins and ends a line of text.
    package var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .br, .caption, .center, .dd, .details,
            .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .h1,
            .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .legend, .li, .main, .menu, .nav, .ol,
            .option, .p, .pre, .search, .section, .summary, .table, .tbody, .tfoot, .thead, .title,
            .tr, .ul, .xmp, .plaintext:
            true
        default: false
        }
    }

    /// Whether what is inside is not text for a reader.
    package var isHidden: Bool {
        switch self {
        case .script, .style, .template, .noscript, .iframe, .noembed, .noframes, .svg, .datalist:
            true
        default: false
        }
    }

    /// Whether what is inside is not markup (section 13.2.5.1 and following).
    var isRaw: Bool {
        switch self {
        case .script, .style, .xmp, .iframe, .noembed, .noframes: true
        default: false
        }
    }

    /// Whether what is inside is text with references but without tags.
    var isRawWithReferences: Bool { self == .textarea || self == .title }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }
}
