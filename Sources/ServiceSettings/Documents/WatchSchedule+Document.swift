import FrameAnalysis
import MonitoringModel

extension WatchSchedule {
    /// The names of the days, Monday first.
    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Reads `days`, `hours` such as `22:00-07:00`, and `time_zone`; any of them may be missing.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ fields: SettingsMapping, timeZone: String) throws(SettingsError) {
        var range = (start: 0, end: 1_440)
        if let hours = fields["hours"] { range = try Self.hours(hours) }
        try self.init(fields, range, timeZone)
    }

    /// Reads `by`, the time at which is judged, and `from`, the time from which is looked.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(by fields: SettingsMapping, hoursBefore: Int, timeZone: String) throws(SettingsError) {
        let end = try Self.minute(try fields.required("by"))
        let start = try fields.value("from", default: (end - hoursBefore * 60 + 1_440) % 1_440) {
            (node) throws(SettingsError) in try Self.minute(node)
        }
        guard start != end else { throw (fields["from"] ?? fields.owner).error("must be another time than 'by'") }
        try self.init(fields, (start % 1_440, end == 0 ? 1_440 : end), timeZone)
    }

    private init(
        _ fields: SettingsMapping,
        _ range: (start: Int, end: Int),
        _ timeZone: String
    ) throws(SettingsError) {
        let names = try fields.list("days") { (node) throws(SettingsError) in try Self.weekday(node) }
        if let days = fields["days"], names.isEmpty { throw days.error("must have a day") }
        let zone = try fields.value("time_zone", default: timeZone) { (node) throws(SettingsError) in
            try node.timeZone()
        }
        let schedule = WatchSchedule(
            days: names.isEmpty ? Set(1...7) : Set(names),
            startMinute: range.start,
            endMinute: range.end,
            timeZone: zone
        )
        guard let schedule else { throw fields.owner.error("has hours that cannot be") }
        self = schedule
    }

    private static func weekday(_ node: SettingsNode) throws(SettingsError) -> Int {
        guard let index = weekdays.firstIndex(of: try node.string()) else {
            throw node.error("must be one of \(weekdays.joined(separator: ", "))")
        }
        return index + 1
    }

    private static func hours(_ node: SettingsNode) throws(SettingsError) -> (start: Int, end: Int) {
        let text = try node.string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { minute($0) }
        guard parts.count == 2, let start = parts[0], let end = parts[1], start < 1_440 else {
            throw node.error("'\(text.prefix(20))' is no range of hours: write for example \"22:00-07:00\"")
        }
        return (start, end == 0 ? 1_440 : end)
    }

    private static func minute(_ node: SettingsNode) throws(SettingsError) -> Int {
        let text = try node.string()
        guard let minute = minute(Substring(text)) else {
            throw node.error("'\(text.prefix(20))' is no time of day: write for example \"09:30\"")
        }
        return minute
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<60).contains(minute)
        else { return nil }
        let total = hour * 60 + minute
        return (0...1_440).contains(total) ? total : nil
    }
}
