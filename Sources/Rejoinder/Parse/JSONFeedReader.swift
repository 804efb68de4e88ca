/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).
enum JSONFeedReader {
    static func read(_ bytes: [UInt8], base: URLReference?) -> FeedDocument {
        var document = FeedDocument()
        let root: JSONValue
        do {
            root = try JSONValue(parsing: bytes)
        } catch {
            document.isWellFormed = false
            document.isComplete = false
            document.error = error.description
            return document
        }
        guard let format = format(root) else {
            document.error = "it is JSON, but no JSON Feed"
            return document
        }
        document.format = format
        document.feed = feed(root, base: base)
        if case .array(let items) = root["items"] {
            document.isComplete = items.count <= FeedCollector.maximumEntries
            document.entries = items.prefix(FeedCollector.maximumEntries).compactMap { item in
                guard case .object = item else { return nil }
                return entry(item, feedLanguage: document.feed.language, base: base)
            }
        }
        return document
    }

    private static func format(_ root: JSONValue) -> FeedFormat? {
        guard let version = root["version"]?.stringValue?.caseFolded,
            let mark = version.firstRange(of: "jsonfeed.org/version/")
        else { return nil }
        return version[mark.upperBound...].trimmed == "1.1" ? .jsonfeed11 : .jsonfeed10
    }

    private static func feed(_ root: JSONValue, base: URLReference?) -> FeedInfo {
        var info = FeedInfo()
        info.title = text(root["title"])
        info.link = address(root["home_page_url"], base)
        info.selfLink = address(root["feed_url"], base)
        info.subtitle = text(root["description"])
        info.language = root["language"]?.stringValue?.nonBlank
        info.icon = address(root["favicon"], base)
        info.image = address(root["icon"], base)
        info.authors = authors(root, base)
        info.hubs = list(root["hubs"]).compactMap { address($0["url"], base) }
        return info
    }

    private static func entry(
        _ item: JSONValue, feedLanguage: String?, base: URLReference?
    ) -> FeedEntry {
        var entry = FeedEntry()
        entry.id = id(item["id"])
        entry.link = address(item["url"], base) ?? address(item["external_url"], base)
        entry.title = text(item["title"])
        entry.summary = text(item["summary"])
        if let html = item["content_html"]?.stringValue?.nonBlank {
            entry.content = TextConstruct(
                kind: .html, value: HTMLFragment.resolvingAddresses(html, base: base))
        } else {
            entry.content = text(item["content_text"])
        }
        entry.published = item["date_published"]?.stringValue.map { FeedDate($0) }
        entry.updated = item["date_modified"]?.stringValue.map { FeedDate($0) }
        entry.authors = authors(item, base)
        entry.categories = list(item["tags"]).compactMap {
            $0.stringValue?.nonBlank.map { FeedCategory(term: $0) }
        }
        entry.enclosures = list(item["attachments"]).compactMap { attachment in
            address(attachment["url"], base).map {
                FeedEnclosure(
                    url: $0, type: attachment["mime_type"]?.stringValue,
                    length: attachment["size_in_bytes"]?.wholeNumber)
            }
        }
        entry.language = item["language"]?.stringValue?.nonBlank ?? feedLanguage
        entry.image = address(item["image"], base)
        return entry
    }

    /// The id as text; a number is invalid but occurs, and becomes its decimal string.
    private static func id(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.nonBlank
        case .int(let number): String(number)
        case .double(let number): String(number)
        default: nil
        }
    }

    private static func text(_ value: JSONValue?) -> TextConstruct? {
        value?.stringValue?.nonBlank.map { TextConstruct(kind: .text, value: $0) }
    }

    private static func address(_ value: JSONValue?, _ base: URLReference?) -> String? {
        value?.stringValue.flatMap { URLReference.absolute($0, base: base) }
    }

    private static func list(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let values) = value { values } else { [] }
    }

    /// Reads `authors` from 1.1, or `author` from 1.0.
    private static func authors(_ value: JSONValue, _ base: URLReference?) -> [FeedAuthor] {
        var people = list(value["authors"])
        if people.isEmpty, let author = value["author"] { people = [author] }
        return people.compactMap { person in
            let author = FeedAuthor(
                name: person["name"]?.stringValue?.nonBlank ?? person.stringValue?.nonBlank,
                url: address(person["url"], base))
            return author == FeedAuthor() ? nil : author
        }
    }
}

extension JSONValue {
    fileprivate var wholeNumber: Int? {
        switch self {
        case .int(let number): Int(exactly: number)
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }
}
