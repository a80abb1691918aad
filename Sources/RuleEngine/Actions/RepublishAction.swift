import MonitoringModel

/// The publication of what a rule selects.
public struct RepublishAction: Hashable, Codable, Sendable {
    /// The topic, with `${expression}` for parts of the message; it must not match the rule's own filter.
    public var topic: String
    /// The quality of service, 0 to 2; by default 1.
    public var qos: UInt8
    /// Whether the broker keeps the message for later subscribers; by default it does not.
    public var retain: Bool

    /// Creates an action.
    public init(topic: String, qos: UInt8 = 1, retain: Bool = false) {
        self.topic = topic
        self.qos = qos
        self.retain = retain
    }

    private enum Field: String, CaseIterable {
        case topic, qos, retain
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        topic = try fields.required(.topic)
        qos = try fields.optional(.qos) ?? 1
        retain = try fields.optional(.retain) ?? false
    }
}
