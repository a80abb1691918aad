public import MonitoringModel

/// A technician's appointment with a customer.
public struct Visit: Hashable, Codable, Sendable {
    /// Where a visit stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// It is agreed.
        case booked
        /// It will not take place.
        case cancelled
        /// It took place.
        case done
    }

    /// The visit's name, such as `visit-000007`.
    public var id: VisitID
    /// The visit's number: 1 for the first, one more for each.
    public var number: Int64
    /// Who comes.
    public var technician: TechnicianID
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
    /// When it begins.
    public var start: Instant
    /// When it ends; the technician is free again.
    public var end: Instant
    /// The IANA time zone in which the customer was told the time.
    public var timeZone: String
    /// Where it stands.
    public var state: State
    /// When it was booked.
    public var createdAt: Instant

    /// Creates a booked visit.
    ///
    /// - Parameters:
    ///   - number: The visit's number, from 1.
    ///   - request: What is needed, for whom and why.
    ///   - window: Who comes and when.
    ///   - now: The time of booking.
    public init(number: Int64, request: VisitRequest, window: ServiceWindow, now: Instant) {
        self.id = Visit.id(number: number)
        self.number = number
        self.technician = window.technician
        self.customer = request.customer
        self.site = request.site
        self.alert = request.alert
        self.skill = request.skill
        self.reason = request.reason
        self.start = window.start
        self.end = window.end
        self.timeZone = request.timeZone
        self.state = .booked
        self.createdAt = now
    }

    /// Returns the name of the visit with a number: `visit-` and at least six digits.
    public static func id(number: Int64) -> VisitID {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
        guard let id = VisitID("visit-" + zeros + digits) else {
            // proof: digits, zeros and "visit-" are permitted characters, 26 at most.
            preconditionFailure("a visit's number always makes an identifier")
        }
        return id
    }
}
