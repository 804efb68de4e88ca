/// What an event's data says, in words.
struct EventFacts {
    let summary: String
    let details: [Detail]

    init(_ event: Event, _ data: JSONValue) {
        switch event.type {
        case .entryPublished:
            summary = Self.title(data)
            details = Self.place(data)
        case .entryRemoved, .entryRestored:
            summary = Self.title(data)
            details = Self.presence(data) + Self.place(data)
        case .entryUpdated, .entryCorrected, .entryReverted:
            let isStealth = data["change"]?["stealth"] == .bool(true)
            summary = Self.title(data) + (isStealth ? " (its dates did not change)" : "")
            details = Self.changes(data) + Self.place(data)
        case .entryQuarantined:
            summary = Self.title(data)
            details = Self.quarantine(data) + Self.place(data)
        case .statementPublished, .statementChanged, .statementWithdrawn:
            summary = VisibleText.line(data["statement"]?["source"]?.stringValue ?? "", limit: 200)
            details = Self.statements(data) + Self.place(data)
        case .watchMatched:
            summary = Self.title(data)
            details = Self.watch(data) + Self.place(data)
        case .feedFailing, .feedRecovered, .feedMoved, .feedGap:
            (summary, details) = Self.health(event.type, data)
        case .feedArchive: (summary, details) = Self.archive(data)
        case .deliveryFailing, .deliveryDisabled, .deliveryRecovered:
            (summary, details) = Self.sinkHealth(event.type, data)
        case .logRekeyed: (summary, details) = Self.key(data)
        case .logRedacted: (summary, details) = Self.redaction(data)
        default:
            (summary, details) = Self.inquiry(event.type, data)
        }
    }

    private static func title(_ data: JSONValue) -> String {
        let title = VisibleText.line(data["entry"]?["title"]?.stringValue ?? "", limit: 200)
        return title.isEmpty ? "(no title)" : title
    }

    /// What was seen of the page, and why that counts.
    private static func presence(_ data: JSONValue) -> [Detail] {
        // Earlier versions gave no reason.
        guard let page = data["page"], let reason = page["reason"]?.stringValue else { return [] }
        let status = page["status"]?.intValue.map { "HTTP \($0)" } ?? ""
        let since = page["gone_since"]?.stringValue.map { " since \($0)" } ?? ""
        let seen = page["status"] == nil ? "" : "its page has been gone (\(status))\(since): "
        return [Detail(.plain, seen + reason)]
    }

    private static func quarantine(_ data: JSONValue) -> [Detail] {
        let quarantine = data["quarantine"]
        let what = quarantine?["what"]?.stringValue == "page" ? "its page" : "it"
        let falls = quarantine?["falls"]?.intValue ?? 0
        let signal = quarantine?["signal"]?.stringValue.map { " (\($0))" } ?? ""
        return [
            Detail(
                .plain,
                "the program crashed on \(what) \(falls) times\(signal): it is recorded, but not "
                    + "read until another build is installed")
        ]
    }

    /// Where it is: the feed's name and the entry's link.
    static func place(_ data: JSONValue) -> [Detail] {
        let feed = data["feed"]?["name"]?.stringValue
        let link = data["entry"]?["link"]?.stringValue
        let place = [feed, link].compactMap(\.self).joined(separator: "  ")
        return place.isEmpty ? [] : [Detail(.dim, place)]
    }

    private static func changes(_ data: JSONValue) -> [Detail] {
        var details: [Detail] = []
        for field in data["change"]?["fields"]?.arrayValue ?? []
        where field["field"]?.stringValue != "text" {
            if let from = field["from"]?.stringValue { details.append(Detail(.removed, from)) }
            if let to = field["to"]?.stringValue { details.append(Detail(.added, to)) }
        }
        let sentences = (data["change"]?["sentences"]?.arrayValue ?? [])
            .filter { $0["level"]?.stringValue != "none" }
        for sentence in sentences.prefix(12) {
            if sentence["kind"]?.stringValue == "moved" {
                details.append(Detail(.plain, "moved: \(sentence["after"]?.stringValue ?? "")"))
                continue
            }
            if let from = sentence["before"]?.stringValue { details.append(Detail(.removed, from)) }
            if let to = sentence["after"]?.stringValue { details.append(Detail(.added, to)) }
        }
        if sentences.count > 12 {
            details.append(Detail(.plain, "and \(sentences.count - 12) sentences more"))
        }
        return details + noise(data)
    }

    /// What there is to say about an entry that changes too often.
    private static func noise(_ data: JSONValue) -> [Detail] {
        var details: [Detail] = []
        if let count = data["change"]?["held_back"]?.intValue {
            let changes = count == 1 ? "1 change that was" : "\(count) changes that were"
            details.append(Detail(.plain, "sums up \(changes) not told at the time"))
        }
        if data["change"]?["noisy"] == .bool(true) {
            details.append(
                Detail(
                    .plain,
                    "it changes too often: later changes are recorded, and summed up once it has been "
                        + "calm for 6 hours, or after a day"))
        }
        return details
    }

