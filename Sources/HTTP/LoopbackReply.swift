extension LoopbackServer {
    /// What a `LoopbackServer` answers: a response, or bytes that need not be one.
    package struct Reply: Sendable {
        /// Bytes to send as they are, after a pause.
        package typealias Piece = (pause: Duration, bytes: [UInt8])

        private struct Script: Sendable {
            var pieces: [Piece]
            /// A piece that is sent over and over afterwards, until the client leaves.
            var endless: Piece?
            var isReset = false
        }

        package var status = 200
        package var headers: [(String, String)] = []
        package var body: [UInt8] = []
        private var script: Script?

        package init(
            status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []
        ) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// Sends exactly these bytes, piece by piece, and closes the connection.
        ///
        /// - Parameter isReset: whether it closes with a reset, as a crashed server does.
        package static func raw(_ pieces: [Piece], isReset: Bool = false) -> Reply {
            var reply = Reply()
            reply.script = Script(pieces: pieces, endless: nil, isReset: isReset)
            return reply
        }

        /// Sends the text, then the endless piece, with a pause before each.
        package static func endless(
            _ start: String, _ piece: [UInt8], pause: Duration = .zero
        ) -> Reply {
            var reply = Reply()
            reply.script = Script(
                pieces: [(.zero, Array(start.utf8))], endless: (pause, piece))
            return reply
        }

        /// - Returns: whether the connection may serve another request.
        func send(to request: Request, over connection: LoopbackConnection) -> Bool {
            guard let script else { return connection.write(bytes(to: request)) }
            for piece in script.pieces {
                guard connection.pause(piece.pause), connection.write(piece.bytes) else {
                    return false
                }
            }
            while let piece = script.endless {
                guard connection.pause(piece.pause), connection.write(piece.bytes) else {
                    return false
                }
            }
            if script.isReset { connection.reset() }
            return false
        }

        private func bytes(to request: Request) -> [UInt8] {
            var head = "HTTP/1.1 \(status) Status\r\n"
            for (name, value) in headers { head += "\(name): \(value)\r\n" }
            // A 304 has neither a body nor its length (RFC 9110 section 15.4.5).
            if status != 304 { head += "Content-Length: \(body.count)\r\n" }
            let isBodiless = request.method == "HEAD" || status == 304
            return Array((head + "\r\n").utf8) + (isBodiless ? [] : body)
        }
    }
}
