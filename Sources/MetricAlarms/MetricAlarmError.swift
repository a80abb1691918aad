/// Why an alarm cannot be used, or cannot be done to what was asked: what, where, and what to do.
public struct MetricAlarmError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The alarm, if it is known.
    public var alarm: AlarmID?
    /// The part of the alarm's document, such as `metric.name`; empty if it is about the whole alarm.
    public var path: String
    /// What stands there.
    public var found: String
    /// What could stand there.
    public var expected: String
    /// What to do, if more can be said.
    public var hint: String?

    /// Creates an error.
    public init(alarm: AlarmID? = nil, path: String, found: String, expected: String, hint: String? = nil) {
        self.alarm = alarm
        self.path = path
        self.found = found
        self.expected = expected
        self.hint = hint
    }

    /// The whole error in one line, for a person.
    public var description: String {
        let place = [alarm.map { "alarm '\($0)'" }, path.isEmpty ? nil : path].compactMap(\.self)
        let prefix = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
        return prefix + "found \(found), expected \(expected)" + (hint.map { "; \($0)" } ?? "")
    }
}
