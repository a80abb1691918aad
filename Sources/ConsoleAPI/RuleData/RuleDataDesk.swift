public import MonitoringModel

/// A page of the rows of a table that rules write.
public struct TablePage: Hashable, Sendable {
    /// The rows, newest first; each is an object.
    public var rows: [JSONValue]
    /// Where the next page begins; `nil` after the last.
    public var next: String?

    /// Creates a page.
    public init(rows: [JSONValue], next: String?) {
        self.rows = rows
        self.next = next
    }
}

/// Which rows of a table are asked for.
public struct TablePageQuery: Hashable, Sendable {
    /// Only rows of this hash key; all if `nil`.
    public var key: String?
    /// Only rows from messages measured from this time on.
    public var from: Instant?
    /// Only rows from messages measured before this time.
    public var until: Instant?
    /// The `next` of the page before.
    public var cursor: String?
    /// How many rows at most, 1 to 1,000.
    public var limit: Int

    /// Creates a question for the newest rows.
    public init(limit: Int = 100) {
        self.limit = limit
    }
}

/// A message that was taken out of a queue.
public struct TakenMessage: Hashable, Sendable {
    /// What it is removed by.
    public var receipt: String
    /// The message.
    public var body: [UInt8]
    /// When a rule put it there.
    public var enqueuedAt: Instant
    /// How often it was taken out, this time included.
    public var receives: Int

    /// Creates a message.
    public init(receipt: String, body: [UInt8], enqueuedAt: Instant, receives: Int) {
        self.receipt = receipt
        self.body = body
        self.enqueuedAt = enqueuedAt
        self.receives = receives
    }
}

/// A web service that rules may call, as the console shows it; its token is never shown.
public struct DestinationOverview: Hashable, Sendable {
    /// The name by which it is changed; `nil` for those of the settings.
    public var id: String?
    /// The address that is confirmed, with all below it.
    public var url: String
    /// `IN_PROGRESS`, `ENABLED`, `DISABLED` or `ERROR`.
    public var state: String
    /// When it last changed; `nil` for those of the settings.
    public var changedAt: Instant?
    /// Why its token could not be sent, if it could not.
    public var reason: String?

    /// Creates an overview.
    public init(id: String?, url: String, state: String, changedAt: Instant? = nil, reason: String? = nil) {
        self.id = id
        self.url = url
        self.state = state
        self.changedAt = changedAt
        self.reason = reason
    }
}

/// What is done with a web service that rules may call.
public enum DestinationStep: Hashable, Sendable {
    /// Add one and send a token to its address.
    case add(url: String)
    /// Take back the token.
    case confirm(token: String)
    /// Switch it off.
    case disable(id: String)
    /// Begin again with another token.
    case restart(id: String)
}

/// Where what rules write is read, and where the web services are named that they may call.
public protocol RuleDataDesk: Sendable {
    /// Returns the tables by name, with the number of their rows.
    ///
    /// - Throws: An error if that cannot be told just now.
    func tables() async throws -> [(name: String, rows: Int)]

    /// Returns rows of a table, newest first; `nil` if there is no such table.
    ///
    /// - Throws: ``CommandFailure`` if the query has a fault or that cannot be told just now.
    func rows(of table: String, _ query: TablePageQuery) async throws -> TablePage?

    /// Removes a table with its rows; returns whether it was there.
    ///
    /// - Throws: An error if that cannot be done just now.
    func removeTable(_ table: String) async throws -> Bool

    /// Returns the queues by name, with the number of their messages.
    ///
    /// - Throws: An error if that cannot be told just now.
    func queues() async throws -> [(name: String, messages: Int)]

    /// Takes messages out of a queue for a while; `nil` if there is no such queue.
    ///
    /// - Throws: An error if that cannot be done just now.
    func take(from queue: String, limit: Int, visibility: Duration) async throws -> [TakenMessage]?

    /// Removes a message that was taken out; returns whether the receipt is still good.
    ///
    /// - Throws: An error if that cannot be done just now.
    func removeMessage(from queue: String, receipt: String) async throws -> Bool

    /// Returns the web services that rules may call, those of the settings first.
    ///
    /// - Throws: An error if that cannot be told just now.
    func destinations() async throws -> [DestinationOverview]

    /// Changes a web service and returns it as it is then.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func change(_ step: DestinationStep) async throws -> DestinationOverview

    /// Forgets a web service.
    ///
    /// - Throws: ``CommandFailure`` if it was not done.
    func removeDestination(_ id: String) async throws
}
