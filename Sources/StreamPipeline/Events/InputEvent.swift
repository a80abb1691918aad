public import MonitoringModel

/// One thing that came in, on its way to the machines.
public struct InputEvent: Sendable {
    /// What came in.
    public enum Body: Sendable {
        /// A device's message, with its payload as it came, for the journal.
        case telemetry(Telemetry, payload: [UInt8])
        /// Something a camera saw.
        case observation(Observation)
        /// Something a person said.
        case utterance(Utterance)
        /// Something a person asked us to do.
        case command(Command)
        /// A deadline that came due.
        case deadline(Deadline)
    }

    /// What came in.
    public var body: Body
    /// How a repetition of the same input is recognised; `nil` if it cannot be repeated.
    public var identity: InputIdentity?

    /// Creates an event.
    public init(_ body: Body, identity: InputIdentity? = nil) {
        self.body = body
        self.identity = identity
    }
}

/// How a repetition of the same input is recognised.
public struct InputIdentity: Hashable, Sendable {
    /// The bytes that are the same whenever the same input arrives again.
    public var key: [UInt8]
    /// Whether different inputs always have different keys.
    ///
    /// A payload without sequence number and time looks the same when a device sends it twice on
    /// purpose. Such input counts as a repetition only if ``isRedelivery`` says so as well.
    public var isExact: Bool
    /// Whether the sender marked it as sent again (the DUP flag of MQTT).
    public var isRedelivery: Bool

    /// Creates an identity.
    public init(key: [UInt8], isExact: Bool, isRedelivery: Bool) {
        self.key = key
        self.isExact = isExact
        self.isRedelivery = isRedelivery
    }
}
