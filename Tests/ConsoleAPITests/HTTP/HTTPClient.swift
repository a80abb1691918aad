import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends exactly the bytes a test wants, over a real socket.
struct HTTPClient: Sendable {
    let port: Int
    var isSecure = false

    /// Sends a request and reads the answer up to the end of the connection.
    func request(
        _ method: String = "GET",
        _ path: String,
        headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> HTTPAnswer {
        var fields = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
        if let body {
            fields["Content-Length"] = String(body.utf8.count)
            fields["Content-Type"] = "application/json"
        }
        for (name, value) in headers { fields[name] = value }
        return try await raw(Self.text(method, path, fields.filter { $0.value != "-" }) + (body ?? ""))
    }

    /// Sends text as it stands and reads the answer up to the end of the connection.
    func raw(_ text: String) async throws -> HTTPAnswer {
        try await connected { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var bytes: [UInt8] = []
            do {
                for try await buffer in inbound { bytes.append(contentsOf: buffer.readableBytesView) }
            } catch  where !bytes.isEmpty {
                // A server that does not read all it is sent may reset the connection after its answer.
            }
            return try HTTPAnswer(bytes)
        }
    }

    /// Opens the live feed and hands over what arrives.
    func feed<Value: Sendable>(
        headers: [String: String] = [:],
        _ body: @Sendable (inout FeedReader) async throws -> Value
    ) async throws -> Value {
        var fields = ["Host": "127.0.0.1:\(port)", "Accept": "text/event-stream"]
        for (name, value) in headers { fields[name] = value }
        let head = Self.text("GET", "/api/v1/feed", fields)
        return try await connected { inbound, outbound in
            try await outbound.write(ByteBuffer(string: head))
            var reader = FeedReader(iterator: inbound.makeAsyncIterator())
            return try await body(&reader)
        }
    }

    /// Connects, and closes the connection afterwards.
    func connected<Value: Sendable>(
        _ body:
            @Sendable (
                NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>
            ) async throws -> Value
    ) async throws -> Value {
        let isSecure = isSecure
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isSecure {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.certificateVerification = .none
                        let context = try NIOSSLContext(configuration: configuration)
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose(body)
    }

    private static func text(_ method: String, _ path: String, _ fields: [String: String]) -> String {
        let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        return "\(method) \(path) HTTP/1.1\r\n\(lines)\r\n"
    }
}

/// Reads the live feed as text.
struct FeedReader {
    struct Ended: Error, CustomStringConvertible {
        let text: String
        var description: String { "the feed ended after '\(text.suffix(300))'" }
    }

    var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    /// Everything that has arrived.
    private(set) var text = ""

    init(iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.iterator = iterator
    }

    /// Reads until a text has arrived.
    mutating func read(until wanted: String) async throws {
        // Only what is new is searched, with as much before it as a text may stand across: megabytes arrive.
        var unsearched = text
        while !unsearched.contains(wanted) {
            guard let buffer = try await iterator.next(isolation: #isolation) else { throw Ended(text: text) }
            let piece = String(decoding: buffer.readableBytesView, as: UTF8.self)
            unsearched = String(unsearched.suffix(wanted.count)) + piece
            text += piece
        }
    }

    /// Reads to the end of the connection.
    mutating func readToEnd() async throws {
        while let buffer = try await iterator.next(isolation: #isolation) {
            text += String(decoding: buffer.readableBytesView, as: UTF8.self)
        }
    }
}
