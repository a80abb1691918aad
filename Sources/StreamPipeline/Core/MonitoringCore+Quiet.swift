import Alerting
import MonitoringModel

extension MonitoringCore {
    /// Takes over about which cameras nobody is to be notified; tells what was held back about the others.
    mutating func quiet(_ cameras: [QuietCamera], _ turn: inout Turn) throws {
        let effects = quietCameras.set(cameras, at: turn.now)
        changedMachines.insert(StoredMachine.quietCameras.key(""))
        for effect in effects { try apply(effect, &turn) }
        try release(&turn)
    }

    /// Ends the quiet that was wanted until now.
    mutating func endQuiet(_ turn: inout Turn) throws {
        try quiet(quietCameras.state.cameras, &turn)
    }

    /// Whether nobody is to be told of a change; the alert's history says so then.
    mutating func holdsBack(_ change: AlertChange, _ turn: inout Turn) throws -> Bool {
        let before = quietCameras.state
        let isHeld = quietCameras.holdsBack(change, at: turn.now)
        if quietCameras.state != before { changedMachines.insert(StoredMachine.quietCameras.key("")) }
        guard isHeld, change.event == .fired || change.event == .severityRaised else { return isHeld }
        let entry = TimelineEntry(
            alert: change.alert.id,
            at: turn.now,
            event: .updated,
            text: "Nobody is told: messages about this camera are switched off"
        )
        try turn.transaction.append(entry)
        return true
    }

    private mutating func release(_ turn: inout Turn) throws {
        for (alert, event) in quietCameras.release(lifecycle.openAlerts, at: turn.now) {
            let entry = TimelineEntry(alert: alert.id, at: turn.now, event: event, text: alert.summary)
            try tell(AlertChange(alert: alert, entry: entry), &turn)
        }
    }
}
