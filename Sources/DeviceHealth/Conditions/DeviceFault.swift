public import MonitoringModel

/// What can be wrong with a device, with the words, part and skill that people need.
public struct DeviceFault: Hashable, Sendable {
    /// The fault's code, such as `temperature_low`.
    public var code: String
    /// One sentence for the customer while the fault lasts.
    public var explanation: String
    /// One sentence for the customer when it is over.
    public var returnToNormal: String
    /// The part that is most likely the cause, for the technician.
    public var likelyPart: String
    /// The skill a technician needs.
    public var skill: String
    /// How much it matters.
    public var severity: Severity

    /// Creates a fault.
    public init(
        code: String,
        explanation: String,
        returnToNormal: String,
        likelyPart: String,
        skill: String,
        severity: Severity
    ) {
        self.code = code
        self.explanation = explanation
        self.returnToNormal = returnToNormal
        self.likelyPart = likelyPart
        self.skill = skill
        self.severity = severity
    }
}

extension FaultCode {
    /// The fault with its words.
    var fault: DeviceFault {
        DeviceFault(
            code: rawValue,
            explanation: explanation,
            returnToNormal: returnToNormal,
            likelyPart: likelyPart,
            skill: skill,
            severity: severity
        )
    }
}
