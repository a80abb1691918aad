public import MonitoringModel

/// The name of an alarm.
public typealias AlarmID = Identifier<AlarmDocument>

/// What an alarm is in.
public enum AlarmState: String, Codable, Sendable, CaseIterable {
    /// The values are within the threshold.
    case ok = "OK"
    /// The values are beyond it.
    case alarm = "ALARM"
    /// There are too few values to tell.
    case insufficientData = "INSUFFICIENT_DATA"
}
