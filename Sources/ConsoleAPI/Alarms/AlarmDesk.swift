public import MonitoringModel

/// A metric alarm as the console shows it.
public struct AlarmOverview: Hashable, Sendable {
    /// The alarm's document.
    public var document: JSONValue
    /// Whether it was put there over the API, and so can be changed there; else it is in the settings file.
    public var isKept: Bool
    /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
    public var state: String
    /// Since when it is in this state; `nil` if it never changed.
    public var since: Instant?
    /// Why it is in this state.
    public var reason: String
    /// Whether somebody set the state by hand, until the next evaluation.
    public var isSetByHand: Bool

    /// Creates an overview.
    public init(
        document: JSONValue,
        isKept: Bool,
        state: String,
        since: Instant?,
        reason: String,
        isSetByHand: Bool = false
    ) {
        self.document = document
        self.isKept = isKept
        self.state = state
        self.since = since
        self.reason = reason
        self.isSetByHand = isSetByHand
    }
}

/// Where metric alarms are read, changed and set.
public protocol AlarmDesk: Sendable {
    /// Returns all alarms.
    ///
    /// - Throws: An error if that cannot be told just now.
    func alarms() async throws -> [AlarmOverview]

    /// Keeps an alarm, in the place of an earlier one of its name; returns when it is stored and in force.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func keep(_ alarm: String, _ document: JSONValue) async throws

    /// Removes an alarm that is kept; returns when that is stored and done.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func remove(_ alarm: String) async throws

    /// Sets an alarm's state until its next evaluation.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func set(_ alarm: String, to state: String, reason: String) async throws
}

/// A desk where there are no alarms.
public struct NoAlarms: AlarmDesk {
    /// Creates the desk.
    public init() {}

    /// No alarms.
    public func alarms() async -> [AlarmOverview] { [] }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func keep(_ alarm: String, _ document: JSONValue) async throws {
        throw CommandFailure.conflict("Alarms are not kept here.")
    }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func remove(_ alarm: String) async throws { throw CommandFailure.notFound("The alarm '\(alarm)'") }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func set(_ alarm: String, to state: String, reason: String) async throws {
        throw CommandFailure.notFound("The alarm '\(alarm)'")
    }
}
