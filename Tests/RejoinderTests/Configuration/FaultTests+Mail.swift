import Testing

@testable import Rejoinder

extension FaultTests {
    static let mailAndFiles = [
        FaultyFile(
            "an e-mail sink without what it needs",
            "feeds: []\nsinks:\n  - {name: a, type: email}\n",
            #"c.yaml:3:5: sinks[]: missing key "server""#,
            #"c.yaml:3:5: sinks[]: missing key "from""#, #"c.yaml:3:5: sinks[]: missing key "to""#),
        FaultyFile(
            "addresses of an e-mail sink",
            """
            feeds: []
            sinks:
              - {name: a, type: email, server: "http://x.example", from: desk, to: []}
              - {name: b, type: email, server: "smtp://x.example/p", from: a@b.example,
                 to: [a@b.example, A <a@b.example>], url: x}
              - {name: c, type: email, server: "smtp://u:p@x.example", from: "a@b.example\\nBcc: x",
                 to: a@b.example, keep: 3}
            """,
            "c.yaml:3:36: sinks[].server: expected an address such as smtp://mail.example.org:587, "
                + #"found "http://x.example": a mail server's begins with smtp:// or smtps://"#,
            "c.yaml:3:62: sinks[].from: expected a mail address in ASCII, such as desk@example.org "
                + #"or Foreign desk <desk@example.org>, found "desk""#,
            "c.yaml:3:72: sinks[].to: expected at least one mail address",
            "c.yaml:4:36: sinks[].server: expected an address such as smtp://mail.example.org:587, "
                + #"found "smtp://x.example/p": a mail server's has only a host and a port"#,
            "c.yaml:5:10: sinks[].to: a@b.example is listed twice",
            "c.yaml:5:47: sinks[].url: belongs to sinks of type webhook, but this one is of type email",
            "c.yaml:6:36: sinks[].server: expected an address such as smtp://mail.example.org:587, "
                + #"found "***@x.example": credentials do not belong in an address; use `username`"#,
            "c.yaml:6:66: sinks[].from: expected a mail address in ASCII, such as desk@example.org "
                + #"or Foreign desk <desk@example.org>, found "a@b.example Bcc: x""#,
            "c.yaml:7:29: sinks[].keep: belongs to sinks of type file, but this one is of type email"
        ),
        FaultyFile(
            "the login and the encryption of an e-mail sink",
            """
            feeds: []
            sinks:
              - {name: a, type: email, server: "smtps://x.example", tls: none, from: a@b.example,
                 to: a@b.example, username: u}
              - {name: b, type: email, server: "smtp://x.example", tls: none, from: a@b.example,
                 to: a@b.example, username: u}
            """,
            #"c.yaml:3:5: sinks[]: missing key "secret_file", which holds the password of "username""#,
            "c.yaml:3:62: sinks[].tls: an address with smtps is always encrypted; leave it out",
            #"c.yaml:5:5: sinks[]: missing key "secret_file", which holds the password of "username""#,
            "c.yaml:5:61: sinks[].tls: without TLS others on the way could read the password; "
                + #"leave "tls" or "username" out"#),
        FaultyFile(
            "file sinks",
            """
            feeds: []
            sinks:
              - {name: a, type: file}
              - {name: b, type: file, path: /tmp/x, max_bytes: 1KiB, format: text}
              - {name: c, type: file, path: /tmp/y}
              - {name: d, type: file, path: /tmp/../tmp/y}
              - {name: e, type: file, path: /tmp/y.12}
              - {name: f, type: file, path: /tmp/y.x}
            """,
            #"c.yaml:3:5: sinks[]: missing key "path""#,
            "c.yaml:4:52: sinks[].max_bytes: expected 64KiB to 10GiB, found 1KiB",
            "c.yaml:4:66: sinks[].format: belongs to sinks of type stdout or webhook, but this one is of "
                + "type file",
            #"c.yaml:6:33: sinks[].path: the sinks "c" and "d" would write to one file, /tmp/y"#,
            #"c.yaml:7:33: sinks[].path: the files of the sinks "c" and "e" would get in each "#
                + "other's way: one of them is renamed to, or written as, the name of the other"),
    ]
}
