import FieldService
import MonitoringModel

extension Technician {
    /// A technician who works from morning to evening every day.
    static func everyDay(id: TechnicianID) -> Technician {
        let shifts = (1...7).map { Shift(weekday: $0, startMinute: 480, endMinute: 1_080) }
        return Technician(
            id: id,
            name: "Maria",
            skills: ["cable"],
            shifts: shifts,
            timeZone: "Europe/Berlin"
        )
    }
}
