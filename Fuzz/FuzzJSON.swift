import Rejoinder

/// What parses is written and read back as the same value; a feed in it is read like any other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let value = try? JSONValue(parsing: bytes) {
        let written = value.bytes
        guard let again = try? JSONValue(parsing: written) else {
            preconditionFailure("what was written cannot be read")
        }
        precondition(again.bytes == written)
    }
    let document = FeedReader.read(
        bytes, contentType: "application/feed+json", baseURL: "https://example.org/feed.json")
    precondition((try? JSONValue(parsing: document.json.bytes)) != nil)
    return 0
}
