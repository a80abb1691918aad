CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    inputKey BLOB UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('telemetry', 'observation', 'utterance', 'command', 'deadline')),
    source TEXT NOT NULL,
    topic TEXT NOT NULL,
    observedAt INTEGER NOT NULL,
    receivedAt INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX journalByReceivedAt ON journal (receivedAt);

CREATE TABLE machineState (
    machine TEXT NOT NULL,
    key TEXT NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (machine, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE deadline (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    dueAt INTEGER NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('information', 'warning', 'major', 'critical')),
    state TEXT NOT NULL CHECK (state IN ('firing', 'acknowledged', 'resolved')),
    device TEXT,
    camera TEXT,
    person TEXT,
    site TEXT,
    startedAt INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
-- Only one alert of a fingerprint can be open.
CREATE UNIQUE INDEX alertOpenByFingerprint ON alert (fingerprint) WHERE state <> 'resolved';
CREATE INDEX alertByKind ON alert (kind, number);
CREATE INDEX alertByDevice ON alert (device, number) WHERE device IS NOT NULL;
CREATE INDEX alertByCamera ON alert (camera, number) WHERE camera IS NOT NULL;
CREATE INDEX alertByPerson ON alert (person, number) WHERE person IS NOT NULL;
CREATE INDEX alertByStartedAt ON alert (startedAt);

CREATE TABLE timelineEntry (
    sequence INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alert (number),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    text TEXT NOT NULL,
    actor TEXT
) STRICT;
CREATE INDEX timelineEntryByAlert ON timelineEntry (alert, sequence);

CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    alert INTEGER REFERENCES alert (number),
    contentType TEXT NOT NULL,
    body BLOB NOT NULL,
    createdAt INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    dueAt INTEGER NOT NULL
) STRICT;
CREATE INDEX outboxByChannel ON outbox (channel, dueAt, sequence);

CREATE TABLE abandonedMessage (
    key TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    body BLOB NOT NULL,
    createdAt INTEGER NOT NULL,
    abandonedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chatMessage (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    deliveryKey TEXT UNIQUE,
    person TEXT NOT NULL,
    speaker TEXT NOT NULL CHECK (speaker IN ('person', 'assistant')),
    channel TEXT NOT NULL,
    text TEXT NOT NULL,
    alert TEXT,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX chatMessageByPerson ON chatMessage (person, number);

CREATE TABLE visit (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    technician TEXT NOT NULL,
    customer TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'done')),
    startAt INTEGER NOT NULL,
    endAt INTEGER NOT NULL,
    document BLOB NOT NULL,
    CHECK (endAt > startAt)
) STRICT;
CREATE INDEX visitByTechnician ON visit (technician, startAt) WHERE state = 'booked';
CREATE INDEX visitByCustomer ON visit (customer, number);
-- The last word against double booking, whatever the program read before.
CREATE TRIGGER visitNeverOverlaps BEFORE INSERT ON visit WHEN NEW.state = 'booked'
BEGIN
    SELECT RAISE(ABORT, 'the technician is booked then')
    WHERE EXISTS (
        SELECT 1 FROM visit
        WHERE technician = NEW.technician AND state = 'booked'
            AND startAt < NEW.endAt AND endAt > NEW.startAt
    );
END;
CREATE TRIGGER visitNeverMovesOntoAnother BEFORE UPDATE OF technician, state, startAt, endAt ON visit
WHEN NEW.state = 'booked'
BEGIN
    SELECT RAISE(ABORT, 'the technician is booked then')
    WHERE EXISTS (
        SELECT 1 FROM visit
        WHERE technician = NEW.technician AND state = 'booked' AND number <> NEW.number
            AND startAt < NEW.endAt AND endAt > NEW.startAt
    );
END;

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('2026-11-23 first schema');
INSERT INTO alert (number, fingerprint, kind, severity, state, device, camera, person, site, startedAt, document)
VALUES (1, 'fall/bedroom', 'fall', 'critical', 'firing', NULL, 'bedroom', 'anna', NULL, 1772442000000,
    CAST('{"id":"alert-000001","number":1,"fingerprint":"fall/bedroom","kind":"fall","severity":"critical","state":"firing","subject":{"camera":"bedroom","person":"anna"},"summary":"Somebody fell in the bedroom.","details":{},"evidence":[],"startedAt":1772442000000,"updatedAt":1772442000000}' AS BLOB));
INSERT INTO timelineEntry (alert, at, event, text, actor) VALUES (1, 1772442000000, 'fired', 'Fired.', NULL);
INSERT INTO chatMessage (person, speaker, channel, text, alert, at) VALUES ('anna', 'assistant', 'webchat', 'Hello', NULL, 1772442000000);
