import CCurl

/// Owns an easy handle of libcurl, and the buffer into which it writes what went wrong.
///
/// Only the engine's thread has one.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let buffer: UnsafeMutableBufferPointer<CChar>
    /// Whether the options are set that are the same for all transfers.
    private(set) var isPrepared = false
    /// Why libcurl would not take one of the options; nil: it took all.
    private(set) var refusal: String?

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

    /// Makes it ready for another transfer that gets a document, as the last one did.
    ///
    /// One that has sent something is not used again: its body and its method would have to be taken
    /// back, and curl_easy_reset is no way. It sets the size of the buffer to 16 KiB, and leaves the
    /// buffer itself, of our 4 KiB, where a transfer ended before it had a connection; what a server
    /// then sends is written past its end (libcurl 7.88).
    func rest() {
        // What the transfer owned.
        ccurl_set_list(pointer, CURLOPT_HTTPHEADER, nil)
        ccurl_set_list(pointer, CURLOPT_RESOLVE, nil)
        buffer[0] = 0
    }

    /// What libcurl wrote about a failure, in printable ASCII.
    var errorText: String? {
        let text = buffer.prefix { $0 != 0 }
            .map { $0 >= 0x20 && $0 < 0x7F ? UInt8($0) : 0x3F }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }

    func set(_ option: CURLoption, _ value: Int) {
        check(ccurl_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: String?) {
        check(ccurl_set_string(pointer, option, value))
    }

    /// Notes that libcurl would not take an option: then nothing may be transferred with the handle,
    /// for a limit or a rule that we count on is not in force.
    func check(_ code: CURLcode) {
        guard code != CURLE_OK, refusal == nil else { return }
        refusal = String(cString: curl_easy_strerror(code))
    }
}
