import Rejoinder

/// A date that can be read is one that can be written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let moment = FeedDate.parse(text) {
        precondition(Timestamp(moment.description) == moment)
        precondition(FeedDate.parse(moment.description)?.seconds == moment.seconds)
    }
    return 0
}
