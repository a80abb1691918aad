import MonitoringModel

/// The handling of one event: what caused it, when, and what it has led to so far.
struct Turn {
    /// A name for the cause, from which the keys of outgoing messages are made.
    var cause: String
    /// The current time.
    let now: Instant
    /// The transaction that everything belongs to.
    let transaction: any PipelineTransaction
    /// What it has led to.
    var outcome = EventOutcome()
    /// The number of messages that were put into the outbox for this cause.
    var publications = 0

    /// The number of rules that were called for this cause and wanted something of others.
    var invocations = 0

    /// Creates the handling of an event.
    init(cause: String, now: Instant, transaction: any PipelineTransaction) {
        self.cause = cause
        self.now = now
        self.transaction = transaction
    }
}
