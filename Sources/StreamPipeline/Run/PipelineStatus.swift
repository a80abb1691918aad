public import MonitoringModel

/// How the pipeline is doing.
public struct PipelineStatus: Hashable, Codable, Sendable {
    /// Events that were stored, by kind.
    public var stored: [String: Int] = [:]
    /// Events that were recognised as repetitions and changed nothing.
    public var repetitions = 0
    /// Transactions that were committed.
    public var transactions = 0
    /// Events that the store refused for a reason that trying again does not mend.
    public var refused = 0
    /// Events that wait for the next transaction.
    public var waiting = 0
    /// Deadlines that are set.
    public var deadlines = 0
    /// The active profile, if the household has any.
    public var profile: ProfileID?
    /// Since when the store has not been writable, if it is not.
    public var storeFailedAt: Instant?
    /// Why the store is not writable, if it is not.
    public var storeFailure: String?

    /// Creates the status of a pipeline that has done nothing.
    public init() {}
}
