import Foundation
import MonitoringModel

extension InputEvent {
    /// What sort of event it is.
    var journalKind: JournalEntry.Kind {
        switch body {
        case .telemetry: .telemetry
        case .observation: .observation
        case .utterance: .utterance
        case .command: .command
        case .deadline: .deadline
        }
    }

    /// Returns the event as the journal keeps it.
    ///
    /// - Throws: `EncodingError` if the event cannot be written as JSON, such as a confidence that is no number.
    func journalEntry(receivedAt now: Instant) throws -> JournalEntry {
        switch body {
        case .telemetry(let telemetry, let payload):
            JournalEntry(
                kind: .telemetry,
                source: telemetry.device?.rawValue ?? "",
                topic: telemetry.topic,
                observedAt: telemetry.observedAt,
                receivedAt: telemetry.receivedAt,
                body: payload,
                identity: identity
            )
        case .observation(let observation):
            try entry(observation, from: observation.camera.rawValue, at: observation.observedAt, now)
        case .utterance(let utterance):
            try entry(utterance, from: utterance.person.rawValue, at: utterance.receivedAt, now)
        case .command(let command):
            try entry(command, from: "", at: now, now)
        case .deadline(let deadline):
            try entry(deadline, from: deadline.id.key, at: deadline.dueAt, now)
        }
    }

    private func entry(
        _ value: some Encodable,
        from source: String,
        at instant: Instant,
        _ now: Instant
    ) throws -> JournalEntry {
        JournalEntry(
            kind: journalKind,
            source: source,
            observedAt: instant,
            receivedAt: now,
            body: Array(try JSONEncoder().encode(value)),
            identity: identity
        )
    }
}
