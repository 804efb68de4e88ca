import Yams

extension ValueCodec where Value == Duration {
    /// `90s`, `15m`, `2h`, `3d` or `1w`, within bounds.
    static func duration(atLeast least: Duration = .zero, atMost most: Duration? = nil)
        -> ValueCodec
    {
        ValueCodec.scalar(
            expected: "a duration such as 90s, 15m, 2h, 3d or 1w", schema: DurationText.schema,
            parse: DurationText.parse
        ).checked { span in
            let bound: String
            if span < least {
                bound = "at least \(DurationText.write(least))"
            } else if let most, span > most {
                bound = "at most \(DurationText.write(most))"
            } else {
                return nil
            }
            return "expected \(bound), found \"\(DurationText.write(span))\""
        }
    }
}

extension ValueCodec where Value == Timestamp {
    /// A day, or a day and time in UTC.
    static var moment: ValueCodec {
        .scalar(
            expected: "a date such as 2026-01-31, or a time such as 2026-01-31T18:00:00Z",
            schema: MomentText.schema, parse: { MomentText.parse($0)?.moment })
    }
}

extension ValueCodec where Value == Configuration.DeclaredInquiry.Deadline {
    /// A time to respond, or the day or time at which it ends.
    static var deadline: ValueCodec {
        .scalar(
            expected: "a duration such as 3d or 3 working days, or a date such as 2026-01-31",
            schema: .members(["anyOf": .array([ResponseTime.schema, MomentText.schema])])
        ) { text in
            if let time = ResponseTime.parse(text) { return .after(time) }
            guard let (moment, isDay) = MomentText.parse(text) else { return nil }
            return .at(isDay ? moment + .seconds(86_400) : moment)
        }
    }
}

/// Dates and times as the configuration writes them.
enum MomentText {
    static let schema = JSONValue.members([
        "type": .string("string"),
        "pattern": .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$"),
    ])

    static func parse(_ text: String) -> (moment: Timestamp, isDay: Bool)? {
        // It must come out the same when written again: 30 February would become 2 March.
        guard let moment = Timestamp(text), moment.description.hasPrefix(text.prefix(10)) else {
            return nil
        }
        return (moment, text.utf8.count == 10)
    }
}

extension DurationText {
    static var schema: JSONValue {
        .members(["type": .string("string"), "pattern": .string(pattern)])
    }
}

extension ValueCodec where Value == Int {
    /// A number of bytes, KiB or MiB.
    static func size(_ range: ClosedRange<Int>) -> ValueCodec {
        ValueCodec.scalar(
            expected: "a size such as 512KiB or 10MiB",
            schema: .members([
                "type": .array([.string("string"), .string("integer")]),
                "pattern": .string("^[0-9]{1,9}([KMG]iB)?$"), "minimum": .int(range.lowerBound),
            ]),
            parse: SizeText.parse
        ).checked { size in
            range.contains(size)
                ? nil
                : "expected \(SizeText.write(range.lowerBound)) to "
                    + "\(SizeText.write(range.upperBound)), found \(SizeText.write(size))"
        }
    }
}

enum SizeText {
    static func parse(_ text: String) -> Int? {
        let unit = units.first(where: { text.hasSuffix($0.name) })
        let digits = text.dropLast(unit?.name.count ?? 0)
        // Nine digits of GiB are far from overflowing.
        guard digits.utf8.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits).map { $0 * (unit?.size ?? 1) }
    }

    private static let units: [(name: String, size: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ]

    static func write(_ size: Int) -> String {
        let unit = units.first(where: { size >= $0.size && size % $0.size == 0 })
        return unit.map { "\(size / $0.size)\($0.name)" } ?? "\(size)"
    }
}

