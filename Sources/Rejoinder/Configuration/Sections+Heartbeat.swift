import Yams

extension SectionSchema where Target == Configuration.Heartbeat {
    static var heartbeat: SectionSchema {
        SectionSchema([
            .key(
                "type", .choice, optional: \.kind, required: true,
                "What watches: healthchecks (healthchecks.io), uptime-kuma (a push monitor), or "
                    + "plain, any address, which is requested only while all is well."),
            .key(
                "url", ValueCodec<String>.text.map { Secret($0) }.checked(complaint),
                optional: \.url,
                "The watcher's address. It is the key to the check; secret_file keeps it out of the "
                    + "configuration."),
            .key(
                "secret_file", .secretFile(complaint), optional: \.url,
                "The file or credential that holds the watcher's whole address."),
            .key(
                "every", .duration(atLeast: .seconds(60), atMost: .seconds(86_400)), \.every,
                "The time between two beats. The default is 5m."),
        ])
    }

    /// The message does not show the address.
    private static func complaint(_ secret: Secret) -> String? {
        AddressText.read(secret.reveal()).fault.map {
            "expected the http or https address of a watcher: \($0)"
        }
    }
}

extension KeySchema where Target == Configuration {
    static var heartbeat: KeySchema {
        let table = SectionSchema<Configuration.Heartbeat>.heartbeat
        return KeySchema(
            name: "heartbeat",
            about: "Who is told that the daemon lives, and so learns when it does not.",
            isRequired: false, schema: table.schema
        ) { node, where_, reading, configuration in
            guard !node.isNothing else { return }
            table.read(node, where_, &reading, into: &configuration.heartbeat)
            let (url, file) = (node.value(of: "url"), node.value(of: "secret_file"))
            if let url, file != nil {
                reading.fault(
                    url.mark, "\(where_).url: secret_file holds the address too; leave one out")
            } else if url == nil, file == nil, case .mapping = node {
                reading.missing("url", in: node, where_, hint: ", or \"secret_file\" that holds it")
            }
            guard let secret = configuration.heartbeat.url, let place = url ?? file else { return }
            reading.warnOfAddress(
                AddressText.read(secret.reveal()), at: place,
                "\(where_).\(url == nil ? "secret_file" : "url")", configuration.network,
                unencrypted: "others on the way can read the check's key")
        }
    }
}