    /// What a watch has found, and in which sentences.
    private static func watch(_ data: JSONValue) -> [Detail] {
        let watch = data["watch"]
        let words = (watch?["words"]?.arrayValue ?? []).compactMap(\.stringValue)
        let name = watch?["name"]?.stringValue ?? ""
        let sentences = (watch?["sentences"]?.arrayValue ?? []).compactMap {
            $0["text"]?.stringValue
        }
        return [Detail(.plain, "\(name) found: \(words.joined(separator: ", "))")]
            + sentences.map { Detail(.quoted, $0) }
    }

    private static func statements(_ data: JSONValue) -> [Detail] {
        let before = data["before"]?["content"]?.stringValue.map { Detail(.removed, $0) }
        let now = data["statement"]?["content"]?.stringValue
        let isQuoted = data["statement"]?["quoted"] == .bool(true)
        let after = now.map { Detail(before != nil ? .added : isQuoted ? .quoted : .plain, $0) }
        return [before, after].compactMap(\.self)
    }

    private static func health(_ type: EventType, _ data: JSONValue) -> (String, [Detail]) {
        let name = VisibleText.line(data["feed"]?["name"]?.stringValue ?? "")
        let health = data["health"]
        let since = health?["since"]?.stringValue ?? ""
        switch type {
        case .feedFailing:
            return (
                "\(name) has been failing since \(since)",
                [Detail(.plain, health?["error"]?.stringValue ?? "")]
            )
        case .feedRecovered: return ("\(name) is back; it had been failing since \(since)", [])
        case .feedMoved:
            let to = data["moved"]?["to"]?.stringValue ?? ""
            return (
                "\(name) has moved for good",
                [Detail(.plain, "change its url to \(to), if you trust it")]
            )
        default:
            let gap = data["gap"]
            let from = gap?["from"]?.stringValue ?? ""
            let to = gap?["to"]?.stringValue ?? ""
            return ("\(name): entries may have been missed between \(from) and \(to)", [])
        }
    }

    /// The texts of years that a feed lists all at once, by their titles.
    private static func archive(_ data: JSONValue) -> (String, [Detail]) {
        let name = VisibleText.line(data["feed"]?["name"]?.stringValue ?? "")
        let archive = data["archive"]
        let count = archive?["count"]?.intValue ?? 0
        let from = archive?["from"]?.stringValue?.prefix(10) ?? ""
        let to = archive?["to"]?.stringValue?.prefix(10) ?? ""
        let named = (archive?["entries"]?.arrayValue ?? []).suffix(5)
        let titles = named.reversed().map { entry in
            Detail(.plain, entry["title"]?.stringValue ?? "(no title)", limit: 200)
        }
        let others = max(0, Int64(clamping: count)) - Int64(titles.count)
        let rest = others > 0 ? [Detail(.dim, "and \(others) others, which are recorded")] : []
        return (
            "\(name) lists \(count) texts from \(from) to \(to) for the first time", titles + rest
        )
    }

    private static func sinkHealth(_ type: EventType, _ data: JSONValue) -> (String, [Detail]) {
        let name = VisibleText.line(data["sink"]?["name"]?.stringValue ?? "")
        let health = data["health"]
        let since = health?["since"]?.stringValue ?? ""
        let error = Detail(.plain, health?["error"]?.stringValue ?? "")
        let waiting = [("pending", "waiting"), ("parked", "parked"), ("dead", "given up")]
            .compactMap { name, word in
                health?[name]?.intValue.flatMap { $0 == 0 ? nil : "\($0) \(word)" }
            }
        let counts = waiting.isEmpty ? [] : [Detail(.dim, waiting.joined(separator: ", "))]
        switch type {
        case .deliveryFailing:
            return ("the sink \(name) has not accepted events since \(since)", [error] + counts)
        case .deliveryDisabled:
            let remedy = "rejoinder deliveries enable \(name)"
            return (
                "the sink \(name) wants no more events, and is disabled",
                [error, Detail(.plain, "to enable it again: \(remedy)")] + counts
            )
        default:
            return ("the sink \(name) accepts events again; it had not since \(since)", counts)
        }
    }

    private static func key(_ data: JSONValue) -> (String, [Detail]) {
        let key = data["key"]
        let former = VisibleText.line(key?["former"]?.stringValue ?? "", limit: 80)
        let isVouched = key?["voucher"] != nil
        return (
            "the log is signed with another key from now on",
            [
                Detail(.plain, key?["public"]?.stringValue ?? ""),
                Detail(
                    .dim,
                    isVouched
                        ? "the former key, \(former), vouches for it"
                        : "the former key, \(former), does not vouch for it: ask who runs the log"),
            ]
        )
    }

    private static func redaction(_ data: JSONValue) -> (String, [Detail]) {
        let redaction = data["redaction"]
        let counts = [("events", "event"), ("revisions", "revision"), ("texts", "text")]
            .compactMap { name, noun -> String? in
                let count = redaction?[name]?.arrayValue?.count ?? 0
                return count == 0 ? nil : count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
            }
        let by = redaction?["by"]?.stringValue ?? ""
        let reason = redaction?["reason"]?.stringValue ?? ""
        return (
            "withheld by law: " + counts.joined(separator: ", "),
            [Detail(.plain, "by \(by): \(reason)")]
        )
    }
}