extension ValueCodec where Value == ReadAddress {
    /// An http or https address; messages show it without the parts that may be secret.
    static var address: ValueCodec {
        ValueCodec(schema: .members(["type": .string("string"), "pattern": .string("^https?://")]))
        {
            node, path, reading in
            guard reading.enter(node) else { return nil }
            guard let text = node.written else {
                reading.fault(
                    node.mark, "\(path): expected an http or https address, found \(node.found)")
                return nil
            }
            let address = AddressText.read(text)
            guard let fault = address.fault else { return address }
            reading.fault(
                node.mark,
                "\(path): expected an http or https address, found "
                    + "\"\(AddressText.redacted(text))\": \(fault)")
            return nil
        }
    }
}

extension ValueCodec where Value == Mailbox {
    static var mailbox: ValueCodec {
        .scalar(
            expected: "a mail address in ASCII, such as desk@example.org or "
                + "Foreign desk <desk@example.org>",
            schema: .members(["type": .string("string"), "pattern": .string("@")]),
            parse: { Mailbox($0) })
    }
}

extension ValueCodec where Value == String {
    /// A mail server's address.
    static var mailServer: ValueCodec {
        ValueCodec(
            schema: .members(["type": .string("string"), "pattern": .string("^smtps?://")])
        ) { node, path, reading in
            guard reading.enter(node) else { return nil }
            let text = node.written ?? ""
            guard let fault = AddressText.mailServer(text).fault else { return text }
            let shown = node.written.map { "\"\(AddressText.redacted($0))\": \(fault)" }
            reading.fault(
                node.mark,
                "\(path): expected an address such as smtp://mail.example.org:587, found "
                    + (shown ?? node.found))
            return nil
        }
    }

    static var url: ValueCodec { ValueCodec<ReadAddress>.address.map(\.text) }

    /// A file; a relative path starts from the configuration's folder.
    static var path: ValueCodec {
        ValueCodec(schema: ValueCodec.text.schema) { node, path, reading in
            ValueCodec.text.read(node, path, &reading).map { reading.absolute($0) }
        }
    }

    static var exception: ValueCodec {
        .scalar(
            expected: "an address block with or without a port, such as 10.0.0.0/8 or [::1]:8080",
            schema: .members(["type": .string("string")]),
            parse: { AddressText.isException($0) ? $0 : nil })
    }

    static var language: ValueCodec {
        .scalar(
            expected: "a language tag such as en, de or pt-BR",
            schema: .members([
                "type": .string("string"),
                "pattern": .string("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
            ])
        ) { text in
            let parts = text.utf8.split(
                separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            let isTag =
                (2...3).contains(parts[0].count)
                && parts.dropFirst().allSatisfy { (2...8).contains($0.count) }
            return isTag && NameText.isValid(text) && !text.contains { "._".contains($0) }
                ? text : nil
        }
    }

    /// An event type, or a glob that matches at least one.
    static var eventType: ValueCodec {
        let types = EventType.allCases.map(\.rawValue)
        return ValueCodec(
            schema: .members([
                "anyOf": .array([
                    .members(["enum": .array(types.map { .string($0) })]),
                    .members(["type": .string("string"), "pattern": .string("\\*")]),
                ])
            ])
        ) { node, path, reading in
            guard reading.enter(node) else { return nil }
            if let text = node.written, types.contains(where: { Glob.matches($0, text) }) {
                return text
            }
            let meant = NearestName.suggestion(for: node.written ?? "", in: types)
            reading.fault(
                node.mark,
                "\(path): expected an event type or a glob such as inquiry.*, found \(node.found)\(meant)"
            )
            return nil
        }
    }

    /// A name that the file must define elsewhere.
    static func reference(to target: Reference.Target) -> ValueCodec {
        ValueCodec(schema: ValueCodec.text.schema) { node, path, reading in
            guard let name = ValueCodec.text.read(node, path, &reading) else { return nil }
            reading.references.append(
                Reference(target: target, name: name, path: path, mark: node.mark))
            return name
        }
    }
}

extension ValueCodec where Value == InstitutionKey {
    static var institution: ValueCodec {
        ValueCodec<String>.reference(to: .institution).map { InstitutionKey($0) }
    }
}
