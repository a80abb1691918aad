extension Migration {
    /// Tables and queues that rules write; each has a count of its own, so that it can be bounded without counting.
    static let ruleTables = Migration(
        name: "2026-11-23 rule tables",
        sql: """
            CREATE TABLE ruleTable (
                name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 1024),
                rows INTEGER NOT NULL DEFAULT 0 CHECK (rows >= 0)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE ruleTableRow (
                tableName TEXT NOT NULL REFERENCES ruleTable (name),
                hashKey TEXT NOT NULL CHECK (length(hashKey) <= 8192),
                rangeKey TEXT NOT NULL CHECK (length(rangeKey) <= 8192),
                columns BLOB NOT NULL CHECK (length(columns) <= 1048576),
                observedAt INTEGER NOT NULL,
                writtenAt INTEGER NOT NULL,
                PRIMARY KEY (tableName, hashKey, rangeKey)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX ruleTableRowByTime ON ruleTableRow (tableName, observedAt, hashKey, rangeKey);
            CREATE INDEX ruleTableRowByWrittenAt ON ruleTableRow (writtenAt);
            CREATE TRIGGER ruleTableRowIsAdded AFTER INSERT ON ruleTableRow
            BEGIN
                UPDATE ruleTable SET rows = rows + 1 WHERE name = NEW.tableName;
            END;
            CREATE TRIGGER ruleTableRowIsRemoved AFTER DELETE ON ruleTableRow
            BEGIN
                UPDATE ruleTable SET rows = rows - 1 WHERE name = OLD.tableName;
            END;

            -- Rules can give up many messages, so these are bounded by age and number from now on.
            CREATE INDEX abandonedMessageByTime ON abandonedMessage (abandonedAt);

            CREATE TABLE ruleQueue (
                name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 1024),
                messages INTEGER NOT NULL DEFAULT 0 CHECK (messages >= 0)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE ruleQueueMessage (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                queue TEXT NOT NULL REFERENCES ruleQueue (name),
                body BLOB NOT NULL CHECK (length(body) <= 1048576),
                enqueuedAt INTEGER NOT NULL,
                visibleAt INTEGER NOT NULL,
                receipt TEXT UNIQUE,
                receives INTEGER NOT NULL DEFAULT 0 CHECK (receives >= 0)
            ) STRICT;
            CREATE INDEX ruleQueueMessageByQueue ON ruleQueueMessage (queue, sequence);
            CREATE INDEX ruleQueueMessageByEnqueuedAt ON ruleQueueMessage (enqueuedAt);
            CREATE TRIGGER ruleQueueMessageIsAdded AFTER INSERT ON ruleQueueMessage
            BEGIN
                UPDATE ruleQueue SET messages = messages + 1 WHERE name = NEW.queue;
            END;
            CREATE TRIGGER ruleQueueMessageIsRemoved AFTER DELETE ON ruleQueueMessage
            BEGIN
                UPDATE ruleQueue SET messages = messages - 1 WHERE name = OLD.queue;
            END;
            """
    )
}
