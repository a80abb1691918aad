public import Alerting
public import ChatAssistant
public import FieldService
public import MonitoringModel

/// What one batch of events may read and write: all of it is kept, or nothing.
///
/// A transaction holds the write lock from its beginning, so what it reads stays true until it ends.
public protocol PipelineTransaction: VisitLedger {
    /// Writes an input event to the journal.
    ///
    /// Returns the entry's number, or `nil` if the same input is there already.
    ///
    /// - Throws: The store's error if it cannot be written.
    func journal(_ entry: JournalEntry) throws -> Int64?

    /// Stores the state of a machine, or removes it.
    ///
    /// - Throws: The store's error if it cannot be written.
    func saveState(_ state: [UInt8]?, of key: MachineKey) throws

    /// Stores an alert as it is now.
    ///
    /// - Throws: The store's error if it cannot be written.
    func save(_ alert: Alert) throws

    /// Adds to an alert's history.
    ///
    /// - Throws: The store's error if it cannot be written.
    func append(_ entry: TimelineEntry) throws

    /// Adds a message to the outbox; one whose key is there already changes nothing.
    ///
    /// - Throws: The store's error if it cannot be written.
    func enqueue(_ entry: OutboxEntry) throws

    /// Stores when a machine wants to be called, or, with `nil`, that it does not.
    ///
    /// - Throws: The store's error if it cannot be written.
    func setDeadline(_ id: Deadline.ID, to instant: Instant?) throws

    /// Keeps a document beside the settings, in the place of an earlier one of its name.
    ///
    /// - Throws: The store's error if it cannot be written.
    func keep(_ document: KeptDocument, at now: Instant) throws

    /// Removes a document that was kept; nothing happens if there is none.
    ///
    /// - Throws: The store's error if it cannot be written.
    func removeDocument(_ kind: DocumentKind, _ id: String) throws

    /// Does something with a row of a rule's table.
    ///
    /// Returns why it was not done: a sentence, if the table is full or there are too many.
    ///
    /// - Throws: The store's error if it cannot be written.
    func write(_ row: TableRow, _ operation: TableRow.Operation, at now: Instant) throws -> String?

    /// Puts a message into a queue.
    ///
    /// Returns why it was not done: a sentence, if the queue is full or there are too many.
    ///
    /// - Throws: The store's error if it cannot be written.
    func append(_ message: QueueMessage) throws -> String?

    /// Adds a line to a conversation and returns it with its number.
    ///
    /// - Throws: The store's error if it cannot be written.
    func append(_ message: ChatMessage) throws -> ChatMessage

    /// Returns the open alerts about a person, newest first, at most `limit`.
    ///
    /// - Throws: The store's error if it cannot be read.
    func openAlerts(about person: PersonID, limit: Int) throws -> [Alert]

    /// Returns the booked visits to a customer that end after a time, earliest first, at most `limit`.
    ///
    /// - Throws: The store's error if it cannot be read.
    func bookedVisits(of customer: PersonID, after instant: Instant, limit: Int) throws -> [Visit]
}
