import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

extension ClientCore {
    /// Connects, and connects again, until stopped or told to give up.
    func keepConnected() async throws(MQTTClientError) {
        guard !hasRun else { throw .alreadyRunning }
        hasRun = true
        var backoff = Backoff(policy: configuration.reconnect)
        var attempt = 0
        while !isStopping {
            attempt = connectedAt == nil ? attempt + 1 : 1
            connectedAt = nil
            enter(.connecting(attempt: attempt))
            let reason = await connectOnce()
            enter(.disconnected(reason))
            if isStopping { break }
            logger.warning("MQTT connection ended", metadata: ["reason": "\(reason)"])
            let upTime = connectedAt.map { Duration.nanoseconds((NIODeadline.now() - $0).nanoseconds) }
            let delay = backoff.next(stableFor: upTime, random: randomUnit())
            if givesUp(after: reason, failures: backoff.failures) {
                finish(.gaveUp(reason))
                throw .gaveUp(reason)
            }
            await pause(for: delay)
        }
        finish(.stopped)
    }

    private func givesUp(after reason: DisconnectReason, failures: Int) -> Bool {
        let policy = configuration.reconnect
        if policy.givesUpWhenRefused && reason.isRefusal { return true }
        return policy.maximumFailures.map { failures >= $0 } ?? false
    }

    private func pause(for delay: Duration) async {
        let clock = clock
        do {
            try await cancelWhenGracefulShutdown { try await clock.sleep(for: delay) }
        } catch {
            // Only cancellation and shutdown interrupt a sleep, and both end the client.
            isStopping = true
        }
    }

    private func connectOnce() async -> DisconnectReason {
        epoch += 1
        endReason = nil
        framer = PacketFramer(
            version: configuration.version,
            maximumPacketSize: configuration.limits.maximumPacketSize
        )
        let epoch = epoch
        let timeout = TimeAmount(configuration.connectTimeout)
        let deadline = eventLoop.scheduleTask(in: timeout) { [self] in
            self.assumeIsolated { $0.connectTimedOut(epoch: epoch) }
        }
        defer { deadline.cancel() }
        do {
            let channel = try await openChannel(epoch: epoch, timeout: timeout)
            // Of several addresses of the name this one answered first.
            self.channel = channel
            if endReason == nil { sendConnect() } else { channel.close(promise: nil) }
            try await channel.closeFuture.get()
        } catch let error as MQTTClientError {
            endReason = endReason ?? .tlsFailed("\(error)")
        } catch {
            endReason = endReason ?? .unreachable(Self.words(for: error))
        }
        return connectionClosed()
    }

    private func openChannel(epoch: UInt64, timeout: TimeAmount) async throws -> any Channel {
        let server = configuration.server
        let tls = configuration.tls ?? MQTTTLS()
        let context = server.usesTLS ? try await TLSSetup.makeContext(tls) : nil
        if server.usesTLS && tls.verification != .full {
            logger.warning("TLS verification is weakened", metadata: ["verification": "\(tls.verification)"])
        }
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(.autoRead, value: false)
            .channelOption(.writeBufferWaterMark, value: .init(low: 128 << 10, high: 512 << 10))
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 65_536, maximum: 262_144)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let handler = try TLSSetup.makeHandler(context, host: server.host, tls: tls)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(SocketHandler(core: self, epoch: epoch))
                    self.assumeIsolated { $0.adopt(channel) }
                }
            }
        return try await bootstrap.connect(host: server.host, port: server.port).get()
    }

    /// Takes a channel that is about to connect, so that stopping can close it.
    func adopt(_ newChannel: any Channel) {
        channel = newChannel
        if isStopping || endReason != nil { newChannel.close(promise: nil) }
    }

    private func sendConnect() {
        var effects = SessionEffects()
        session.open(at: .now(), into: &effects)
        perform(effects)
        isReadRequested = false
        readIfRoom()
    }

    private func connectTimedOut(epoch: UInt64) {
        guard epoch == self.epoch, session.phase != .connected else { return }
        end(.connectTimedOut)
    }

    /// Notes that the server accepted the connection.
    func becameConnected(sessionPresent: Bool) {
        connectedAt = .now()
        counters.connections += 1
        if sessionPresent { counters.supersededMessages += UInt64(inbox.dropRedeliverable()) }
        let epoch = epoch
        if let interval = session.keepAliveInterval {
            let period = TimeAmount.nanoseconds(max(interval.nanoseconds / 8, 100_000_000))
            keepAliveTimer = eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { [self] _ in
                self.assumeIsolated { $0.tick(epoch: epoch) }
            }
        }
        logger.debug("MQTT connected", metadata: ["sessionPresent": "\(sessionPresent)"])
        enter(.connected(sessionPresent: sessionPresent))
        pump()
    }

    private func tick(epoch: UInt64) {
        guard epoch == self.epoch else { return }
        var effects = SessionEffects()
        session.tick(at: .now(), isReadingPaused: inbox.isFull, into: &effects)
        perform(effects)
    }

    private func connectionClosed() -> DisconnectReason {
        keepAliveTimer?.cancel()
        keepAliveTimer = nil
        channel = nil
        isReadRequested = false
        session.close()
        inbox.append(readMessages, epoch: epoch)
        readMessages = []
        serveBatchWaiters()
        return endReason ?? (isStopping ? .closedByClient : .connectionLost("the server closed the connection"))
    }

    /// What an error of the network means, without the noise.
    static func words(for error: any Error) -> String {
        guard let error = error as? NIOConnectionError else { return "\(error)" }
        if let cause = error.connectionErrors.first { return "\(error.host):\(error.port): \(cause.error)" }
        return "\(error.host):\(error.port): the name cannot be resolved"
    }
}

extension TimeAmount {
    /// The same span; validated durations are far from overflowing.
    fileprivate init(_ duration: Duration) {
        let parts = duration.components
        self = .nanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }
}
