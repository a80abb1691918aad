public import MonitoringModel

/// What can be wrong with a device.
public enum FaultCode: String, Codable, Sendable, CaseIterable {
    /// The signal-to-noise ratio is too low.
    case lowSNR = "low_snr"
    /// Data arrives damaged beyond repair.
    case uncorrectableCodewords = "uncorrectable_codewords"
    /// The power is too low or too high.
    case powerOutOfRange = "power_out_of_range"
    /// The device restarts again and again.
    case rebootLoop = "reboot_loop"
    /// The device is too hot.
    case highTemperature = "high_temperature"

    /// One sentence for the customer while the fault lasts.
    public var explanation: String {
        switch self {
        case .lowSNR: "The signal to your cable box is weak."
        case .uncorrectableCodewords: "Data on its way to your cable box gets lost."
        case .powerOutOfRange: "The signal level at your cable box is outside its range."
        case .rebootLoop: "Your cable box keeps restarting by itself."
        case .highTemperature: "Your cable box is too hot."
        }
    }

    /// One sentence for the customer when it is over.
    public var returnToNormal: String {
        switch self {
        case .lowSNR: "The signal to your cable box is good again."
        case .uncorrectableCodewords: "Data reaches your cable box undamaged again."
        case .powerOutOfRange: "The signal level at your cable box is normal again."
        case .rebootLoop: "Your cable box has stopped restarting."
        case .highTemperature: "Your cable box has cooled down."
        }
    }

    /// The part that is most likely the cause, for the technician.
    public var likelyPart: String {
        switch self {
        case .lowSNR: "coaxial cable or connector"
        case .uncorrectableCodewords: "coaxial connector or ingress at the splitter"
        case .powerOutOfRange: "splitter, attenuator or line amplifier"
        case .rebootLoop: "power supply or the box itself"
        case .highTemperature: "fan, air vents or the place where the box stands"
        }
    }

    /// The skill a technician needs.
    public var skill: String { "cable" }

    /// How much it matters.
    public var severity: Severity {
        switch self {
        case .lowSNR, .rebootLoop: .major
        case .uncorrectableCodewords, .powerOutOfRange, .highTemperature: .warning
        }
    }
}
