/// What is known of a message besides its topic and its document.
public struct MessageContext: Sendable {
    /// The payload as it came; without it `encode(*, 'base64')` encodes the document.
    public var payload: [UInt8]?
    /// Whether the payload is no JSON, so that it has no attributes.
    public var isBinary = false
    /// The MQTT client; `nil` if the message came by other ways, where `clientid()` is `n/a`.
    public var clientID: String?
    /// The certificate or person that published.
    public var principal: String?
    /// The address it came from.
    public var sourceAddress: String?
    /// The account; by default twelve zeros.
    public var accountID = "000000000000"
    /// What identifies the message in logs.
    public var traceID: String?
    /// The MQTT 5 properties.
    public var properties = MessageProperties()
    /// The seed of `rand()` and `newuuid()` for this message; callers give each message another.
    public var entropy: UInt64 = 0
    /// How often rules have passed the message on already; after ``RuleLimits/hops`` they do not any more.
    public var hops = 0
    /// Answers the functions that ask other parts.
    public var lookups: any RuleLookups = NoLookups()

    /// Creates a context in which nothing is known.
    public init() {}

    /// Creates the context of a payload that is no JSON.
    public init(binaryPayload payload: [UInt8]) {
        self.payload = payload
        isBinary = true
    }
}

/// The MQTT 5 properties of a message.
public struct MessageProperties: Hashable, Sendable {
    /// One user property; names may repeat.
    public struct UserProperty: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// Creates a property.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Whether the payload is said to be UTF-8; `nil` if nothing is said.
    public var isText: Bool?
    /// The type of the payload.
    public var contentType: String?
    /// Where to answer.
    public var responseTopic: String?
    /// What identifies the request to be answered.
    public var correlationData: [UInt8]?
    /// The properties of the publisher's own.
    public var user: [UserProperty] = []

    /// Creates properties of which none is set.
    public init() {}
}
