public import MonitoringModel

/// A rule as the console shows it.
public struct RuleOverview: Hashable, Sendable {
    /// The rule's document.
    public var document: JSONValue
    /// Whether it was put there over the API, and so can be changed there; else it is in the settings file.
    public var isKept: Bool
    /// What it has done since it was loaded, by name; empty if it is not in force.
    public var counters: [String: Int]

    /// Creates an overview.
    public init(document: JSONValue, isKept: Bool, counters: [String: Int] = [:]) {
        self.document = document
        self.isKept = isKept
        self.counters = counters
    }
}

/// Where rules are read, changed and tried.
public protocol RuleDesk: Sendable {
    /// Returns all rules in the order in which they are asked.
    ///
    /// - Throws: An error if that cannot be told just now.
    func rules() async throws -> [RuleOverview]

    /// Keeps a rule, in the place of an earlier one of its name; returns when it is stored and in force.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func keep(_ rule: RuleID, _ document: JSONValue) async throws

    /// Removes a rule that is kept; returns when that is stored and done.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func remove(_ rule: RuleID) async throws

    /// Returns what a statement makes of a message, without doing anything.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - topic: The message's topic.
    ///   - payload: The message's payload.
    /// - Returns: The result, and the value of each clause.
    /// - Throws: ``CommandFailure`` with line, column and a hint if the statement has a fault.
    func test(_ sql: String, topic: String, payload: JSONValue) async throws -> JSONValue
}

/// A desk where there are no rules.
public struct NoRules: RuleDesk {
    private static let reason = CommandFailure.conflict("Rules are not kept here.")

    /// Creates the desk.
    public init() {}

    /// No rules.
    public func rules() async -> [RuleOverview] { [] }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func keep(_ rule: RuleID, _ document: JSONValue) async throws { throw Self.reason }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func remove(_ rule: RuleID) async throws { throw CommandFailure.notFound("The rule '\(rule)'") }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func test(_ sql: String, topic: String, payload: JSONValue) async throws -> JSONValue { throw Self.reason }
}
