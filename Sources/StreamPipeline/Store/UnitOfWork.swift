public import Alerting
public import MonitoringModel

/// The store as the pipeline sees it: transactions, and the state to start from.
public protocol UnitOfWork: Sendable {
    /// Runs a batch in one durable transaction.
    ///
    /// When this returns, what was written survives a crash of the program and of the machine.
    ///
    /// - Throws: ``StoreFailure`` if the store cannot be written, or what the body throws; nothing is kept then.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (any PipelineTransaction) throws -> Value
    ) async throws -> Value

    /// Reads the state that the last transaction left.
    ///
    /// - Throws: ``StoreFailure`` if the store cannot be read.
    func restore() async throws -> StoredState
}

/// Why the store could not do its work.
public struct StoreFailure: Error, CustomStringConvertible {
    /// Whether the same work may succeed later without a change by anybody here: a full disk, a
    /// read-only file system, a lock.
    public var isTransient: Bool
    /// What happened, to which file, and what to do.
    public var description: String

    /// Creates a failure.
    public init(isTransient: Bool, description: String) {
        self.isTransient = isTransient
        self.description = description
    }
}

/// What the machines start from.
public struct StoredState: Sendable {
    /// The states of the machines.
    public var machines: [MachineKey: [UInt8]]
    /// The alerts that are not resolved.
    public var openAlerts: [Alert]
    /// The number of the next alert.
    public var nextAlertNumber: Int64
    /// The deadlines that have been set.
    public var deadlines: [Deadline]
    /// The documents that are kept beside the settings.
    public var documents: [KeptDocument]

    /// Creates the state of an empty store.
    public init(
        machines: [MachineKey: [UInt8]] = [:],
        openAlerts: [Alert] = [],
        nextAlertNumber: Int64 = 1,
        deadlines: [Deadline] = [],
        documents: [KeptDocument] = []
    ) {
        self.machines = machines
        self.openAlerts = openAlerts
        self.nextAlertNumber = nextAlertNumber
        self.deadlines = deadlines
        self.documents = documents
    }
}
