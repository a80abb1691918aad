public import NIOCore

/// What MQTT 5.0 lets a message carry beside topic and payload; ignored when speaking 3.1.1.
public struct MessageProperties: Sendable, Hashable {
    var list: PropertyList

    /// Makes empty properties.
    public init() {
        list = PropertyList()
    }

    init(_ list: PropertyList) {
        self.list = list
    }

    /// Whether nothing is set.
    public var isEmpty: Bool { list.entries.isEmpty }

    /// Whether the payload is declared to be UTF-8 text; default false.
    public var payloadIsText: Bool {
        get { list.entries.contains(.payloadFormatIndicator(1)) }
        set { replace(.payloadFormatIndicator, with: newValue ? .payloadFormatIndicator(1) : nil) }
    }

    /// How long the message is of use, in whole seconds; nil means for ever.
    public var messageExpiry: Duration? {
        get {
            list.first { if case .messageExpiryInterval(let value) = $0 { .seconds(Int64(value)) } else { nil } }
        }
        set { replace(.messageExpiryInterval, with: newValue.map { .messageExpiryInterval($0.wholeSeconds) }) }
    }

    /// A description of the payload, such as a MIME type.
    public var contentType: String? {
        get {
            list.first { if case .contentType(let text) = $0 { text } else { nil } }
        }
        set { replace(.contentType, with: newValue.map { .contentType($0) }) }
    }

    /// Where an answer is expected.
    public var responseTopic: TopicName? {
        get {
            list.first { if case .responseTopic(let text) = $0 { TopicName(unchecked: text) } else { nil } }
        }
        set { replace(.responseTopic, with: newValue.map { .responseTopic($0.rawValue) }) }
    }

    /// What tells the requester which request an answer belongs to; at most 65,535 bytes.
    public var correlationData: ByteBuffer? {
        get {
            list.first { if case .correlationData(let bytes) = $0 { bytes } else { nil } }
        }
        set { replace(.correlationData, with: newValue.map { .correlationData($0) }) }
    }

    /// The identifiers of the subscriptions that made the server deliver this message.
    public var subscriptionIdentifiers: [Int] {
        list.entries.compactMap { if case .subscriptionIdentifier(let value) = $0 { value } else { nil } }
    }

    /// Name and value pairs of the application.
    public var userProperties: [UserProperty] {
        get { list.userProperties }
        set {
            list.remove(.userProperty)
            list.entries += newValue.map { .userProperty(name: $0.name, value: $0.value) }
        }
    }

    private mutating func replace(_ identifier: PropertyIdentifier, with property: Property?) {
        list.remove(identifier)
        if let property { list.entries.append(property) }
    }

    /// Why these properties cannot be sent, or nil.
    var problem: String? {
        for entry in list.entries {
            let isTooLong =
                switch entry {
                case .contentType(let text), .responseTopic(let text): text.utf8.count > WireLimits.maximumFieldLength
                case .correlationData(let bytes): bytes.readableBytes > WireLimits.maximumFieldLength
                case .userProperty(let name, let value):
                    max(name.utf8.count, value.utf8.count) > WireLimits.maximumFieldLength
                default: false
                }
            if isTooLong { return "property \(entry.identifier) has more than 65,535 bytes" }
        }
        return nil
    }
}

extension Duration {
    /// The duration in whole seconds, rounded up and held within what the wire can carry.
    var wholeSeconds: UInt32 {
        let parts = components
        guard parts.seconds >= 0 else { return 0 }
        guard parts.seconds < Int64(UInt32.max) else { return UInt32.max }
        return UInt32(parts.seconds) + (parts.attoseconds > 0 ? 1 : 0)
    }
}
