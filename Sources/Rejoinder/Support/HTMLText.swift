/// Makes untrusted text safe in HTML, inside an element or a quoted attribute.
package enum HTMLText {
    /// - Parameter hasQuotes: whether quotation marks are escaped too, as attributes need it.
    package static func escaped(_ text: String, hasQuotes: Bool = true) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"" where hasQuotes: out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
