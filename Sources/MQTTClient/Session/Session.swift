import NIOCore

/// The client's side of MQTT as a value: packets and calls go in, effects come out.
///
/// It lives as long as the client; each connection begins with ``open(at:into:)`` and ends with ``close()``.
struct Session {
    /// Where the connection stands.
    enum Phase: Hashable {
        case closed, awaitingConnack, connected
    }

    let configuration: MQTTConfiguration
    private(set) var phase = Phase.closed
    private(set) var server = ServerLimits()
    private(set) var clientIdentifier: String
    var outgoing = OutgoingFlow()
    var incoming: IncomingFlow
    var subscriptions = SubscriptionFlow()
    private var incomingAliases: IncomingTopicAliases
    private var outgoingAliases = OutgoingTopicAliases(maximum: 0)
    private var keepAlive: KeepAlive
    private var lastIdentifier: UInt16 = 0
    private var wasConnected = false
    private var sentCleanStart = true

    /// Makes a session that was never connected.
    init(configuration: MQTTConfiguration) {
        self.configuration = configuration
        clientIdentifier = configuration.clientIdentifier
        let receiveMaximum = configuration.version == .v5 ? configuration.limits.receiveMaximum : nil
        incoming = IncomingFlow(receiveMaximum: receiveMaximum)
        incomingAliases = IncomingTopicAliases(maximum: configuration.limits.topicAliasMaximum)
        keepAlive = KeepAlive(seconds: 0, at: .uptimeNanoseconds(0))
    }

    /// The version that is spoken.
    var version: MQTTVersion { configuration.version }

    /// How many messages may be unconfirmed on this connection.
    var window: Int { min(configuration.limits.maximumInFlight, server.receiveMaximum) }

    /// Whether a new QoS 1 or 2 message may be sent now.
    var canSendConfirmed: Bool {
        phase == .connected && !outgoing.isResending && outgoing.activeCount < window
    }

    /// Begins a connection with CONNECT.
    mutating func open(at now: NIODeadline, into effects: inout SessionEffects) {
        phase = .awaitingConnack
        server = ServerLimits()
        keepAlive = KeepAlive(seconds: 0, at: now)
        incomingAliases = IncomingTopicAliases(maximum: configuration.limits.topicAliasMaximum)
        let packet = ConnectPacket(
            configuration,
            clientIdentifier: clientIdentifier,
            isReconnect: wasConnected
        )
        sentCleanStart = packet.cleanStart
        effects.packets.append(.connect(packet))
    }

    /// The connection is gone, for whatever reason.
    mutating func close() {
        phase = .closed
    }

    /// Says goodbye, if there is somebody to say it to.
    mutating func disconnect(_ reasonCode: ReasonCode = .success, into effects: inout SessionEffects) {
        // 3.1.1 knows only the friendly DISCONNECT; sending it for an error would suppress the will.
        if phase == .connected && (version == .v5 || reasonCode == .success) {
            effects.packets.append(.disconnect(DisconnectPacket(reasonCode: reasonCode)))
        }
        phase = .closed
    }

    /// Ends the connection because the server broke the protocol.
    mutating func end(with violation: ProtocolViolation, into effects: inout SessionEffects) {
        disconnect(violation.reasonCode, into: &effects)
        effects.end = .protocolViolation(violation.reasonCode, detail: violation.detail)
    }

    /// Looks at the time; call a few times per keep-alive interval.
    mutating func tick(at now: NIODeadline, isReadingPaused: Bool, into effects: inout SessionEffects) {
        guard phase == .connected else { return }
        switch keepAlive.tick(at: now, isReadingPaused: isReadingPaused) {
        case .nothing: break
        case .ping: effects.packets.append(.pingreq)
        case .expired:
            disconnect(.keepAliveTimeout, into: &effects)
            effects.end = .keepAliveExpired
        }
    }

    /// Notes that packets were written.
    mutating func noteSent(at now: NIODeadline) {
        keepAlive.noteSent(at: now)
    }

    /// Handles a packet from the server.
    mutating func receive(
        _ packet: ControlPacket,
        at now: NIODeadline,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) {
        guard phase != .closed else { return }
        keepAlive.noteReceived(at: now)
        if case .connack(let connack) = packet, phase == .awaitingConnack {
            try accept(connack, at: now, into: &effects)
            return
        }
        guard phase == .connected else { throw .protocolError("\(packet.kind) came before CONNACK") }
        switch packet {
        case .publish(let publish): try deliver(publish, into: &effects)
        case .acknowledgement(let acknowledgement) where acknowledgement.step == .pubrel:
            incoming.release(acknowledgement, into: &effects)
        case .acknowledgement(let acknowledgement):
            try outgoing.handle(acknowledgement, into: &effects)
            if outgoing.isResending { outgoing.resend(window: window, into: &effects) }
        case .suback(let suback):
            try subscriptions.handle(suback, isSuback: true, into: &effects)
        case .unsuback(let unsuback):
            try subscriptions.handle(unsuback, isSuback: false, into: &effects)
        case .pingresp: break
        case .disconnect(let disconnect) where version == .v5:
            phase = .closed
            effects.end = .closedByServer(
                disconnect.reasonCode,
                explanation: disconnect.properties.reasonString,
                serverReference: disconnect.properties.serverReference
            )
        default: throw .protocolError("a server must not send \(packet.kind) here")
        }
    }

