import Foundation
import MonitoringModel

extension Technician {
    /// The longest permitted name and skill, in characters.
    public static let maximumNameLength = 100
    /// The greatest number of skills.
    public static let maximumSkills = 64
    /// The greatest number of shifts in a week.
    public static let maximumShifts = 70
    /// The greatest number of sites.
    public static let maximumSites = 1_000

    /// Checks that the document makes sense; call it before the technician is stored.
    ///
    /// - Throws: `FieldServiceError.invalidTechnician` naming the first field that is wrong.
    public func validate() throws(FieldServiceError) {
        try check(!name.isEmpty && name.count <= Self.maximumNameLength, "name", "use 1 to 100 characters")
        try validateSkills()
        try check(sites.count <= Self.maximumSites, "sites", "name at most \(Self.maximumSites)")
        try check(
            TimeZone(identifier: timeZone) != nil,
            "timeZone",
            "'\(timeZone.prefix(40))' is not a known time zone; use an IANA name such as Europe/Berlin"
        )
        try check(shifts.count <= Self.maximumShifts, "shifts", "give at most \(Self.maximumShifts)")
        for (index, shift) in shifts.enumerated() { try validate(shift, at: index) }
        try validateOverlaps()
    }

    private func validateSkills() throws(FieldServiceError) {
        try check(!skills.isEmpty, "skills", "name at least one, such as cable")
        try check(skills.count <= Self.maximumSkills, "skills", "name at most \(Self.maximumSkills)")
        let lengths = skills.map(\.count)
        try check(
            lengths.allSatisfy { (1...Self.maximumNameLength).contains($0) },
            "skills",
            "each needs 1 to 100 characters"
        )
    }

    private func validate(_ shift: Shift, at index: Int) throws(FieldServiceError) {
        let field = "shifts[\(index)]"
        try check((1...7).contains(shift.weekday), field + ".weekday", "use 1 (Monday) to 7 (Sunday)")
        try check((0...1_439).contains(shift.startMinute), field + ".startMinute", "use 0 to 1439")
        try check((1...1_440).contains(shift.endMinute), field + ".endMinute", "use 1 to 1440")
        try check(shift.startMinute < shift.endMinute, field, "the end must lie after the start")
    }

    private func validateOverlaps() throws(FieldServiceError) {
        let sorted = shifts.sorted { ($0.weekday, $0.startMinute) < ($1.weekday, $1.startMinute) }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier.weekday == later.weekday {
            try check(
                earlier.endMinute <= later.startMinute,
                "shifts",
                "two shifts on weekday \(later.weekday) overlap at minute \(later.startMinute)"
            )
        }
    }

    private func check(_ holds: Bool, _ field: String, _ problem: String) throws(FieldServiceError) {
        guard holds else {
            throw FieldServiceError.invalidTechnician(id: id.rawValue, field: field, problem: problem)
        }
    }
}
