/// The bounds of metric alarms; beyond them an alarm is refused or a value is passed by and counted.
public enum MetricAlarmLimits {
    /// The most alarms of one set.
    public static let alarms = 20_000
    /// The longest time that the evaluation periods of one alarm cover, in seconds: a day.
    public static let coveredSeconds: Int64 = 86_400
    /// The most periods that may be looked at beyond the evaluation periods when data are missing.
    public static let extraPeriods = 100
    /// The longest that an evaluation may wait for late values, in seconds.
    public static let delaySeconds: Int64 = 3_600
    /// How far ahead of our clock a value may be dated, in seconds.
    public static let futureSeconds: Int64 = 300
    /// The values of one slot that are kept one by one for percentiles; more are merged in pairs.
    public static let samples = 256
    /// The greatest magnitude of a value: 2 to the power of 360, as the reference has it.
    public static let magnitude = 0x1p360
    /// The longest namespace, name, dimension name or value, in bytes.
    public static let nameBytes = 255
    /// The longest unit, in bytes.
    public static let unitBytes = 64
    /// The most dimensions of one series.
    public static let dimensions = 30
    /// The most actions of one alarm for one state.
    public static let actions = 16
    /// The longest expression of a composite alarm, in bytes.
    public static let expressionBytes = 10_240
    /// The deepest nesting of such an expression.
    public static let expressionDepth = 50
    /// The most parts of such an expression: conditions and operators.
    public static let expressionParts = 500
    /// How deep composite alarms may stand on composite alarms.
    public static let compositeDepth = 16
    /// The most values that a reason lists.
    public static let reasonPoints = 15
    /// The longest reason that a person may give, in bytes; the rest is cut off.
    public static let reasonBytes = 1_024
    /// The longest summary or description, in bytes.
    public static let textBytes = 1_024
    /// The longest wait or repetition that an alarm may ask for, in seconds: 30 days.
    public static let waitSeconds: Int64 = 2_592_000
}
