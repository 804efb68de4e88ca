/// Labels of encodings, as the WHATWG Encoding Standard (section 4.2) reads them.
enum EncodingLabels {
    static func canonicalName(_ label: String) -> String? {
        var key = String(label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
        if key.hasPrefix("cs") { key.removeFirst(2) }
        if let name = names[key] { return name }
        let dashed = key.replacing("_", with: "-")
        if let name = names[dashed] { return name }
        for (prefix, name) in [("cp", "windows-"), ("windows", "windows-"), ("x-cp", "windows-")] {
            guard dashed.hasPrefix(prefix) else { continue }
            let number = dashed.dropFirst(prefix.count).drop { $0 == "-" }
            if windows.contains(String(number)) { return name + number }
        }
        for prefix in ["iso-8859-", "iso8859-", "iso8859", "iso-ir-"] where dashed.hasPrefix(prefix)
        {
            let part = dashed.dropFirst(prefix.count).prefix { $0.isNumber }
            if part == "1" { return "windows-1252" }
            if part == "9" { return "windows-1254" }
            if part == "11" { return "windows-874" }
            if latin.contains(String(part)) { return "iso-8859-\(part)" }
        }
        return nil
    }

    /// Whether the label says that every byte is ASCII.
    ///
    /// It is read as windows-1252, but over other bytes it is only a server's default.
    static func isASCII(_ label: String) -> Bool {
        ["us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us"].contains(
            label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }

    /// Whether a character above ASCII may take several bytes.
    static func isMultiByte(_ name: String) -> Bool {
        ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "euc-tw"].contains(name)
    }

    /// The name by which the C library knows the encoding.
    static func iconvName(_ name: String) -> String {
        switch name {
        case "gb18030", "gbk": "GB18030"
        case "shift_jis": "CP932"
        case "euc-kr": "CP949"
        case "big5": "BIG5-HKSCS"
        case "macintosh": "MACINTOSH"
        case "x-mac-cyrillic": "MAC-CYRILLIC"
        case let name where name.hasPrefix("windows-"): "CP" + name.dropFirst(8)
        default: name.uppercased()
        }
    }

    private static let windows: Set<String> = [
        "874", "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258",
    ]
    private static let latin: Set<String> = [
        "2", "3", "4", "5", "6", "7", "8", "10", "13", "14", "15", "16",
    ]

    private static let names: [String: String] = [
        "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
        "utf-16": "utf-16le", "utf-16le": "utf-16le", "utf-16be": "utf-16be",
        "ucs-2": "utf-16le", "iso-10646-ucs-2": "utf-16le", "unicode": "utf-16le",
        "utf-32": "utf-32le", "utf-32le": "utf-32le", "utf-32be": "utf-32be",
        "ucs-4": "utf-32be", "iso-10646-ucs-4": "utf-32be",
        "us-ascii": "windows-1252", "ascii": "windows-1252", "ansi-x3.4-1968": "windows-1252",
        "latin1": "windows-1252", "latin-1": "windows-1252", "l1": "windows-1252",
        "iso-8859-1": "windows-1252", "cp819": "windows-1252", "ibm819": "windows-1252",
        "latin2": "iso-8859-2", "latin3": "iso-8859-3", "latin4": "iso-8859-4",
        "latin5": "windows-1254", "latin6": "iso-8859-10", "latin9": "iso-8859-15",
        "latin-9": "iso-8859-15", "cyrillic": "iso-8859-5", "greek": "iso-8859-7",
        "hebrew": "iso-8859-8", "arabic": "iso-8859-6",
        "koi8-r": "koi8-r", "koi": "koi8-r", "koi8": "koi8-r", "koi8r": "koi8-r",
        "koi8-u": "koi8-u", "koi8-ru": "koi8-u", "koi8u": "koi8-u",
        "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "cp936": "gb18030",
        "gb-2312-80": "gb18030", "chinese": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz",
        "big5": "big5", "big5-hkscs": "big5", "cn-big5": "big5", "cp950": "big5",
        "shift-jis": "shift_jis", "shift_jis": "shift_jis", "sjis": "shift_jis",
        "x-sjis": "shift_jis", "ms932": "shift_jis", "cp932": "shift_jis",
        "windows-31j": "shift_jis", "ms_kanji": "shift_jis",
        "euc-jp": "euc-jp", "eucjp": "euc-jp", "x-euc-jp": "euc-jp",
        "iso-2022-jp": "iso-2022-jp", "iso-2022-kr": "iso-2022-kr",
        "euc-kr": "euc-kr", "euckr": "euc-kr", "ks-c-5601-1987": "euc-kr", "cp949": "euc-kr",
        "korean": "euc-kr", "windows-949": "euc-kr", "uhc": "euc-kr",
        "euc-tw": "euc-tw", "tis-620": "windows-874",
        "macintosh": "macintosh", "mac": "macintosh", "macroman": "macintosh",
        "x-mac-roman": "macintosh", "x-mac-cyrillic": "x-mac-cyrillic",
        "ibm866": "ibm866", "cp866": "ibm866", "866": "ibm866", "ibm037": "ibm037",
        "cp437": "cp437", "ibm437": "cp437", "cp850": "cp850", "cp852": "cp852",
        "utf-7": "utf-7", "viscii": "viscii", "cp1006": "cp1006", "ptcp154": "ptcp154",
    ]
}
