import Rejoinder

/// The text of a fragment has no empty lines, no runs of blanks, and no blanks at its ends; that of
/// its tree is read from the same words.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let html = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let text = Array(PlainText.text(ofHTML: html).utf8)
    precondition(text.first != 0x20 && text.last != 0x20)
    for (a, b) in zip(text, text.dropFirst()) {
        precondition(!((a == 0x20 || a == 0x0A) && (b == 0x20 || b == 0x0A)))
    }
    let tree = HTMLTree(parsing: Array(html.utf8))
    _ = tree.plainText(tree.root)
    for node in tree.descendants(tree.root) {
        _ = tree.attributes(node)
        precondition(tree.parent(node).map { tree.contains($0, node) } ?? false)
    }
    let links = FeedLinks(html: Array(html.utf8), contentType: nil, url: "https://a.example/b/")
    precondition((links.named + links.linked).allSatisfy { $0.hasPrefix("http") })
    _ = Sitemaps.listed(inIndex: Array(html.utf8), base: "https://a.example/")
    _ = Sitemaps.named(inRobots: Array(html.utf8), base: "https://a.example/")
    _ = DocumentEnd.isWhole(Array(html.utf8))
    return 0
}
