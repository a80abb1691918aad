/// What the shell has to do after the session handled something.
struct SessionEffects {
    /// Packets to write, in order.
    var packets: [ControlPacket] = []
    /// Messages to hand to the consumer, in order.
    var messages: [MQTTMessage] = []
    /// Publications that are settled.
    var publications: [(token: PublicationToken, outcome: PublishOutcome)] = []
    /// Subscribe and unsubscribe calls that are settled.
    var replies: [(token: UInt64, codes: [ReasonCode])] = []
    /// Set when the server accepted the connection: whether it kept the session.
    var connected: Bool?
    /// Set when the connection is over; close it after writing the packets.
    var end: DisconnectReason?
    /// Subscriptions that the server refused to re-establish.
    var lostSubscriptions: [(filter: TopicFilter, reasonCode: ReasonCode)] = []
}

/// Which publication of which call a confirmation belongs to.
struct PublicationToken: Hashable, Sendable {
    /// The call.
    var job: UInt64
    /// The place in the call's array.
    var index: Int
}
