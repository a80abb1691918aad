import FieldService

/// Reading of a technician's working week, such as `monday: [08:00-12:00, 13:00-17:00]`.
enum ShiftPlan {
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Reads the shifts of all days.
    ///
    /// - Throws: ``SettingsError`` for an unknown day or a time that is none.
    static func read(_ node: SettingsNode) throws(SettingsError) -> [Technician.Shift] {
        let days = try node.mapping(weekdays)
        var shifts: [Technician.Shift] = []
        for (index, name) in weekdays.enumerated() {
            for entry in try days.list(name, { (node) throws(SettingsError) in node }) {
                shifts.append(try shift(entry, weekday: index + 1))
            }
        }
        guard !shifts.isEmpty else { throw node.error("has no shift: write for example 'monday: [08:00-16:00]'") }
        return shifts
    }

    private static func shift(_ node: SettingsNode, weekday: Int) throws(SettingsError) -> Technician.Shift {
        let text = try node.string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = minute(parts[0]), let end = minute(parts[1]), start < end else {
            throw node.error("'\(text.prefix(20))' is not a shift: write for example 08:00-16:00")
        }
        return Technician.Shift(weekday: weekday, startMinute: start, endMinute: end)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<60).contains(minute)
        else { return nil }
        let total = hour * 60 + minute
        return (0...1_440).contains(total) ? total : nil
    }
}
