import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real HTTP server on loopback that answers as a test tells it and remembers what it got.
final class LoopbackReceiver: Sendable {
    /// What came in.
    struct Request: Hashable, Sendable {
        var method: String
        var path: String
        var headers: [String: String]
        var body: [UInt8]
    }

    /// What goes back.
    enum Reply: Sendable {
        case status(Int, headers: [String: String] = [:])
        /// A body that does not end.
        case endless
        /// A head and then a byte now and then.
        case dripping
        /// Nothing at all.
        case silence
        /// The connection is closed without an answer.
        case closed
    }

    let port: Int
    private let channel: any Channel
    private let requests: Mutex<[Request]>

    private init(channel: any Channel, port: Int, requests: consuming Mutex<[Request]>) {
        self.channel = channel
        self.port = port
        self.requests = requests
    }

    var received: [Request] { requests.withLock(\.self) }

    func address(_ path: String = "/hook") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Starts a server; `answer` gets the number of the request, from 0.
    static func start(
        port: Int = 0,
        answer: @escaping @Sendable (Int, Request) -> Reply
    ) async throws -> LoopbackReceiver {
        let owner = Mutex<LoopbackReceiver?>(nil)
        let box = Box(owner)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        ReceiverHandler { request in
                            guard let receiver = box.value else { return .closed }
                            let number = receiver.requests.withLock { requests in
                                requests.append(request)
                                return requests.count - 1
                            }
                            return answer(number, request)
                        }
                    )
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        let receiver = LoopbackReceiver(
            channel: channel,
            port: channel.localAddress?.port ?? 0,
            requests: Mutex([])
        )
        box.set(receiver)
        return receiver
    }

    func stop() async throws { try await channel.close() }

    private final class Box: Sendable {
        private let owner: Mutex<LoopbackReceiver?>
        init(_ owner: consuming Mutex<LoopbackReceiver?>) { self.owner = owner }
        var value: LoopbackReceiver? { owner.withLock(\.self) }
        func set(_ receiver: LoopbackReceiver) { owner.withLock { $0 = receiver } }
    }
}

private final class ReceiverHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: (LoopbackReceiver.Request) -> LoopbackReceiver.Reply
    private var request = LoopbackReceiver.Request(method: "", path: "", headers: [:], body: [])

    init(answer: @escaping (LoopbackReceiver.Request) -> LoopbackReceiver.Reply) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let headers = head.headers.map { ($0.name.lowercased(), $0.value) }
            request = LoopbackReceiver.Request(
                method: head.method.rawValue,
                path: head.uri,
                headers: Dictionary(headers) { $1 },
                body: []
            )
        case .body(let part): request.body.append(contentsOf: part.readableBytesView)
        case .end: reply(answer(request), context)
        }
    }

    private func reply(_ reply: LoopbackReceiver.Reply, _ context: ChannelHandlerContext) {
        switch reply {
        case .status(let code, let extra):
            writeHead(context, code, extra.map { ($0.key, $0.value) } + [("Content-Length", "0")])
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .endless:
            writeHead(context, 200, [])
            send(bytes: 64 * 1_024, every: .milliseconds(1), context)
        case .dripping:
            writeHead(context, 200, [])
            send(bytes: 1, every: .milliseconds(20), context)
        case .silence: break
        case .closed: context.close(promise: nil)
        }
    }

    private func writeHead(_ context: ChannelHandlerContext, _ code: Int, _ headers: [(String, String)]) {
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: code), headers: HTTPHeaders(headers))
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func send(bytes: Int, every pause: TimeAmount, _ context: ChannelHandlerContext) {
        let part = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: pause) { task in
            let (handler, context) = bound.value
            guard context.channel.isActive else { return task.cancel() }
            context.writeAndFlush(handler.wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
        }
    }
}
