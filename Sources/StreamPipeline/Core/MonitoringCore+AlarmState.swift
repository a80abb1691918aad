public import MetricAlarms
import MonitoringModel

/// A metric alarm or composite alarm with its state, as people are shown it.
public struct AlarmStanding: Sendable {
    /// The alarm.
    public var document: AlarmDocument
    /// Whether it is kept beside the settings, and so can be changed while the service runs.
    public var isKept: Bool
    /// Its state and what is remembered of it.
    public var memory: AlarmMemory
}

extension MonitoringCore {
    /// The alarms, those of the settings first, with their states.
    public var alarmStandings: [AlarmStanding] {
        let kept = Set(documents.all(.alarm).map(\.id))
        return alarms.documents.compactMap { document in
            alarms.memory(of: document.id)
                .map { memory in
                    AlarmStanding(document: document, isKept: kept.contains(document.id.rawValue), memory: memory)
                }
        }
    }
}
