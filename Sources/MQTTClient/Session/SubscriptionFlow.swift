/// A subscribe or unsubscribe call.
enum SubscriptionRequest: Hashable {
    case subscribe([MQTTSubscription])
    case unsubscribe([TopicFilter])

    /// The number of filters.
    var count: Int {
        switch self {
        case .subscribe(let subscriptions): subscriptions.count
        case .unsubscribe(let filters): filters.count
        }
    }
}

/// The subscriptions the client has, and the calls that the server has not answered.
struct SubscriptionFlow {
    /// One unanswered call; without a token it re-establishes subscriptions.
    struct Call {
        /// What was asked.
        var request: SubscriptionRequest
        /// Who waits for it.
        var token: UInt64?
    }

    /// The most filters in one packet when subscriptions are re-established; some servers take no more.
    static let resubscribeChunk = 8

    private(set) var active: [MQTTSubscription] = []
    private(set) var sent: [UInt16: Call] = [:]
    private(set) var waiting: [Call] = []

    /// The number of unanswered calls.
    var callCount: Int { sent.count + waiting.count }

    /// Adds a call.
    mutating func add(_ request: SubscriptionRequest, token: UInt64) {
        waiting.append(Call(request: request, token: token))
    }

    /// Nobody waits for this call any more.
    mutating func forget(token: UInt64) {
        waiting.removeAll { $0.token == token }
        for (identifier, call) in sent where call.token == token {
            sent[identifier]?.token = nil
        }
    }

    /// Prepares a new connection: unanswered calls are asked again, after lost subscriptions.
    mutating func resume(sessionPresent: Bool) {
        // Only a call somebody waits for is repeated; re-established subscriptions follow from `active`.
        let unanswered = sent.sorted { $0.key < $1.key }.map(\.value).filter { $0.token != nil }
        sent = [:]
        waiting = unanswered + waiting.filter { $0.token != nil }
        guard !sessionPresent, !active.isEmpty else { return }
        var groups: [Call] = []
        var chunk: [MQTTSubscription] = []
        for subscription in active {
            let differs = chunk.first.map { $0.identifier != subscription.identifier } ?? false
            if differs || chunk.count == Self.resubscribeChunk {
                groups.append(Call(request: .subscribe(chunk), token: nil))
                chunk = []
            }
            chunk.append(subscription)
        }
        groups.append(Call(request: .subscribe(chunk), token: nil))
        waiting = groups + waiting
    }

    /// Takes the next call to send under this identifier, as a packet.
    mutating func next(identifier: UInt16, version: MQTTVersion) -> ControlPacket? {
        guard !waiting.isEmpty else { return nil }
        let call = waiting.removeFirst()
        sent[identifier] = call
        switch call.request {
        case .subscribe(let subscriptions):
            let requests = subscriptions.map { SubscribePacket.Request(filter: $0.filter, options: $0.options) }
            var properties = PropertyList()
            if version == .v5, let number = subscriptions.first?.identifier {
                properties.entries = [.subscriptionIdentifier(number)]
            }
            return .subscribe(
                SubscribePacket(packetIdentifier: identifier, requests: requests, properties: properties)
            )
        case .unsubscribe(let filters):
            return .unsubscribe(UnsubscribePacket(packetIdentifier: identifier, filters: filters))
        }
    }

    /// Handles SUBACK and UNSUBACK.
    mutating func handle(
        _ packet: SubackPacket,
        isSuback: Bool,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) {
        guard let call = sent.removeValue(forKey: packet.packetIdentifier) else {
            throw .protocolError("an answer to a request that was not made")
        }
        var codes = packet.reasonCodes
        switch call.request {
        case .subscribe(let subscriptions) where isSuback:
            guard codes.count == subscriptions.count else { throw .protocolError("SUBACK has the wrong length") }
            for (subscription, code) in zip(subscriptions, codes) {
                active.removeAll { $0.filter == subscription.filter }
                if !code.isFailure {
                    active.append(subscription)
                } else if call.token == nil {
                    effects.lostSubscriptions.append((subscription.filter, code))
                }
            }
        case .unsubscribe(let filters) where !isSuback:
            // A 3.1.1 UNSUBACK carries no codes and always means success.
            if codes.isEmpty { codes = filters.map { _ in .success } }
            guard codes.count == filters.count else { throw .protocolError("UNSUBACK has the wrong length") }
            for (filter, code) in zip(filters, codes) where !code.isFailure {
                active.removeAll { $0.filter == filter }
            }
        default: throw .protocolError("SUBACK and UNSUBACK are confused")
        }
        if let token = call.token { effects.replies.append((token, codes)) }
    }
}
