import Testing

@testable import Rejoinder

@Suite("Secret parameters of an address") struct SecretParametersTests {
    @Test(
        "are found by their names",
        arguments: [
            "token", "auth_token", "accessToken", "ACCESS_TOKEN", "rss_token", "feedtoken",
            "X-Plex-Token", "key", "api_key", "apikey", "apiKey", "api-key", "rsskey", "secret",
            "client_secret", "password", "os_password", "pwd", "pass", "auth", "sig", "signature",
            "X-Amz-Signature", "jwt", "auth%5Ftoken", "sessionid", "PHPSESSID", "user[token]",
        ])
    func named(_ name: String) {
        let address = "https://a.example/feed?user=17&\(name)=T0k3n&page=2#top"
        #expect(SecretParameters.names(in: address) == [name])
        #expect(
            SecretParameters.redacted(address)
                == "https://a.example/feed?user=17&\(name)=***&page=2#top")
    }

    @Test(
        "are not what other parameters are",
        arguments: [
            "https://a.example/", "https://a.example/token/key?x", "https://a.example/?",
            "https://a.example/?feed=rss2&cat=12", "https://a.example/?keyword=water&author=lee",
            "https://a.example/?passage=3&tokenize=no&authority=port&monkey=1&secretary=x",
            "https://a.example/?sid=12&session=morning&hash=2&code=EUR",
            "https://a.example/?id=550e8400-e29b-41d4-a716-446655440000&t=20260302080000",
            "https://a.example/?token=&key", "https://a.example/?q=a%20token#key", "no address",
            "https://a.example/?h=budget-2026-for-the-harbour-of-saltby",
            "https://a.example/?id=9f86d081884c7d659a2feaa0c55ad015",
        ])
    func harmless(_ address: String) {
        #expect(SecretParameters.names(in: address).isEmpty)
        #expect(SecretParameters.redacted(address) == address)
    }

    @Test("are found by their values where their names say little, and in a feed's own address")
    func random() {
        let address = "https://a.example/?id=1&h=9f86d081884c7d659a2feaa0c55ad015&sid=3"
        #expect(SecretParameters.redacted(address) == "https://a.example/?id=1&h=***&sid=3")
        let feed = "https://a.example/rss?id=7&u=9f86d081884c7d659a2feaa0c55ad015"
        #expect(SecretParameters.redacted(feed) == feed)
        #expect(SecretParameters.redacted(feed, isFeed: true) == "https://a.example/rss?id=7&u=***")
    }

    @Test("go with credentials, and with what follows the number sign")
    func others() {
        #expect(
            SecretParameters.redacted("https://lee:T0k3n@a.example/x@y")
                == "https://***@a.example/x@y")
        #expect(
            SecretParameters.redacted("https://a.example/#access_token=T0k3n&x=1;key=2")
                == "https://a.example/#access_token=***&x=1;key=***")
        #expect(
            SecretParameters.redacted("https://a.example/?token=***")
                == "https://a.example/?token=***")
    }

    @Test("are taken out of every address in a document, and out of nothing else")
    func documents() {
        let document = JSONValue.members([
            "url": .string("https://a.example/?token=T0k3n"),
            "pages": .array([.string("http://a.example/p?key=T0k3n"), .int(3)]),
            "text": .string("Write to https://a.example/?token=public or call"),
        ])
        #expect(
            document.withoutSecretParameters.text
                == """
                {"url":"https://a.example/?token=***","pages":["http://a.example/p?key=***",3],\
                "text":"Write to https://a.example/?token=public or call"}
                """)
    }
}
