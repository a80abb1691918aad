public import ChatAssistant
import GRDB
public import MonitoringModel

extension SQLiteStore: TranscriptStore {
    /// Returns lines of a person's conversation after a number, oldest first; at most `limit` (1 to 1,000).
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func messages(with person: PersonID, after number: Int64, limit: Int) async throws -> [ChatMessage] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT number, speaker, channel, text, alert, at FROM chatMessage
                    WHERE person = ? AND number > ? ORDER BY number LIMIT ?
                    """,
                arguments: [person.rawValue, number, min(max(limit, 1), 1_000)]
            )
            return try rows.map { try Self.message(of: person, $0) }
        }
    }

    private static func message(of person: PersonID, _ row: Row) throws -> ChatMessage {
        let name: String = row["speaker"]
        guard let speaker = ChatMessage.Speaker(rawValue: name) else {
            throw UnknownValue(column: "chatMessage.speaker", value: name)
        }
        let alert: String? = row["alert"]
        var message = ChatMessage(
            person: person,
            speaker: speaker,
            channel: row["channel"],
            text: row["text"],
            alert: alert.flatMap { AlertID($0) },
            at: Instant(millisecondsSinceEpoch: row["at"])
        )
        message.number = row["number"]
        return message
    }
}
