import Alerting
import MonitoringModel

extension MonitoringCore {
    /// Does what a machine wants.
    mutating func apply(_ effect: Effect, _ turn: inout Turn) throws {
        switch effect {
        case .report(let report):
            try record(lifecycle.handle(report, at: turn.now), &turn)
        case .schedule(let deadline):
            deadlines.set(deadline)
            changedDeadlines.insert(deadline.id)
        case .cancel(let id):
            deadlines.cancel(id)
            changedDeadlines.insert(id)
        case .publish(let publication):
            turn.publications += 1
            let entry = OutboxEntry(publication, key: "\(turn.cause)/\(turn.publications)", createdAt: turn.now)
            try turn.transaction.enqueue(entry)
            turn.outcome.channels.insert(entry.channel)
        }
    }

    /// Stores what happened to alerts, owes the messages that their routes ask for, and starts or ends
    /// the conversation about them.
    mutating func record(_ changes: [AlertChange], _ turn: inout Turn) throws {
        guard !changes.isEmpty else { return }
        changedMachines.insert(StoredMachine.lifecycle.key(""))
        for change in changes {
            try turn.transaction.save(change.alert)
            try turn.transaction.append(change.entry)
            turn.outcome.changes.append(change)
            if try !holdsBack(change, &turn) { try tell(change, &turn) }
            try converse(about: change, &turn)
        }
    }

    /// Owes the messages about a change.
    mutating func tell(_ change: AlertChange, _ turn: inout Turn) throws {
        for entry in router.entries(for: change, at: turn.now) {
            try turn.transaction.enqueue(entry)
            turn.outcome.channels.insert(entry.channel)
            try turn.transaction.append(
                TimelineEntry(
                    alert: change.alert.id,
                    at: turn.now,
                    event: .queued,
                    text: "Message by \(entry.channel) to \(entry.address)"
                )
            )
        }
    }
}
