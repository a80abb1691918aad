/// The kind of a control packet, as in the upper half of its first byte (MQTT 5.0, table 2-1).
enum PacketKind: UInt8, CaseIterable {
    case connect = 1
    case connack, publish, puback, pubrec, pubrel, pubcomp, subscribe, suback, unsubscribe, unsuback
    case pingreq, pingresp, disconnect, auth

    /// Reads the kind from the first byte, and refuses flags that the standard excludes.
    init(firstByte: UInt8) throws(ProtocolViolation) {
        guard let kind = PacketKind(rawValue: firstByte >> 4) else { throw .malformed("packet kind 0 is reserved") }
        let flags = firstByte & 0x0F
        if let required = kind.requiredFlags, flags != required {
            throw .malformed("the flags of \(kind) are \(flags), not \(required)")
        }
        self = kind
    }

    /// The lower half of the first byte where the standard fixes it; nil for PUBLISH.
    var requiredFlags: UInt8? {
        switch self {
        case .publish: nil
        case .pubrel, .subscribe, .unsubscribe: 0b0010
        default: 0
        }
    }
}
