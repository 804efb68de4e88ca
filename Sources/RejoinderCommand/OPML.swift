import Rejoinder

/// Lists of feeds in the format that feed readers exchange (OPML 2.0).
///
/// `text` is the feed's name in the configuration, so that an import gives it the same one.
enum OPML {
    static func lines(_ feeds: [FeedState]) -> [String] {
        ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">", "  <head>"]
            + ["    <title>Rejoinder's feeds</title>", "  </head>", "  <body>"]
            + feeds.map { feed in
                "    <outline type=\"rss\" text=\"\(escaped(feed.name))\" "
                    + "title=\"\(escaped(feed.title ?? feed.name))\" "
                    + "xmlUrl=\"\(escaped(feed.url))\"/>"
            } + ["  </body>", "</opml>"]
    }

    private static func escaped(_ text: String) -> String {
        VisibleText.line(text).unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
