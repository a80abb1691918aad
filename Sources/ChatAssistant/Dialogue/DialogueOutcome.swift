public import FieldService
public import MonitoringModel

/// What a turn of a dialogue has led to.
public struct DialogueOutcome: Hashable, Sendable {
    /// What is said to the person, in this order.
    public var replies: [String] = []
    /// Deadlines to be set or forgotten.
    public var effects: [Effect] = []
    /// The alerts that the person has acknowledged.
    public var acknowledgedAlerts: [AlertID] = []
    /// The visits that were booked.
    public var booked: [Visit] = []
    /// The visits that were cancelled.
    public var cancelled: [Visit] = []
    /// The visits that took the place of others.
    public var moved: [MovedVisit] = []
    /// Whether a person of flesh and blood is to get in touch.
    public var wantsHuman = false

    /// Creates an outcome in which nothing happens.
    public init() {}
}

/// A visit that was given up in favour of another.
public struct MovedVisit: Hashable, Sendable {
    /// The visit that was cancelled.
    public var from: VisitID
    /// The visit that was booked in its place.
    public var to: VisitID

    /// Creates a pair of visits.
    public init(from: VisitID, to: VisitID) {
        self.from = from
        self.to = to
    }
}
