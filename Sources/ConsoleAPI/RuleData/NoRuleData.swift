import MonitoringModel

/// A desk where rules write nothing and call nobody.
public struct NoRuleData: RuleDataDesk {
    private static let reason = CommandFailure.conflict("Rules write nothing here.")

    /// Creates the desk.
    public init() {}

    /// No tables.
    public func tables() async -> [(name: String, rows: Int)] { [] }

    /// No such table.
    public func rows(of table: String, _ query: TablePageQuery) async -> TablePage? { nil }

    /// No such table.
    public func removeTable(_ table: String) async -> Bool { false }

    /// No queues.
    public func queues() async -> [(name: String, messages: Int)] { [] }

    /// No such queue.
    public func take(from queue: String, limit: Int, visibility: Duration) async -> [TakenMessage]? { nil }

    /// No such message.
    public func removeMessage(from queue: String, receipt: String) async -> Bool { false }

    /// No web services.
    public func destinations() async -> [DestinationOverview] { [] }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func change(_ step: DestinationStep) async throws -> DestinationOverview { throw Self.reason }

    /// Refuses.
    ///
    /// - Throws: ``CommandFailure`` always.
    public func removeDestination(_ id: String) async throws { throw Self.reason }
}
