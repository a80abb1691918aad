/// Where the database lies and how it is kept.
public struct StoreConfiguration: Hashable, Sendable {
    /// The path of the database file; its folder must exist.
    public var path: String
    /// How long after its arrival an identical, re-delivered input without sequence or time counts as
    /// a repetition; ten minutes unless said otherwise.
    public var redeliveryWindow: Duration

    /// Whether the database is only read: nothing is created or brought up to date, and a service may run beside.
    public var isReadOnly = false

    /// Creates a configuration.
    public init(path: String, redeliveryWindow: Duration = .seconds(600)) {
        self.path = path
        self.redeliveryWindow = redeliveryWindow
    }
}
