/// The kind of a control packet, as in the upper half of its first byte (MQTT 5.0, table 2-1).
enum PacketKind: UInt8, CaseIterable {
    case connect = 1
    case connack, publish, puback, pubrec, pubrel, pubcomp, subscribe, suback, unsubscribe, unsuback
    case pingreq, pingresp, disconnect, auth

    /// The lower half of the first byte where the standard fixes it; nil for PUBLISH.
    var requiredFlags: UInt8? {
        switch self {
        case .publish: nil
        case .pubrel, .subscribe, .unsubscribe: 0b0010
        default: 0
        }
    }
}
