import CCurl

/// Owns a libcurl easy handle, and the buffer into which libcurl writes what went wrong.
///
/// Only the engine's thread has easy handles.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let buffer: UnsafeMutableBufferPointer<CChar>
    /// Whether the options that all transfers share have been set.
    private(set) var isPrepared = false
    /// Whether content encodings are left as they are.
    private(set) var isRaw = false
    /// Why libcurl refused one of the options; nil: it accepted all.
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

    /// Sets what all transfers share: most of the options, and most of their cost.
    func prepareOnce(_ setOptions: (EasyHandle) -> Void) {
        guard !isPrepared else { return }
        ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, buffer.baseAddress)
        setOptions(self)
        isPrepared = true
    }

    /// Makes the handle ready for another transfer that gets a document, as the last one did.
    ///
    /// A handle that has sent something is not used again: its body and method would have to be
    /// taken back, and curl_easy_reset is not the way. It sets the buffer's size to 16 KiB but
    /// keeps the buffer itself, which has our 4 KiB, if a transfer ended before it had a
    /// connection. What a server sends next is then written past the buffer's end (libcurl 7.88).
    func rest() {
        // The last transfer owned this list.
        ccurl_set_list(pointer, CURLOPT_HTTPHEADER, nil)
        ccurl_set_list(pointer, CURLOPT_RESOLVE, nil)
        buffer[0] = 0
    }

    /// Sets whether content encodings are offered and undone.
    func set(isRaw: Bool) {
        self.isRaw = isRaw
        // Empty: every encoding that this libcurl can undo.
        set(CURLOPT_ACCEPT_ENCODING, isRaw ? "identity" : "")
        set(CURLOPT_HTTP_CONTENT_DECODING, isRaw ? 0 : 1)
    }

    /// The SHA-256 of the certificate that the server has shown, while the transfer runs.
    var certificateDigest: [UInt8]? {
        var digest = [UInt8](repeating: 0, count: 32)
        return ccurl_certificate_digest(pointer, &digest) == 1 ? digest : nil
    }

    /// What libcurl wrote about a failure, as printable ASCII.
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

    /// Records that libcurl refused an option.
    ///
    /// Nothing may be transferred with the handle then, because a limit or rule that we count on is
    /// not in force.
    func check(_ code: CURLcode) {
        guard code != CURLE_OK, refusal == nil else { return }
        refusal = String(cString: curl_easy_strerror(code))
    }
}
