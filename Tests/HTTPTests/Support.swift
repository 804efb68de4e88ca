import HTTP
import Testing

/// A client that may reach the loopback servers named, and nothing else that is not public.
func loopbackClient(_ servers: LoopbackServer...) throws -> Client {
    var configuration = ClientConfiguration(userAgent: "test")
    configuration.policy = AddressPolicy(
        exceptions: try servers.map {
            try #require(AddressPolicy.Exception("127.0.0.1:\($0.port)"))
        })
    configuration.hostConnections = 64
    return try Client(configuration: configuration)
}

/// A request with time for a server that waits its turn beside hundreds of other tests.
///
/// A second request for the same bytes is made only in what remains of the first one's time.
func patient(_ url: String) -> Request {
    var request = Request(url: url)
    request.limits.total = .seconds(3600)
    return request
}

/// How a request fails; nil where it does not.
func failure(of request: Request, by client: Client) async -> TransferError? {
    do throws(TransferError) {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}

func text(_ response: Response) -> String { String(decoding: response.body, as: UTF8.self) }

extension LoopbackServer.Reply {
    /// Sends this text as it is, and closes.
    static func lines(_ text: String) -> Self { raw([(.zero, Array(text.utf8))]) }
}
