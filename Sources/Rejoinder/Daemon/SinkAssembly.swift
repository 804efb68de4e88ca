package import HTTP
import Platform

/// Builds sinks, the client and the ledger's declarations from the configuration.
extension Configuration {
    /// - Parameters:
    ///   - output: writes to standard output.
    ///   - isColoured: whether standard output is a terminal that shows colours.
    ///   - warn: told of what a sink did not manage although it took the event.
    /// - Throws: `NotifyError`, `TransferError`, though hardly ever: the configuration was checked.
    func makeSinks(
        client: Client, output: StreamWriter, isColoured: Bool,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> [any Rejoinder.Sink] {
        try sinks.map { sink in
            switch sink.kind {
            case .standardOutput(let format):
                StandardOutput(
                    name: sink.name, format: format, isColoured: isColoured && format == .text,
                    writer: output)
            case .webhook(let hook):
                try Rejoinder.Webhook(
                    name: sink.name, url: hook.secretURL?.reveal() ?? hook.url,
                    format: hook.wireFormat,
                    secrets: hook.secrets.map { try WebhookSecret($0.reveal()) },
                    headers: hook.headers.fields(), timeout: hook.timeout, client: client)
            case .email(let settings):
                try EmailSink(
                    name: sink.name, settings: settings, client: makeClient(), warn: warn)
            case .file(let settings): FileSink(name: sink.name, settings: settings)
            case .exec(let program):
                Rejoinder.Program(
                    name: sink.name, command: program.command, environment: program.environment,
                    timeout: program.timeout)
            case .archive(let program):
                Rejoinder.Program(
                    name: sink.name, command: program.command, environment: program.environment,
                    timeout: program.timeout, isArchive: true)
            case .atom(let feed):
                Rejoinder.AtomFeed(
                    name: sink.name, path: feed.path, title: feed.title, mostEntries: feed.entries)
            }
        }
    }

    package var routes: [Route] {
        sinks.map { sink in
            var route = Route(
                sink: sink.name, types: sink.types, feeds: sink.feeds,
                minimumLevel: sink.levels.min() ?? .major)
            (route.tags, route.institutions) = (sink.tags, sink.institutions)
            (route.inquiries, route.owners, route.words) = (sink.inquiries, sink.owners, sink.words)
            route.timing = sink.timing
            route.fallback = sink.fallback.map {
                Route.Fallback(sink: $0, after: sink.fallbackAfter)
            }
            return route
        }
    }

    package var feedDeclarations: [FeedDeclaration] {
        feeds.filter(\.enabled).map {
            FeedDeclaration(
                name: $0.name, url: $0.url, institution: $0.institution, tags: $0.tags)
        }
    }

    package var inquiryDeclarations: [InquiryDeclaration] {
        inquiries.map { inquiry in
            InquiryDeclaration(
                name: inquiry.name, institution: inquiry.institution,
                institutionName: institutions.first { $0.key == inquiry.institution }?.name
                    ?? inquiry.institution.rawValue,
                subject: inquiry.subject, topic: inquiry.topic,
                feeds: inquiry.feeds.isEmpty ? nil : inquiry.feeds, openedAt: inquiry.opened,
                deadline: inquiry.deadline.declared(
                    calendars.calendar(institution: inquiry.institution)),
                owner: inquiry.owner)
        }
    }

    /// - Throws: `TransferError` if libcurl or its thread cannot be started.
    package func makeClient() throws(TransferError) -> Client {
        var client = ClientConfiguration(userAgent: userAgent)
        client.policy = AddressPolicy(
            exceptions: network.allow.compactMap { AddressPolicy.Exception($0) })
        client.proxy = try network.proxy.map { text throws(TransferError) in try WebAddress(text) }
        client.authorityFile = network.certificateAuthorities
        client.transfers = poll.concurrency
        client.hostConnections = poll.perHost
        return try Client(configuration: client)
    }

    /// Says who asks, and how to reach them (RFC 9110 section 10.1.5).
    private var userAgent: String {
        let program = "Rejoinder/\(Version.current)"
        return contact.map { "\(program) (+\($0))" } ?? program
    }
}

extension Configuration.DeclaredInquiry.Deadline {
    fileprivate func declared(_ calendar: WorkCalendar) -> InquiryDeclaration.Deadline {
        switch self {
        case .after(let time): .after(time, calendar)
        case .at(let moment): .at(moment)
        }
    }
}

extension Configuration.Sink.Webhook {
    fileprivate var wireFormat: WebhookFormat {
        switch format {
        case .standard: .standard
        case .slack: .slack
        // The configuration was checked: there is a topic.
        case .ntfy: .ntfy(topic: topic ?? "")
        case .apprise: .apprise(tag: tag)
        }
    }
}

extension [Configuration.Feed.Header] {
    fileprivate func fields() throws(TransferError) -> HeaderFields {
        var fields = HeaderFields()
        for header in self { try fields.append(header.name, header.value.reveal()) }
        return fields
    }
}
