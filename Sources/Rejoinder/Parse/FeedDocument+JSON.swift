extension FeedDocument {
    /// The neutral model that `rejoinder parse --json` prints.
    package var json: JSONValue {
        guard case .object(let head) = head else { return .null }
        return .object(head + [JSONValue.Member("entries", .array(entries.map(\.json)))])
    }

    /// Writes the JSON in pieces, so that a large feed need not be held as one text.
    package func writeJSON(_ write: ([UInt8]) -> Void) {
        write(head.bytes.dropLast() + Array(",\"entries\":[".utf8))
        for (index, entry) in entries.enumerated() {
            write((index == 0 ? [] : [0x2C]) + entry.json.bytes)
        }
        write(Array("]}".utf8))
    }

    private var head: JSONValue {
        .members([
            "format": format.map { .string($0.rawValue) } ?? .null,
            "encoding": .string(encoding), "encoding_rule": .string(encodingRule),
            "well_formed": .bool(isWellFormed), "complete": .bool(isComplete),
            "error": error.map { .string($0) } ?? .null,
            "recoveries": .list(recoveries.map { .string($0) }), "feed": feed.json,
        ])
    }
}

extension FeedInfo {
    fileprivate var json: JSONValue {
        .members([
            "id": .string(id), "title": title?.json, "link": .string(link),
            "self_link": .string(selfLink), "subtitle": subtitle?.json,
            "language": .string(language), "updated": .time(updated?.moment),
            "published": .time(published?.moment), "icon": .string(icon), "image": .string(image),
            "authors": .list(authors.map(\.json)), "categories": .list(categories.map(\.json)),
            "links": .list(links.map(\.json)), "hubs": .list(hubs.map { .string($0) }),
            "ttl_minutes": ttlMinutes.map { .int($0) },
            "skip_hours": .list(skipHours.map { .int($0) }),
            "skip_days": .list(skipDays.map { .string($0) }),
            "sy_period": .string(updatePeriod), "sy_frequency": updateFrequency.map { .int($0) },
            "sy_base": .time(updateBase?.moment),
        ])
    }
}

extension FeedEntry {
    fileprivate var json: JSONValue {
        .members([
            "id": .string(id), "link": .string(link), "title": title?.json,
            "summary": summary?.json, "content": content?.json,
            "content_src": .string(contentSource), "published": .time(published?.moment),
            "published_raw": .string(published?.raw), "updated": .time(updated?.moment),
            "updated_raw": .string(updated?.raw), "authors": .list(authors.map(\.json)),
            "categories": .list(categories.map(\.json)),
            "enclosures": .list(
                enclosures.map {
                    .members([
                        "url": .string($0.url), "type": .string($0.type),
                        "length": $0.length.map { .int($0) },
                    ])
                }),
            "links": .list(links.map(\.json)), "language": .string(language),
            "comments": .string(comments),
            "source": source.map {
                .members([
                    "title": .string($0.title), "link": .string($0.link), "id": .string($0.id),
                    "updated": .time($0.updated?.moment),
                ])
            },
            "image": .string(image), "complete": isComplete ? nil : .bool(false),
        ])
    }
}

extension TextConstruct {
    fileprivate var json: JSONValue {
        .members(["type": .string(kind.rawValue), "value": .string(value)])
    }
}

extension FeedAuthor {
    fileprivate var json: JSONValue {
        .members(["name": .string(name), "email": .string(email), "url": .string(url)])
    }
}

extension FeedCategory {
    fileprivate var json: JSONValue {
        .members(["term": .string(term), "scheme": .string(scheme), "label": .string(label)])
    }
}

extension FeedLink {
    fileprivate var json: JSONValue {
        .members([
            "rel": .string(rel), "href": .string(href), "type": .string(type),
            "title": .string(title), "hreflang": .string(hreflang),
            "length": length.map { .int($0) },
        ])
    }
}
