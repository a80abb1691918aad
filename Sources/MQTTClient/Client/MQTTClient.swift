public import Logging
public import NIOCore
public import NIOPosix
public import ServiceLifecycle

/// An MQTT client that keeps one connection alive and hands out messages in acknowledged batches.
///
/// Nothing happens until ``run()`` runs, in a `ServiceGroup` or a task group. All other calls may be made from
/// anywhere, also while there is no connection: they wait for one.
public struct MQTTClient: Service {
    /// The messages of all subscriptions.
    public let messages: MQTTMessageBatches
    /// The states of the connection as they change; keeps the newest 64, for one consumer.
    public let states: AsyncStream<MQTTConnectionState>

    private let core: ClientCore

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - configuration: the server, the identity and the limits.
    ///   - eventLoopGroup: where the connection runs; the client uses one event loop of it.
    ///   - clock: measures the delays between attempts to connect.
    ///   - randomUnit: gives numbers from 0 up to 1 for the jitter of these delays.
    ///   - logger: gets what happens to the connection; never passwords or payloads.
    /// - Throws: ``MQTTClientError/invalidConfiguration(_:)``.
    public init(
        configuration: MQTTConfiguration,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        clock: any Clock<Duration> = ContinuousClock(),
        randomUnit: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        logger: Logger
    ) throws(MQTTClientError) {
        try configuration.validate()
        var logger = logger
        logger[metadataKey: "server"] = "\(configuration.server)"
        let (states, continuation) = AsyncStream.makeStream(
            of: MQTTConnectionState.self,
            bufferingPolicy: .bufferingNewest(64)
        )
        core = ClientCore(
            configuration: configuration,
            eventLoop: eventLoopGroup.next(),
            clock: clock,
            randomUnit: randomUnit,
            logger: logger,
            stateContinuation: continuation
        )
        self.states = states
        messages = MQTTMessageBatches(core: core)
    }

    /// Connects and stays connected until graceful shutdown or cancellation; then says DISCONNECT and returns.
    ///
    /// - Throws: ``MQTTClientError/gaveUp(_:)`` if the configuration says so, ``MQTTClientError/alreadyRunning``.
    public func run() async throws {
        let core = core
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await core.keepConnected()
            } onGracefulShutdown: {
                core.later { $0.stop() }
            }
        } onCancel: {
            core.later { $0.stop() }
        }
    }

    /// Publishes one message; returns when the server confirmed it, or for QoS 0 when it is written.
    ///
    /// Without a connection it waits for one. An unconfirmed QoS 1 or 2 message is sent again after a reconnect.
    /// Cancelling stops the waiting; a message that is on its way may still arrive.
    ///
    /// - Throws: ``MQTTClientError`` or `CancellationError`.
    @discardableResult
    public func publish(_ publication: MQTTPublication) async throws -> ReasonCode {
        let outcomes = try await core.publish([publication])
        switch outcomes.first {
        case .confirmed(let code)?: return code
        case .failed(let error)?: throw error
        case nil: throw MQTTClientError.stopped
        }
    }

    /// Publishes many messages in order, as many at a time as the server permits.
    ///
    /// - Returns: the outcome of each, in the order of the array.
    /// - Throws: ``MQTTClientError/outgoingBufferFull(limit:)``, ``MQTTClientError/stopped``,
    ///   ``MQTTClientError/gaveUp(_:)`` or `CancellationError`; what failed for one message is in its outcome.
    public func publish(contentsOf publications: [MQTTPublication]) async throws -> [PublishOutcome] {
        try await core.publish(publications)
    }

    /// Subscribes; the subscriptions are made again after a reconnect if the server did not keep the session.
    ///
    /// - Returns: the server's answer for each, in order.
    /// - Throws: ``MQTTClientError`` or `CancellationError`; a refused filter is in the result.
    public func subscribe(_ subscriptions: [MQTTSubscription]) async throws -> [SubscribeOutcome] {
        var outcomes: [SubscribeOutcome] = []
        // One packet carries one identifier, so a change of identifier begins another packet.
        var rest = subscriptions[...]
        while let first = rest.first {
            let group = Array(rest.prefix { $0.identifier == first.identifier })
            rest = rest.dropFirst(group.count)
            if let identifier = first.identifier, !(1...268_435_455).contains(identifier) {
                throw MQTTClientError.invalidConfiguration("a subscription identifier is from 1 to 268435455")
            }
            let codes = try await core.request(.subscribe(group))
            outcomes += codes.map { code in
                QoS(rawValue: code.rawValue).map { .granted($0) } ?? .refused(code)
            }
        }
        return outcomes
    }

    /// Unsubscribes.
    ///
    /// - Returns: the server's answer for each, in order.
    /// - Throws: ``MQTTClientError`` or `CancellationError`.
    public func unsubscribe(_ filters: [TopicFilter]) async throws -> [UnsubscribeOutcome] {
        guard !filters.isEmpty else { return [] }
        return try await core.request(.unsubscribe(filters)).map { UnsubscribeOutcome(reasonCode: $0) }
    }

    /// Where the connection stands now; nil before ``run()``.
    public var state: MQTTConnectionState? {
        get async { await core.state }
    }

    /// What the client counted so far.
    public var counters: MQTTClientCounters {
        get async { await core.currentCounters() }
    }
}
