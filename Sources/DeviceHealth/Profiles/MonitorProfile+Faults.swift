import MonitoringModel

extension MonitorProfile {
    /// What can be wrong with a metric.
    enum Trouble: String, Sendable, CaseIterable {
        /// The value is too low.
        case low
        /// The value is too high.
        case high
        /// The value does not vary.
        case stuck
        /// The value moves away from where it used to be.
        case drift
    }

    /// The words of what is wrong with a metric.
    func fault(_ trouble: Trouble, _ metric: WatchedMetric) -> DeviceFault {
        let place = "The \(metric.label) of your \(sort.noun)"
        let (explanation, over) =
            switch trouble {
            case .low: ("\(place) is too low.", "\(place) is normal again.")
            case .high: ("\(place) is too high.", "\(place) is normal again.")
            case .stuck: ("\(place) has not changed for a long time.", "\(place) changes again.")
            case .drift: ("\(place) moves away from what it used to be.", "\(place) is steady again.")
            }
        return DeviceFault(
            code: "\(Self.codeName(metric.metric))_\(trouble.rawValue)",
            explanation: explanation,
            returnToNormal: over,
            likelyPart: trouble == .stuck || trouble == .drift ? "sensor of the \(metric.label)" : metric.part,
            skill: metric.skill ?? sort.skill,
            severity: trouble == .stuck || trouble == .drift ? .warning : metric.severity
        )
    }

    /// The words of a device that restarts again and again.
    var rebootLoop: DeviceFault {
        DeviceFault(
            code: FaultCode.rebootLoop.rawValue,
            explanation: "Your \(sort.noun) keeps restarting by itself.",
            returnToNormal: "Your \(sort.noun) has stopped restarting.",
            likelyPart: "power supply or the \(sort.noun) itself",
            skill: sort.skill,
            severity: .major
        )
    }

    /// A metric's name as part of a code: lower-case letters, digits and `_`.
    static func codeName(_ metric: String) -> String {
        String(metric.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
