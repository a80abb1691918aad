import Alerting
import ChatAssistant
import FieldService
import Foundation
import GRDB
import MonitoringModel
import StreamPipeline

/// The pipeline's transaction over SQLite; valid only within the closure it was made for.
struct StoreTransaction: PipelineTransaction {
    /// The connection that holds the write lock.
    let database: Database
    /// How long a re-delivered input without sequence or time counts as a repetition.
    let redeliveryWindow: Duration

    /// Runs a statement that is prepared once for a connection.
    ///
    /// Arguments are not counted: that check costs more than the binding on the path of every message.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        let statement = try database.cachedStatement(sql: sql)
        statement.setUncheckedArguments(arguments)
        try statement.execute()
    }

    func saveState(_ state: [UInt8]?, of key: MachineKey) throws {
        guard let state else {
            try run("DELETE FROM machineState WHERE machine = ? AND key = ?", [key.machine, key.key])
            return
        }
        try run(
            """
            INSERT INTO machineState (machine, key, state) VALUES (?, ?, ?)
            ON CONFLICT (machine, key) DO UPDATE SET state = excluded.state
            """,
            [key.machine, key.key, Data(state)]
        )
    }

    func setDeadline(_ id: Deadline.ID, to instant: Instant?) throws {
        guard let instant else {
            try run("DELETE FROM deadline WHERE owner = ? AND key = ?", [id.owner, id.key])
            return
        }
        try run(
            """
            INSERT INTO deadline (owner, key, dueAt) VALUES (?, ?, ?)
            ON CONFLICT (owner, key) DO UPDATE SET dueAt = excluded.dueAt
            """,
            [id.owner, id.key, instant.millisecondsSinceEpoch]
        )
    }

    func append(_ message: ChatMessage) throws -> ChatMessage {
        try run(
            "INSERT INTO chatMessage (person, speaker, channel, text, alert, at) VALUES (?, ?, ?, ?, ?, ?)",
            [
                message.person.rawValue, message.speaker.rawValue, message.channel, message.text,
                message.alert?.rawValue, message.at.millisecondsSinceEpoch,
            ]
        )
        var stored = message
        stored.number = database.lastInsertedRowID
        return stored
    }
}
