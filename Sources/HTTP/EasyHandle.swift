import CCurl

/// Owns an easy handle of libcurl, and the buffer into which it writes what went wrong.
///
/// Only the engine's thread has one.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let buffer: UnsafeMutableBufferPointer<CChar>
    /// Whether the options are set that are the same for all transfers.
    private(set) var isPrepared = false

    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        buffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        buffer.initialize(repeating: 0)
    }

    deinit {
        curl_easy_cleanup(pointer)
        buffer.deallocate()
    }

    /// Sets what is the same for all transfers: most of the options, and most of their cost.
    func prepareOnce(_ setOptions: (EasyHandle) -> Void) {
        guard !isPrepared else { return }
        ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, buffer.baseAddress)
        setOptions(self)
        isPrepared = true
    }

    /// Makes it ready for another transfer.
    ///
    /// - Parameter isPlain: whether it got a document, and nothing was sent; else it forgets all
    ///   options, for a body or a method that stayed would go where it should not.
    func rest(isPlain: Bool) {
        if isPlain {
            // What the transfer owned.
            ccurl_set_list(pointer, CURLOPT_HTTPHEADER, nil)
            ccurl_set_list(pointer, CURLOPT_RESOLVE, nil)
        } else {
            curl_easy_reset(pointer)
            isPrepared = false
        }
        buffer[0] = 0
    }

    /// What libcurl wrote about a failure, in printable ASCII.
    var errorText: String? {
        let text = buffer.prefix { $0 != 0 }
            .map { $0 >= 0x20 && $0 < 0x7F ? UInt8($0) : 0x3F }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }

    func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(pointer, option, value) }

    func set(_ option: CURLoption, _ value: String?) { ccurl_set_string(pointer, option, value) }
}
