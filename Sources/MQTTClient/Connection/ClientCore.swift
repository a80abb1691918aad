import Logging
import NIOCore
import NIOSSL

/// The moving part of the client: the session, its buffers and the socket, all on one event loop.
actor ClientCore {
    /// The event loop that everything here runs on.
    nonisolated let eventLoop: any EventLoop
    nonisolated let unownedExecutor: UnownedSerialExecutor
    nonisolated let configuration: MQTTConfiguration
    nonisolated let logger: Logger
    nonisolated let clock: any Clock<Duration>
    nonisolated let randomUnit: @Sendable () -> Double
    let stateContinuation: AsyncStream<MQTTConnectionState>.Continuation

    var session: Session
    var framer: PacketFramer
    var inbox: MessageInbox
    var queue = PublishQueue()
    var counters = MQTTClientCounters()
    var state: MQTTConnectionState?

    /// Counts connections; what belongs to an earlier one is recognised by it.
    var epoch: UInt64 = 0
    var channel: (any Channel)?
    var endReason: DisconnectReason?
    var connectedAt: NIODeadline?
    var isReadRequested = false
    var readMessages: [MQTTMessage] = []
    var keepAliveTimer: RepeatedTask?

    var batchNumber: UInt64 = 0
    var callNumber: UInt64 = 0
    var batchWaiters: [(number: UInt64, continuation: CheckedContinuation<MQTTMessageBatch?, Never>)] = []
    var publishWaiters: [UInt64: CheckedContinuation<[PublishOutcome], any Error>] = [:]
    var requestWaiters: [UInt64: CheckedContinuation<[ReasonCode], any Error>] = [:]
    var hasRun = false
    var isStopping = false
    /// Set when the client is finished for good; later calls fail with it.
    var finalError: MQTTClientError?

    /// The most subscribe and unsubscribe calls that may be unanswered.
    static let requestLimit = 256

    /// Makes a core that was never connected.
    init(
        configuration: MQTTConfiguration,
        eventLoop: any EventLoop,
        clock: any Clock<Duration>,
        randomUnit: @escaping @Sendable () -> Double,
        logger: Logger,
        stateContinuation: AsyncStream<MQTTConnectionState>.Continuation
    ) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.clock = clock
        self.randomUnit = randomUnit
        self.logger = logger
        self.stateContinuation = stateContinuation
        session = Session(configuration: configuration)
        framer = PacketFramer(
            version: configuration.version,
            maximumPacketSize: configuration.limits.maximumPacketSize
        )
        inbox = MessageInbox(limits: configuration.limits)
    }

    /// Runs work on the event loop soon, from anywhere.
    nonisolated func later(_ work: @escaping @Sendable (isolated ClientCore) -> Void) {
        eventLoop.execute { self.assumeIsolated { work($0) } }
    }

    /// Announces a state.
    func enter(_ newState: MQTTConnectionState) {
        state = newState
        stateContinuation.yield(newState)
    }

    /// The counters with the present fill of the buffers.
    func currentCounters() -> MQTTClientCounters {
        var current = counters
        current.waitingMessages = inbox.messageCount
        current.peakWaitingMessages = inbox.peakMessageCount
        current.waitingBytes = inbox.byteCount
        current.peakWaitingBytes = inbox.peakByteCount
        current.waitingPublications = queue.waitingCount
        return current
    }

    /// Writes packets, resumes callers and closes, as the session demands.
    func perform(_ effects: SessionEffects) {
        write(effects.packets)
        for (token, outcome) in effects.publications { settle(token, outcome) }
        for (token, codes) in effects.replies {
            requestWaiters.removeValue(forKey: token)?.resume(returning: codes)
        }
        for (filter, code) in effects.lostSubscriptions {
            logger.warning(
                "subscription was not re-established",
                metadata: ["filter": "\(filter)", "reason": "\(code)"]
            )
        }
        if let sessionPresent = effects.connected { becameConnected(sessionPresent: sessionPresent) }
        if let reason = effects.end { end(reason) }
    }

    /// Encodes packets into one buffer and flushes it.
    func write(_ packets: [ControlPacket]) {
        guard !packets.isEmpty, let channel else { return }
        var bytes = channel.allocator.buffer(capacity: packets.count < 4 ? 256 : 16_384)
        for packet in packets { packet.write(to: &bytes, version: configuration.version) }
        channel.writeAndFlush(bytes, promise: nil)
        session.noteSent(at: .now())
    }
}
