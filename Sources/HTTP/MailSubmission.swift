/// One message for a mail server (RFC 5321).
package struct MailSubmission: Hashable, Sendable {
    /// Its port is allowed, and its scheme says whether TLS starts at once.
    package let server: WebAddress
    /// Whether nothing is said without TLS; if false, TLS is not even tried with `smtp`.
    package var isEncrypted = true
    package var credentials: Credentials?
    /// The address for reports of failed delivery, without angle brackets.
    package let sender: String
    /// Addresses without angle brackets, at least one.
    package let recipients: [String]
    /// Header and body, each line ended by CR LF; dots at line starts are doubled on the way.
    package let message: [UInt8]
    /// The time for everything; 60 s by default.
    package var timeout: Duration = .seconds(60)

    package init(server: WebAddress, sender: String, recipients: [String], message: [UInt8]) {
        self.server = server
        self.sender = sender
        self.recipients = recipients
        self.message = message
    }

    /// A user's name and password, which are never printed.
    package struct Credentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
        let username: String
        let password: String

        package init(username: String, password: String) {
            self.username = username
            self.password = password
        }

        package var description: String { "***" }
        package var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// The bounds and the port, as the engine knows them.
    var request: Request {
        var request = Request(address: server)
        request.allowedPorts = [server.port]
        request.limits.connect = timeout
        request.limits.total = timeout
        return request
    }
}

/// What a mail server said, command by command.
package struct MailDialogue: Hashable, Sendable {
    /// The command that the next reply belongs to.
    package enum Stage: String, Sendable {
        case greeting, hello, encryption, login, sender, recipient, data, message
    }

    package struct Reply: Hashable, Sendable {
        /// The reply code, from 200 to 599 (RFC 5321 section 4.2).
        package let code: Int
        /// The server's words, as they came: they may contain anything.
        package let text: String
    }

    /// A recipient that the server did not take, and what it said.
    package struct Refusal: Hashable, Sendable {
        package let recipient: String
        package let reply: Reply
    }

    package private(set) var stage = Stage.greeting
    /// The last reply; nil if there was none.
    package private(set) var reply: Reply?
    package private(set) var refusals: [Refusal] = []
    /// Whether the server has taken responsibility for the message (RFC 5321 section 4.2.5).
    package private(set) var isTaken = false
    /// Whether QUIT was sent: what comes then does not matter.
    private(set) var isOver = false

    private let recipients: [String]
    private var nextRecipient = 0
    private var text = ""
    private static let longestText = 600

    init(recipients: [String] = []) { self.recipients = recipients }

    /// Whether the last reply says no.
    package var isRefused: Bool { reply.map { $0.code >= 400 } ?? false }

    /// Takes in what was sent; only the command's name is looked at, because more may be secret.
    mutating func take(command line: UnsafeRawBufferPointer) {
        let name = line.prefix { $0 != 0x20 && $0 != 0x0D && $0 != 0x0A }
        switch String(decoding: name.prefix(9), as: UTF8.self) {
        case "EHLO", "HELO": stage = .hello
        case "STARTTLS": stage = .encryption
        case "AUTH": stage = .login
        case "MAIL": stage = .sender
        case "RCPT":
            stage = .recipient
            nextRecipient += 1
        case "DATA": stage = .data
        case "QUIT": isOver = true
        default: break  // A further step of the login.
        }
    }

    /// Takes in one line of a reply, such as `250-SIZE 1000` or `250 OK`.
    mutating func take(reply line: UnsafeRawBufferPointer) {
        var code = 0
        for byte in line.prefix(3) {
            guard byte >= 0x30, byte <= 0x39 else { return }
            code = code * 10 + Int(byte - 0x30)
        }
        guard line.count >= 3 else { return }
        let words = String(decoding: line.dropFirst(4).prefix(Self.longestText), as: UTF8.self)
        if text.utf8.count < Self.longestText { text += words }
        guard line.count == 3 || line[3] != 0x2D else { return }
        finish(Reply(code: code, text: text))
        text = ""
    }

    private mutating func finish(_ reply: Reply) {
        guard !isOver else { return }
        self.reply = reply
        switch stage {
        case .recipient where reply.code >= 400:
            guard nextRecipient >= 1, nextRecipient <= recipients.count else { return }
            refusals.append(Refusal(recipient: recipients[nextRecipient - 1], reply: reply))
        case .data where reply.code == 354: stage = .message
        case .message: isTaken = (200...299).contains(reply.code)
        default: break
        }
    }
}
