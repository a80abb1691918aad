public import MonitoringModel

/// Another alarm that, while it is in ALARM, keeps an alarm's actions back.
///
/// The alarm's state changes all the same. When the suppressor has left ALARM, the actions of the state
/// that the alarm is then in are carried out, if it is another than people were told last.
public struct ActionSuppressor: Hashable, Codable, Sendable {
    /// The alarm that keeps actions back.
    public var alarm: AlarmID
    /// How long an alarm waits, before its ALARM actions, for the suppressor to go into ALARM; in seconds, by default 0.
    public var wait: Int64
    /// How much longer actions are kept back after the suppressor has left ALARM; in seconds, by default 0.
    public var overhang: Int64

    /// Creates a suppressor.
    public init(alarm: AlarmID, wait: Int64 = 0, overhang: Int64 = 0) {
        self.alarm = alarm
        self.wait = wait
        self.overhang = overhang
    }
}

extension ActionSuppressor {
    private enum Field: String, CaseIterable {
        case alarm
        case wait = "wait_s"
        case overhang = "extension_s"
    }

    /// Decodes a suppressor.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown, of the wrong type or out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        self.init(
            alarm: try fields.required(.alarm),
            wait: try fields.optional(.wait) ?? 0,
            overhang: try fields.optional(.overhang) ?? 0
        )
        do {
            try validate()
        } catch {
            throw fields.failure(error)
        }
    }

    /// Encodes the suppressor.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(alarm, .alarm)
        try fields.write(wait, .wait)
        try fields.write(overhang, .overhang)
    }

    /// Checks that the times are within range.
    ///
    /// - Throws: ``MetricAlarmError`` if one is not.
    func validate() throws(MetricAlarmError) {
        for (path, seconds) in [("wait_s", wait), ("extension_s", overhang)]
        where !(0...MetricAlarmLimits.waitSeconds).contains(seconds) {
            throw MetricAlarmError(path: path, found: "\(seconds)", expected: "0 to \(MetricAlarmLimits.waitSeconds)")
        }
    }
}
