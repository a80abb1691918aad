public import MonitoringModel

/// A message that was taken in.
public struct DecodedTelemetry: Sendable {
    /// The message.
    public var telemetry: Telemetry
    /// How it is recognised when it arrives again.
    public var key: InputKey
    /// What was left aside, such as an impossible time; the message counts nevertheless.
    public var warning: IngestProblem?

    /// Creates the result of decoding.
    public init(telemetry: Telemetry, key: InputKey, warning: IngestProblem? = nil) {
        self.telemetry = telemetry
        self.key = key
        self.warning = warning
    }
}
