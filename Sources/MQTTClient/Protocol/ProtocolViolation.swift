/// What a peer did wrong, with the reason code that a DISCONNECT names for it.
struct ProtocolViolation: Error, Hashable, CustomStringConvertible {
    /// The reason code to report.
    var reasonCode: ReasonCode
    /// What was wrong, for the log.
    var detail: String

    /// The code and the detail.
    var description: String { "\(reasonCode): \(detail)" }

    /// A packet that cannot be parsed.
    static func malformed(_ detail: String) -> ProtocolViolation {
        ProtocolViolation(reasonCode: .malformedPacket, detail: detail)
    }

    /// A packet that is not allowed at this point.
    static func protocolError(_ detail: String) -> ProtocolViolation {
        ProtocolViolation(reasonCode: .protocolError, detail: detail)
    }
}
