import NIOCore

/// Passes what happens on one socket to the core, which runs on the same event loop.
final class SocketHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let core: ClientCore
    private let epoch: UInt64

    /// Makes the handler of one connection.
    init(core: ClientCore, epoch: UInt64) {
        self.core = core
        self.epoch = epoch
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        let epoch = epoch
        core.assumeIsolated { $0.received(bytes, epoch: epoch) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        let epoch = epoch
        core.assumeIsolated { $0.finishedReading(epoch: epoch) }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let epoch = epoch
        core.assumeIsolated { $0.writabilityChanged(epoch: epoch) }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let epoch = epoch
        core.assumeIsolated { $0.failed(error, epoch: epoch) }
    }
}
