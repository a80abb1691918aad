public import MonitoringModel

/// What a customer needs a technician for.
public struct VisitRequest: Hashable, Codable, Sendable {
    /// Whose visit it is.
    public var customer: PersonID
    /// Where it takes place.
    public var site: SiteID?
    /// The alert that caused it.
    public var alert: AlertID?
    /// What the technician must be able to do.
    public var skill: String
    /// What is to be done, in a sentence.
    public var reason: String
    /// How long it takes, in minutes, 15 to 480.
    public var minutes: Int
    /// The customer's IANA time zone.
    public var timeZone: String

    /// Creates a request; a visit takes an hour unless said otherwise.
    public init(
        customer: PersonID,
        site: SiteID? = nil,
        alert: AlertID? = nil,
        skill: String,
        reason: String,
        minutes: Int = 60,
        timeZone: String
    ) {
        self.customer = customer
        self.site = site
        self.alert = alert
        self.skill = skill
        self.reason = reason
        self.minutes = minutes
        self.timeZone = timeZone
    }
}

/// A stretch of time in which a technician could come.
public struct ServiceWindow: Hashable, Codable, Sendable {
    /// Who would come.
    public var technician: TechnicianID
    /// When the visit would begin.
    public var start: Instant
    /// When it would end.
    public var end: Instant

    /// Creates a window.
    public init(technician: TechnicianID, start: Instant, end: Instant) {
        self.technician = technician
        self.start = start
        self.end = end
    }
}
