import ArgumentParser
import HTTP
import Rejoinder

/// Fetches one document for a command, under the rules that polls follow.
enum FeedFetch {
    static let allowHelp: ArgumentHelp =
        "An address or block that may be fetched although it is not public, such as 10.0.0.0/8."

    static func isAddress(_ source: String) -> Bool {
        let start = source.prefix(8).caseFolded
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    /// The final response, if it is a success.
    ///
    /// - Parameter blocks: networks that may be fetched from although they are not public.
    /// - Throws: `CommandError` that says what went wrong.
    static func response(_ address: String, allowing blocks: [String]) async throws -> Response {
        var configuration = ClientConfiguration(userAgent: "Rejoinder/\(Version.current)")
        configuration.policy = AddressPolicy(exceptions: try blocks.map(exception))
        let response: Response
        do {
            var request = Request(url: address)
            // The port that was typed is allowed; one that a redirect names is not.
            request.allowedPorts = [try WebAddress(address).port]
            let client = try Client(configuration: configuration)
            response = try await client.send(request)
            await client.shutdown()
        } catch TransferError.blockedAddress(_, let blocked) {
            throw CommandError(
                "cannot fetch \(address): \(blocked) is not on the public Internet; "
                    + "to allow it, add --allow \(blocked)")
        } catch {
            throw CommandError("cannot fetch \(address): \(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw CommandError("cannot fetch \(address): the server answers \(response.status)")
        }
        return response
    }

    /// - Throws: `CommandError` if the text is no address and no block of addresses.
    static func exception(_ text: String) throws -> AddressPolicy.Exception {
        guard let exception = AddressPolicy.Exception(text) else {
            throw CommandError("--allow \(text): not an address or block of addresses")
        }
        return exception
    }
}
