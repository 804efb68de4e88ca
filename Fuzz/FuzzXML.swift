import Rejoinder

/// Whatever the bytes are, reading them as a feed ends, and what comes out is sound JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let document = FeedReader.read(
        bytes, contentType: nil, baseURL: "https://example.org/feeds/feed.xml")
    precondition(document.format != nil || document.entries.isEmpty)
    let json = document.json.bytes
    precondition(!json.contains { $0 < 0x20 })
    precondition((try? JSONValue(parsing: json)) != nil)
    for entry in document.entries.prefix(20) {
        let content = entry.revisionContent(language: nil)
        precondition(!content.title.utf8.contains(0x0A))
    }
    return 0
}
