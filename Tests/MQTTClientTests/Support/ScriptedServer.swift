import NIOCore
import NIOPosix
import Synchronization

/// A server that answers the first bytes it gets with fixed bytes, and remembers everything it gets.
final class ScriptedServer: Sendable {
    private let received = Mutex<[UInt8]>([])

    /// Everything that came, over all connections.
    var bytes: [UInt8] { received.withLock { $0 } }

    /// Runs a test with such a server on a free port.
    func run<Value>(answer: [UInt8], _ body: (Int) async throws -> Value) async throws -> Value {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = Handler(server: self, answer: answer)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = listener.localAddress?.port else {
            throw MosquittoServer.Failure(description: "no free port")
        }
        do {
            let value = try await body(port)
            try await listener.close()
            return value
        } catch {
            try await listener.close()
            throw error
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let server: ScriptedServer
        private var answer: [UInt8]

        init(server: ScriptedServer, answer: [UInt8]) {
            self.server = server
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            server.received.withLock { $0 += bytes }
            if !answer.isEmpty {
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: nil)
                answer = []
            }
        }
    }
}