    private mutating func deliver(
        _ publish: PublishPacket,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) {
        var packet = publish
        if !packet.properties.entries.isEmpty { try incomingAliases.resolve(&packet) }
        guard try incoming.receive(packet, into: &effects) else { return }
        effects.messages.append(
            MQTTMessage(
                topic: packet.topic,
                payload: packet.payload,
                qos: packet.qos,
                retain: packet.retain,
                isDuplicate: packet.isDuplicate,
                properties: MessageProperties(packet.properties)
            )
        )
    }

    private mutating func accept(
        _ connack: ConnackPacket,
        at now: NIODeadline,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) {
        guard connack.reasonCode == .success else {
            phase = .closed
            effects.end = .refused(connack.reasonCode, explanation: connack.properties.reasonString)
            return
        }
        guard !(connack.sessionPresent && sentCleanStart) else {
            throw .protocolError("the server resumed a session although a new one was asked for")
        }
        phase = .connected
        wasConnected = true
        server = ServerLimits(connack.properties)
        if let assigned = server.assignedClientIdentifier { clientIdentifier = assigned }
        keepAlive = KeepAlive(seconds: server.keepAlive ?? configuration.keepAliveSeconds, at: now)
        outgoingAliases = OutgoingTopicAliases(
            maximum: min(server.topicAliasMaximum, configuration.limits.topicAliasMaximum)
        )
        incoming.begin(sessionPresent: connack.sessionPresent)
        subscriptions.resume(sessionPresent: connack.sessionPresent)
        outgoing.resume(sessionPresent: connack.sessionPresent, into: &effects)
        effects.connected = connack.sessionPresent
        sendRequests(into: &effects)
        outgoing.resend(window: window, into: &effects)
    }

    /// The keep-alive interval that holds on this connection.
    var keepAliveInterval: TimeAmount? { keepAlive.interval }

    /// Sends subscribe and unsubscribe calls that wait.
    mutating func sendRequests(into effects: inout SessionEffects) {
        guard phase == .connected else { return }
        while !subscriptions.waiting.isEmpty {
            guard let packet = subscriptions.next(identifier: nextIdentifier(), version: version) else { return }
            effects.packets.append(packet)
        }
    }

    /// Sends a publication; for QoS 1 and 2 only while ``canSendConfirmed``.
    ///
    /// - Throws: what the server cannot take; nothing is sent then.
    mutating func publish(
        _ publication: MQTTPublication,
        token: PublicationToken,
        into effects: inout SessionEffects
    ) throws(MQTTClientError) {
        guard publication.qos <= server.maximumQoS else {
            throw .notSupportedByServer("QoS \(publication.qos.rawValue)")
        }
        guard !publication.retain || server.isRetainAvailable else { throw .notSupportedByServer("retained messages") }
        if let problem = publication.properties.problem { throw .invalidConfiguration(problem) }
        var packet = PublishPacket(
            qos: publication.qos,
            retain: publication.retain,
            topic: publication.topic,
            properties: version == .v5 ? publication.properties.list : PropertyList(),
            payload: publication.payload
        )
        // Room for an alias property and a longer length field.
        let size = packet.encodedLength(version: version) + (outgoingAliases.maximum > 0 ? 4 : 0)
        guard size <= server.maximumPacketSize else {
            throw .packetTooLarge(size: size, limit: server.maximumPacketSize)
        }
        if publication.qos != .atMostOnce {
            packet.packetIdentifier = nextIdentifier()
            outgoing.add(packet, token: token)
        }
        outgoingAliases.apply(to: &packet)
        effects.packets.append(.publish(packet))
    }

    // Terminates: at most 65,000 messages and 256 calls are open, out of 65,535 identifiers.
    private mutating func nextIdentifier() -> UInt16 {
        repeat {
            lastIdentifier = lastIdentifier == .max ? 1 : lastIdentifier + 1
        } while outgoing.entries[lastIdentifier] != nil || subscriptions.sent[lastIdentifier] != nil
        return lastIdentifier
    }
}
