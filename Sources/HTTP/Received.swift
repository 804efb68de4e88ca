/// The part of a response that has come so far.
struct Received {
    private(set) var status = 0
    private(set) var fields = HeaderFields()
    private(set) var isEncoded = false
    var body: [UInt8] = []
    private var headerBytes = 0
    private var skippedBytes = 0
    private var isInHeader = false

    /// The body of a redirect is never read; past this size, its connection is not worth keeping.
    private static let skippedLimit = 64 << 10

    /// Takes in a header line; returns false if the header is then over the limit.
    mutating func take(_ line: UnsafeRawBufferPointer, limit: Int) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limit else { return false }
        if !isInHeader, line.starts(with: "HTTP/".utf8) {
            // What came before was an interim response, or a proxy's: only the last one counts.
            fields = HeaderFields(capacity: (512, 16))
            status = Self.status(line)
            isInHeader = true
        } else if isInHeader {
            if line.first == 0x0D || line.first == 0x0A {
                isInHeader = false
            } else {
                fields.receive(line: line)
            }
        }
        // Anything else is a trailer, which must not pass for a header field (RFC 9110 section
        // 6.5.1).
        return true
    }

    /// Notes how the body is encoded, and makes room for as much as the response announces.
    mutating func begin(limit: Int) {
        isEncoded = fields.bytes(of: "content-encoding") != nil
        guard let length = fields["content-length"].flatMap({ Int($0) }), length > 0 else { return }
        let small = BodyPlaces.Size.small.capacity(limit, isEncoded: isEncoded)
        body.reserveCapacity(min(length, small))
    }

    mutating func skip(_ count: Int) -> Bool {
        skippedBytes += count
        return skippedBytes <= Self.skippedLimit
    }

    /// Whether the whole header of a response has come, and it is not an interim one.
    var hasFinalHeader: Bool { status >= 200 && !isInHeader }

    /// A fault that libcurl lets pass, although a body may be missing because of it.
    var fault: TransferError? {
        // The connection was closed before the empty line.
        if isInHeader { return .truncated }
        let lengths = fields.values("content-length")
        if lengths.count > 1, Set(lengths).count > 1 {
            return .protocolError("its Content-Length fields contradict each other")
        }
        return nil
    }

    var hasSkippedTooMuch: Bool { skippedBytes > Self.skippedLimit }

    /// Reads `HTTP/1.1 200 OK` and `HTTP/2 200`.
    private static func status(_ line: UnsafeRawBufferPointer) -> Int {
        guard let blank = line.firstIndex(of: 0x20) else { return 0 }
        var status = 0
        for byte in line[(blank + 1)...].prefix(3) {
            guard byte >= 0x30, byte <= 0x39 else { return 0 }
            status = status * 10 + Int(byte - 0x30)
        }
        return status
    }
}
