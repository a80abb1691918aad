/// What came with a message beside its topic and its document.
public struct MessageEnvelope: Hashable, Sendable {
    /// A pair of the publisher's own (MQTT 5, user property).
    public struct UserProperty: Hashable, Sendable {
        /// The name; names may repeat.
        public var name: String
        /// The value.
        public var value: String

        /// Creates a pair.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The payload, if it is no JSON; the message's document is null then.
    public var binaryPayload: [UInt8]?
    /// Whether the payload is said to be UTF-8; `nil` if nothing is said.
    public var isText: Bool?
    /// The type of the payload.
    public var contentType: String?
    /// Where to answer.
    public var responseTopic: String?
    /// What identifies the request to be answered.
    public var correlationData: [UInt8]?
    /// The pairs of the publisher's own.
    public var userProperties: [UserProperty] = []
    /// How often rules have passed it on already.
    public var hops = 0

    /// Creates the envelope of a message of which nothing else is known.
    public init() {}
}
