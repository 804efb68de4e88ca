import Yams

/// The state of reading a configuration: the current place, and the faults found so far.
struct ConfigurationReading {
    /// The file's name as the user gave it.
    private(set) var file: String
    /// The absolute path of the folder that relative paths in the file start from.
    let folder: String
    let environment: [String: String]
    let readsSecrets: Bool
    private(set) var faults: [ConfigurationFault] = []
    private(set) var warnings: [ConfigurationFault] = []
    /// Names that were referred to, checked once the whole file has been read.
    var references: [Reference] = []
    private var definitions: [Kind: [String: Int]] = [:]
    /// Addresses of feeds and names of institutions, with whose they are.
    private var shared: [Kind: [String: (owner: String, line: Int)]] = [:]
    /// Keys that were probably meant by unknown ones.
    private var misspelt: Set<MisspeltKey> = []
    private var visited = 0

    init(file: String, folder: String, environment: [String: String], readsSecrets: Bool) {
        self.file = file
        self.folder = folder
        self.environment = environment
        self.readsSecrets = readsSecrets
    }

    mutating func fault(_ mark: Mark?, _ message: String) {
        // Nobody reads more than this, and a generated file may have millions.
        guard faults.count < Self.faultLimit else { return }
        faults.append(place(mark, message))
    }

    mutating func warn(_ mark: Mark?, _ message: String) {
        guard warnings.count < Self.faultLimit else { return }
        warnings.append(place(mark, message))
    }

    /// Reads another file that this one names; faults in it are reported under its own name.
    mutating func inFile<Value>(
        _ other: String, _ read: (inout ConfigurationReading) -> Value
    ) -> Value {
        let own = file
        file = other
        defer { file = own }
        return read(&self)
    }

    /// Counts a value; returns false once there are too many.
    ///
    /// A few lines of YAML aliases can stand for billions of values.
    mutating func enter(_ node: Node) -> Bool {
        visited += 1
        if visited == Self.valueLimit {
            fault(node.mark, "more than \(Self.valueLimit) values, counting aliases in full")
        }
        return visited < Self.valueLimit
    }

    /// Records a name and its place; a second one of the same kind is a fault.
    ///
    /// - Parameter hint: what else to say about a second one.
    mutating func define(_ kind: Kind, _ name: String, at node: Node, hint: String = "") {
        if let line = definitions[kind]?[name] {
            let key = kind == .institution ? "key" : "name"
            fault(
                node.mark,
                "\(kind.rawValue)[]: the \(key) \"\(name)\" is already used in line \(line)\(hint)")
        } else {
            definitions[kind, default: [:]][name] = node.mark?.line ?? 1
        }
    }

    /// Warns of a text that stands for two things of a kind.
    ///
    /// - Parameters:
    ///   - text: compared as it is.
    ///   - owner: the name or key of the thing.
    ///   - complaint: what to say about the second, given the first's name or key and its line.
    mutating func warnIfShared(
        _ text: String, of kind: Kind, by owner: String, at mark: Mark?,
        _ complaint: (_ other: String, _ line: Int) -> String
    ) {
        let known = shared[kind]?[text]
        guard let known else {
            shared[kind, default: [:]][text] = (owner, mark?.line ?? 1)
            return
        }
        warn(mark, complaint(VisibleText.line(known.owner), known.line))
    }

    /// Notes that a mapping probably has the key, misspelt.
    mutating func noteMisspelt(_ key: String, in mapping: Node) {
        misspelt.insert(MisspeltKey(key, in: mapping))
    }

    /// Reports a missing key, unless it is there misspelt, which has been reported.
    mutating func missing(_ key: String, in mapping: Node, _ path: String, hint: String = "") {
        guard !misspelt.contains(MisspeltKey(key, in: mapping)) else { return }
        fault(mapping.mark, "\(path.isEmpty ? "" : "\(path): ")missing key \"\(key)\"\(hint)")
    }

    func names(of kind: Kind) -> [String] { definitions[kind].map { $0.keys.sorted() } ?? [] }

    private func place(_ mark: Mark?, _ message: String) -> ConfigurationFault {
        ConfigurationFault(
            file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
    }

    private static let valueLimit = 500_000
    private static let faultLimit = 1000
}

/// A key of one mapping in the file.
private struct MisspeltKey: Hashable {
    let key: String
    let line: Int?
    let column: Int?

    init(_ key: String, in mapping: Node) {
        self.key = key
        (line, column) = (mapping.mark?.line, mapping.mark?.column)
    }
}

extension ConfigurationReading {
    /// A kind of thing whose names must be unique.
    enum Kind: String {
        case feed = "feeds", institution = "institutions"
        case inquiry = "inquiries", sink = "sinks", person = "people"
        case watch = "watches"
    }

    /// Checks that every name that is referred to is defined.
    mutating func resolveReferences() {
        guard !references.isEmpty else { return }
        let feeds = names(of: .feed)
        let names: [Reference.Target: [String]] = [
            .feed: feeds, .feedGlob: feeds, .institution: names(of: .institution),
            .person: names(of: .person),
        ]
        let known = names.mapValues(Set.init)
        for reference in references where faults.count < Self.faultLimit {
            let candidates = names[reference.target] ?? []
            let isKnown =
                switch reference.target {
                case .feed, .institution, .person:
                    known[reference.target]?.contains(reference.name) == true
                case .feedGlob: feeds.contains { Glob.matches($0, reference.name) }
                }
            guard !isKnown else { continue }
            let what = reference.target.word
            let meant = NearestName.suggestion(for: reference.name, in: candidates)
            fault(
                reference.mark,
                "\(reference.path): there is no \(what) "
                    + "\"\(VisibleText.line(reference.name, limit: 64))\"\(meant)")
        }
    }
}

extension Node {
    /// The value of a key, if this is a mapping and has the key.
    func value(of key: String) -> Node? {
        guard case .mapping(let mapping) = self else { return nil }
        return mapping.first { $0.key.written == key }?.value
    }
}

/// A name that refers to something elsewhere in the file.
struct Reference {
    enum Target {
        case institution, feed, feedGlob, person

        /// What is missing if there is no such name.
        var word: String {
            switch self {
            case .institution: "institution"
            case .feed, .feedGlob: "feed"
            case .person: "person"
            }
        }
    }

    let target: Target
    let name: String
    let path: String
    let mark: Mark?
}

extension ConfigurationReading {
    /// Warns about an address as far as it can be judged before its name is resolved.
    ///
    /// - Parameter unencrypted: what happens if the address is http.
    mutating func warnOfAddress(
        _ address: ReadAddress, at node: @autoclosure () -> Node?, _ path: String,
        _ network: Configuration.Network, unencrypted: String
    ) {
        guard address.fault == nil else { return }
        if !address.isEncrypted, !AddressText.isLoopback(address.host) {
            warn(node()?.mark, "\(path): http is not encrypted: \(unencrypted)")
        }
        let exception = AddressText.neededException(
            host: address.host, port: address.port, allowed: network.allow)
        if let exception {
            warn(
                node()?.mark,
                "\(path): is not on the public Internet and will be refused; if you mean it, "
                    + "add \"\(exception)\" to network.allow")
        }
    }

    func absolute(_ path: String) -> String { PathText.absolute(path, from: folder) }
}
