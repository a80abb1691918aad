/// A topic filter with the way its messages are to be delivered.
public struct MQTTSubscription: Sendable, Hashable {
    /// Which retained messages are delivered when the subscription is made (MQTT 5.0).
    public enum RetainHandling: UInt8, Sendable, Hashable, CaseIterable {
        /// All of them, each time.
        case send = 0
        /// Only if the subscription is new.
        case sendIfNew = 1
        /// None.
        case doNotSend = 2
    }

    /// The topics.
    public var filter: TopicFilter
    /// The highest quality of service of a delivery; default at least once.
    public var maximumQoS: QoS
    /// Whether the client's own messages are left out (MQTT 5.0); default false.
    public var noLocal: Bool
    /// Whether messages keep the retain flag they were published with (MQTT 5.0); default false.
    public var retainAsPublished: Bool
    /// Which retained messages are delivered (MQTT 5.0); default all.
    public var retainHandling: RetainHandling
    /// A number from 1 to 268,435,455 that deliveries carry (MQTT 5.0); default none.
    public var identifier: Int?

    /// Makes a subscription.
    public init(
        _ filter: TopicFilter,
        maximumQoS: QoS = .atLeastOnce,
        noLocal: Bool = false,
        retainAsPublished: Bool = false,
        retainHandling: RetainHandling = .send,
        identifier: Int? = nil
    ) {
        self.filter = filter
        self.maximumQoS = maximumQoS
        self.noLocal = noLocal
        self.retainAsPublished = retainAsPublished
        self.retainHandling = retainHandling
        self.identifier = identifier
    }

    /// The options byte of SUBSCRIBE (MQTT 5.0, section 3.8.3.1).
    var options: UInt8 {
        maximumQoS.rawValue | (noLocal ? 0b100 : 0) | (retainAsPublished ? 0b1000 : 0) | retainHandling.rawValue << 4
    }
}

/// What the server answered for one filter of a subscribe call.
public enum SubscribeOutcome: Sendable, Hashable {
    /// Subscribed with at most this quality of service.
    case granted(QoS)
    /// Not subscribed.
    case refused(ReasonCode)
}

/// What the server answered for one filter of an unsubscribe call; always `success` in MQTT 3.1.1.
public struct UnsubscribeOutcome: Sendable, Hashable {
    /// The server's reason code.
    public var reasonCode: ReasonCode
}
