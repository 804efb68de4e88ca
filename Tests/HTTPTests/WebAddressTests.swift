import HTTP
import Testing

@Suite("Web addresses") struct WebAddressTests {
    @Test(
        "are refused where parsers read them differently",
        arguments: [
            "file:///etc/passwd", "FILE:///etc/passwd", "gopher://example.org/", "dict://a:1/d",
            "ftp://example.org/", "ftps://example.org/", "sftp://a/", "scp://a/b", "smb://a/b",
            "ldap://a/", "telnet://a/", "tftp://a/b", "imap://a/", "smtp://a/", "mqtt://a/",
            "ws://a/", "data:,x", "javascript:alert(1)", "jar:http://a!/b", "about:blank",
            "http://user:pass@example.org/", "http://user@example.org/", "http://:p@example.org/",
            "http://@example.org@b/", "http://a@127.0.0.1:80\\@ok/", "http://ok\\@127.0.0.1/",
            "http:\\\\example.org/", "http://exa mple/", "http://example.org/a b",
            "http://example.org/\r\nX: y", "http://example.org/\0", "http://exam\tple.org/",
            "http://example.org\n", " http://example.org/", "http://example.org/\u{7F}",
            "http://", "http:///", "https://:80/", "", "//example.org/", "/path",
            "http://example.org:99999/", "http://example.org:0/", "http://example.org:-1/",
            "http://example.org:8o/", "http://[::1/", "http://[::g]/", "http://a[::1]/",
            "http://exa<mple.org/", "http://exa\"mple.org/", "http://a|b/", "http://a%00b/",
            "http://a%0d%0ab/", "http://a%2fb/", "http://a%40b/",
        ])
    func malformed(_ url: String) {
        #expect(throws: TransferError.self) { try WebAddress(url) }
    }

    @Test(
        "of mail servers have the port at which mail is handed in",
        arguments: [
            ("smtp://Mail.Example.ORG", "smtp://mail.example.org:587"),
            ("smtp://mail.example.org:25/", "smtp://mail.example.org:25"),
            ("SMTPS://mail.example.org", "smtps://mail.example.org:465"),
            ("smtp://[2001:DB8::1]", "smtp://2001:db8::1:587"),
            ("smtps://münchen.example:4650", "smtps://xn--mnchen-3ya.example:4650"),
        ])
    func mailServers(_ url: String, _ origin: String) throws {
        let address = try WebAddress(mailServer: url)
        #expect(address.origin == origin)
        // libcurl would take another port if none were named.
        #expect(address.text.contains(":\(address.port)"))
    }

    @Test(
        "of mail servers are nothing else",
        arguments: [
            "http://mail.example.org", "mail.example.org", "smtp://", "smtp://:587",
            "smtp://mail.example.org/path", "smtp://mail.example.org?x=y", "smtp://u:p@example.org",
            "smtp://mail.example.org:0", "smtp://mail.example.org:99999", "smtp://a b", "imap://a",
            "smtp://a\r\nb", "",
        ])
    func noMailServers(_ url: String) {
        #expect(throws: TransferError.self) { try WebAddress(mailServer: url) }
    }

    @Test(
        "are read into scheme, host and port",
        arguments: [
            ("http://Example.ORG", "http://example.org:80"),
            ("HTTPS://example.org/a?b=c#d", "https://example.org:443"),
            ("http://example.org:8080/", "http://example.org:8080"),
            ("http://[2001:DB8::1]/", "http://2001:db8::1:80"),
            ("http://2130706433/", "http://127.0.0.1:80"),
            ("http://www.münchen.example/", "http://www.xn--mnchen-3ya.example:80"),
            ("http://президент.example/", "http://xn--d1abbgf6aiiy.example:80"),
            ("http://１２７.０.０.１/", "http://127.0.0.1:80"),
        ])
    func origins(_ url: String, _ origin: String) throws {
        #expect(try WebAddress(url).origin == origin)
    }

    @Test("lose their fragment, and put letters beyond ASCII into percent signs")
    func text() throws {
        let address = try WebAddress("http://example.org/ü?q=ї&r=%C3%BC#end")
        #expect(address.text == "http://example.org/%c3%bc?q=%d1%97&r=%C3%BC")
    }

    @Test(
        "are resolved against where they stand",
        arguments: [
            ("b?x=1", "http://example.org/a/b?x=1"), ("/c", "http://example.org/c"),
            ("../c", "http://example.org/c"), ("//other.example/", "http://other.example/"),
            ("?q", "http://example.org/a/f?q"),
            ("https://other.example/", "https://other.example/"),
        ])
    func relative(_ text: String, _ whole: String) throws {
        let base = try WebAddress("http://example.org/a/f")
        #expect(try WebAddress(text, base: base).text == whole)
    }
}
