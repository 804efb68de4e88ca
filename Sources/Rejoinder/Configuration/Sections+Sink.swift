import Yams

/// A sink while it is being read.
struct SinkDraft {
    enum Kind: String, CaseIterable { case stdout, webhook, email, file, exec, atom }

    /// Where it stands in the file, as messages name it.
    var section = "sinks[]"
    var sink = Configuration.Sink(name: "", kind: .standardOutput(.text))
    var kind = Kind.stdout
    var lineFormat = Configuration.Sink.LineFormat.text
    var webhook = Configuration.Sink.Webhook(url: "")
    var isUnsigned = false
    var email = EmailDraft()
    var file = Configuration.Sink.File(path: "")
    var program = Configuration.Sink.Program()
    var atom = Configuration.Sink.AtomFeed()
}

extension SinkDraft.Kind {
    /// The keys that only sinks of some types have, this one among them.
    fileprivate var ownKeys: [KeySchema<SinkDraft>] {
        switch self {
        case .stdout: .standardOutput
        case .webhook: .webhook
        case .email: .email
        case .file: .file
        case .exec: .exec
        case .atom: .atom
        }
    }
}

extension SinkDraft {
    /// What was read of the sink's type, once its keys have been checked against each other.
    ///
    /// Nil after a fault without which there would be something to return.
    fileprivate func checkedKind(
        _ node: Node, _ configuration: Configuration, _ reading: inout ConfigurationReading
    ) -> Configuration.Sink.Kind? {
        switch kind {
        case .stdout: return .standardOutput(lineFormat)
        case .webhook:
            checkWebhook(node, configuration.network, &reading)
            return .webhook(webhook)
        case .email: return checkedEmail(node, configuration.network, &reading).map { .email($0) }
        case .file: return checkedFile(node, configuration, &reading).map { .file($0) }
        case .exec: return .exec(checkedProgram(node, &reading))
        case .atom: return .atom(checkedAtom(node, configuration, &reading))
        }
    }
}

extension SectionSchema where Target == SinkDraft {
    /// The keys of sinks of one type.
    ///
    /// A key of another type does nothing, so whoever wrote it made a mistake.
    fileprivate static func sink(_ kind: SinkDraft.Kind) -> SectionSchema {
        let own = kind.ownKeys
        var foreign: [String: String] = [:]
        for name in Set(SinkDraft.Kind.allCases.flatMap(\.ownKeys).map(\.name))
            .subtracting(own.map(\.name))
        {
            let owners = SinkDraft.Kind.allCases.filter { $0.ownKeys.contains { $0.name == name } }
            foreign[name] =
                "belongs to sinks of type \(owners.map(\.rawValue).joined(separator: " or ")), "
                + "but this one is of type \(kind.rawValue)"
        }
        return SectionSchema(around(own), foreign: foreign)
    }

    /// The keys of sinks of all types, as editors need them.
    fileprivate static var anySink: SectionSchema {
        SectionSchema(around(.merged(SinkDraft.Kind.allCases.map(\.ownKeys))))
    }

    /// All keys of what archives.
    static var archive: SectionSchema {
        SectionSchema(
            [.key("name", .name, \.sink.name, required: true, "A name that no sink has.")]
                + .exec + KeySchema.routing)
    }

    /// All keys of a sink.
    private static func around(_ own: [KeySchema<SinkDraft>]) -> [KeySchema<SinkDraft>] {
        [
            .key("name", .name, \.sink.name, required: true, "A unique name."),
            .key("type", .choice, \.kind, required: true, "The type of the sink."),
        ] + own + KeySchema.routing + KeySchema.timing
    }
}

extension [KeySchema<SinkDraft>] {
    /// The keys of standard output.
    fileprivate static var standardOutput: [KeySchema<SinkDraft>] {
        [
            .key(
                "format", .choice, \.lineFormat,
                "For stdout: text (the default), or jsonl, one JSON document on each line.")
        ]
    }
}

extension SinkDraft {
    /// Defines the sink's name, and adds the sink if nothing is missing.
    ///
    /// - Parameter kind: checks what only sinks of its kind have; nil if that is faulty.
    fileprivate func finish(
        _ isComplete: Bool, _ node: Node, _ reading: inout ConfigurationReading,
        _ configuration: inout Configuration,
        _ kind: (inout ConfigurationReading, Configuration) -> Configuration.Sink.Kind?
    ) {
        if !sink.name.isEmpty {
            reading.define(.sink, sink.name, at: node.value(of: "name") ?? node)
        }
        guard isComplete, let kind = kind(&reading, configuration) else { return }
        var sink = sink
        sink.kind = kind
        checkRoute(node, configuration.feeds, &reading)
        configuration.sinks.append(sink)
    }
}

extension KeySchema where Target == Configuration {
    /// Programs that archive what events tell; each is a sink whose words are recorded.
    static var archive: KeySchema {
        .entries(
            "archive", .archive,
            "Programs of yours that archive what an event tells: a screenshot, a copy in a public "
                + "archive, a time stamp. What they print is recorded. Nothing waits for them.",
            draft: { _ in
                var draft = SinkDraft()
                draft.section = "archive[]"
                draft.program = .archiving
                return draft
            },
            finish: { draft, isComplete, node, reading, configuration in
                draft.finish(isComplete, node, &reading, &configuration) { reading, _ in
                    .archive(draft.checkedProgram(node, &reading))
                }
            })
    }

    static var sinks: KeySchema {
        let tables = Dictionary(
            uniqueKeysWithValues: SinkDraft.Kind.allCases.map { ($0, SectionSchema.sink($0)) })
        let entries = KeySchema.entries(
            "sinks", .anySink, "Where events are sent.",
            draft: { _ in SinkDraft() },
            variant: { node in
                node.value(of: "type")?.written.flatMap(SinkDraft.Kind.init).flatMap { tables[$0] }
            },
            finish: { draft, isComplete, node, reading, configuration in
                draft.finish(isComplete, node, &reading, &configuration) { reading, configuration in
                    draft.checkedKind(node, configuration, &reading)
                }
            })
        return KeySchema(
            name: entries.name, about: entries.about, isRequired: false, schema: entries.schema
        ) { node, path, reading, configuration in
            entries.read(node, path, &reading, &configuration)
            FallbackCheck.check(configuration.sinks, node, &reading)
        }
    }
}
