/// Takes secrets out of what a receiver says, should it repeat what it was told.
struct SecretMask: Sendable {
    /// The longest first, as one may be a part of another.
    private let secrets: [String]

    /// - Parameter secrets: what is too short to be one is no reason to spoil a message.
    init(_ secrets: some Sequence<String>) {
        self.secrets = Set(secrets).filter { $0.utf8.count >= Self.shortest }
            .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    }

    private static let shortest = 4

    func masked(_ text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "***") }
    }
}

extension SecretMask {
    /// What of a webhook's request may be a secret: its address, and configured headers.
    init(address: String, headers: [String]) {
        let path = address.split(separator: "/", maxSplits: 2).dropFirst(2).first ?? ""
        let parts = path.split { "/?&=#".contains($0) }.filter(Self.mayBeKey)
        let words = headers.flatMap { [$0[...]] + $0.split(separator: " ").filter(Self.mayBeKey) }
        let whole = path.utf8.count >= 8 ? [path] : []
        self.init((whole + parts + words).map(String.init))
    }

    /// Whether it looks as if nobody had to read it: "hooks" does not, and a token does.
    private static func mayBeKey(_ part: Substring) -> Bool {
        part.utf8.count >= 20 || part.utf8.count >= 8 && part.contains(where: \.isNumber)
    }
}
