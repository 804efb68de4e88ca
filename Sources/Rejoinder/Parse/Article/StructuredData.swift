/// What a page says about itself in JSON-LD (schema.org).
struct StructuredData {
    private(set) var headline: String?
    private(set) var authors: [String] = []
    private(set) var published: String?
    private(set) var modified: String?
    private(set) var language: String?
    private(set) var body: String?
    private(set) var url: String?
    private(set) var publisher: String?
    private(set) var isFree: Bool?
    /// Whether an article describes itself; if none does, the rest is only a guess.
    private(set) var hasArticle = false

    private static let maximumObjects = 2000

    init(_ tree: HTMLTree) {
        var roots: [JSONValue] = []
        for index in tree.records.indices where tree.records[index].name == .script {
            guard let kind = tree.attribute(HTMLTree.Node(index: index), "type"),
                kind.caseFolded.hasPrefix("application/ld+json")
            else { continue }
            for child in (index + 1)..<max(tree.records[index].end, index + 1) {
                let range = tree.records[child].range
                if let value = LooseJSON.value(tree.source, range) { roots.append(value) }
            }
        }
        read(roots)
    }

    /// Reads breadth first, so that an article counts before the articles that it mentions.
    private mutating func read(_ roots: [JSONValue]) {
        var queue = roots
        var names: [String: String] = [:]
        var next = 0
        while next < queue.count, next < Self.maximumObjects {
            let value = queue[next]
            next += 1
            switch value {
            case .array(let values): queue += values
            case .object(let members):
                if let id = value["@id"]?.stringValue, let name = value["name"]?.stringValue {
                    names[id] = name
                }
                read(value)
                for member in members where Self.leads(member.name) {
                    queue.append(member.value)
                }
            default: break
            }
        }
        authors = authors.map { names[$0] ?? $0 }.filter {
            !$0.hasPrefix("http") && !$0.hasPrefix("#")
        }
    }

    private static func leads(_ name: String) -> Bool {
        [
            "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "author", "hasPart",
            "publisher", "isPartOf",
        ]
        .contains(name)
    }

    private mutating func read(_ value: JSONValue) {
        let types = Self.strings(value["@type"])
        if types.contains(where: Self.isArticle) {
            guard !hasArticle else { return }
            hasArticle = true
            headline = value["headline"]?.stringValue ?? value["name"]?.stringValue
            authors = Self.names(value["author"] ?? value["creator"])
            published = value["datePublished"]?.stringValue ?? value["dateCreated"]?.stringValue
            modified = value["dateModified"]?.stringValue
            language = Self.strings(value["inLanguage"]).first
            body = value["articleBody"]?.stringValue
            url = value["url"]?.stringValue
            publisher = Self.names(value["publisher"]).first
            isFree = Self.flag(value["isAccessibleForFree"])
        } else if !hasArticle, types.contains(where: Self.isPage) {
            published = published ?? value["datePublished"]?.stringValue
            modified = modified ?? value["dateModified"]?.stringValue
            language = language ?? Self.strings(value["inLanguage"]).first
            if authors.isEmpty { authors = Self.names(value["author"]) }
        }
    }

    private static func isArticle(_ type: String) -> Bool {
        let name = type.split(separator: "/").last.map(String.init) ?? type
        return name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "Report"
            || name == "AnalysisNewsArticle" || name == "Review"
    }

    private static func isPage(_ type: String) -> Bool {
        type.hasSuffix("WebPage") || type.hasSuffix("VideoObject") || type.hasSuffix("ItemPage")
    }

    private static func flag(_ value: JSONValue?) -> Bool? {
        switch value {
        case .bool(let flag): flag
        case .string(let text): text.caseFolded == "true"
        default: nil
        }
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.compactMap(\.stringValue)
        case .object:
            [value?["alternateName"]?.stringValue ?? value?["name"]?.stringValue].compactMap { $0 }
        default: []
        }
    }

    private static func names(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.flatMap { one in one.isArray ? [] : names(one) }
        case .object:
            [
                strings(value?["name"]),
                [value?["givenName"], value?["familyName"]].compactMap { $0?.stringValue }
                    .joined(separator: " ").nonBlank.map { [$0] } ?? [],
                [value?["@id"]?.stringValue].compactMap { $0 },
            ]
            .first { !$0.isEmpty } ?? []
        default: []
        }
    }
}

extension JSONValue {
    fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}
