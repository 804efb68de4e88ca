import CCurl

/// Owns an easy handle of libcurl, and the buffer into which it writes what went wrong.
///
/// Only the engine's thread has one.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let buffer: UnsafeMutableBufferPointer<CChar>

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

    /// Forgets all options; connections, sessions and the name cache stay.
    func reset() { curl_easy_reset(pointer) }

    func collectErrors() {
        buffer[0] = 0
        ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, buffer.baseAddress)
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
