import NIOCore
import NIOPosix
import Synchronization

/// A real TCP server on loopback that takes lines as an infrared bridge does.
public final class LineDevice: Sendable {
    /// The port it listens on.
    public let port: Int
    private let channel: any Channel
    private let lines: Lines

    /// What came in.
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private init(channel: any Channel, lines: Lines) {
        self.channel = channel
        self.lines = lines
        port = channel.localAddress?.port ?? 0
    }

    /// The lines that came in, in order.
    public var received: [String] { lines.all.withLock(\.self) }

    /// Starts a device; `reply` gets a line and returns what goes back, `nil` for nothing.
    ///
    /// - Throws: The error of the system if it cannot listen.
    public static func start(reply: @escaping @Sendable (String) -> String?) async throws -> LineDevice {
        let lines = Lines()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Handler { line in
                            lines.all.withLock { $0.append(line) }
                            return reply(line)
                        }
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LineDevice(channel: channel, lines: lines)
    }

    /// Stops listening.
    ///
    /// - Throws: The error of the system.
    public func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: (String) -> String?
        private var text = ""

        init(answer: @escaping (String) -> String?) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            while let end = text.firstIndex(where: { $0 == "\r" || $0 == "\n" || $0 == "\r\n" }) {
                let line = String(text[..<end])
                text = String(text[text.index(after: end)...])
                guard let reply = answer(line) else { continue }
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply)), promise: nil)
            }
        }
    }
}
