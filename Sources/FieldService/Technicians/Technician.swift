public import MonitoringModel

/// Somebody who can be sent to a customer.
public struct Technician: Hashable, Codable, Sendable {
    /// Working hours on one day of the week, in the technician's time zone.
    public struct Shift: Hashable, Codable, Sendable {
        /// The day of the week: 1 is Monday, 7 is Sunday.
        public var weekday: Int
        /// The first minute of the day that is worked, 0 to 1439.
        public var startMinute: Int
        /// The minute of the day at which work ends, 1 to 1440, after the start.
        public var endMinute: Int

        /// Creates a shift.
        public init(weekday: Int, startMinute: Int, endMinute: Int) {
            self.weekday = weekday
            self.startMinute = startMinute
            self.endMinute = endMinute
        }
    }

    /// The technician's name in the system.
    public var id: TechnicianID
    /// The technician's name as customers hear it.
    public var name: String
    /// What the technician can do, such as `cable`.
    public var skills: Set<String>
    /// The sites served; all sites if empty.
    public var sites: Set<SiteID>
    /// The working week; shifts of one day do not overlap.
    public var shifts: [Shift]
    /// The IANA time zone of the shifts, such as `Europe/Berlin`.
    public var timeZone: String

    /// Creates a technician.
    public init(
        id: TechnicianID,
        name: String,
        skills: Set<String>,
        sites: Set<SiteID> = [],
        shifts: [Shift],
        timeZone: String
    ) {
        self.id = id
        self.name = name
        self.skills = skills
        self.sites = sites
        self.shifts = shifts
        self.timeZone = timeZone
    }
}
