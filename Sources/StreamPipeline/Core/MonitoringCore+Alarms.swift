import Foundation
public import MetricAlarms
import MonitoringModel
import RuleEngine

extension MonitoringCore {
    /// The namespace of the metrics that every device has without anybody saying so: its numbers, by their names.
    static let deviceNamespace = "devices"
    /// The greatest number of a message's numbers that are taken as metrics.
    static let maximumNumbers = 256

    /// Takes the numbers of a device's message as values of metrics that alarms look at.
    mutating func measure(_ telemetry: Telemetry, _ turn: inout Turn) throws {
        guard alarms.count > 0, let device = telemetry.device, case .object(let members) = telemetry.document else {
            return
        }
        for member in members.prefix(Self.maximumNumbers) {
            guard let value = member.value.doubleValue,
                // proof: a name that no metric can have is watched by no alarm.
                let series = try? MetricSeries(
                    namespace: Self.deviceNamespace,
                    name: member.name,
                    dimensions: ["device": device.rawValue]
                ), alarms.isWatching(series)
            else { continue }
            try measure(MetricDataPoint(series: series, value: value, observedAt: telemetry.observedAt), &turn)
        }
    }

    /// Takes a value of a metric.
    mutating func measure(_ point: MetricDataPoint, _ turn: inout Turn) throws {
        try tell(alarms.handle(point, at: turn.now), &turn)
    }

    /// Evaluates the alarms whose time has come.
    mutating func evaluateAlarms(_ turn: inout Turn) throws {
        try tell(alarms.advance(to: turn.now), &turn)
    }

    /// Sets an alarm's state by hand until its next evaluation.
    mutating func setAlarm(_ alarm: AlarmID, to state: String, reason: String, _ turn: inout Turn) throws {
        guard let state = AlarmState(rawValue: state) else {
            let states = AlarmState.allCases.map(\.rawValue).joined(separator: ", ")
            turn.outcome.documentRefusal = .invalid("'\(state.prefix(40))' is no state of an alarm: use \(states).")
            return
        }
        guard alarms.document(of: alarm) != nil else {
            turn.outcome.documentRefusal = .unknown(.alarm, alarm.rawValue)
            return
        }
        try tell(try alarms.setState(state, of: alarm, reason: reason, at: turn.now), &turn)
    }

    /// Puts the alarms of documents in force in place of the earlier ones; if this throws, nothing has changed.
    mutating func enforceAlarms(
        _ documents: KeptDocuments,
        at now: Instant
    ) throws(DocumentRefusal) -> [AlarmTransition] {
        let kept = try Self.alarms(documents)
        do {
            return try alarms.replace(with: settingsAlarms + kept, at: now)
        } catch {
            throw .invalid("\(error)")
        }
    }

    /// Does what alarms want because they changed, and has them called when they want to be.
    mutating func tell(_ transitions: [AlarmTransition], _ turn: inout Turn) throws {
        for transition in transitions {
            if let report = transition.report { try apply(.report(report), &turn) }
            for action in transition.actions { try perform(action, of: transition, &turn) }
        }
        let id = Deadline.ID(owner: MetricAlarmSet.deadlineOwner, key: "")
        guard let next = alarms.nextDeadline else { return }
        guard deadlines.due(id) != next else { return }
        try apply(.schedule(Deadline(id: id, dueAt: next)), &turn)
    }

    /// Carries out an alarm's action; `publish` sends the transition as a document to a topic.
    private mutating func perform(_ action: AlarmAction, of transition: AlarmTransition, _ turn: inout Turn) throws {
        // What cannot be done was refused with the document.
        guard action.name == Self.publishAction, let text = action.settings["topic"]?.stringValue,
            let topic = PublicationTopic.resolved(text)
        else { return }
        let publication = Publication(topic: topic, payload: transition.document.serialized)
        try apply(.publish(publication), &turn)
    }

    /// The name of the action that sends a message over MQTT.
    static let publishAction = "publish"

    /// Checks that alarms want only what can be done.
    ///
    /// - Throws: ``DocumentRefusal`` that names the alarm and the action.
    public static func checkActions(of alarm: AlarmDocument) throws(DocumentRefusal) {
        for action in AlarmState.allCases.flatMap({ alarm.actions[$0] ?? [] }) {
            guard action.name == publishAction, let topic = action.settings["topic"]?.stringValue,
                PublicationTopic.resolved(topic) != nil
            else {
                throw .invalid(
                    "Alarm '\(alarm.id)', action '\(action.name)': write {publish: {topic: some/topic}}, or an 'alert'."
                )
            }
        }
    }

    /// Reads the alarms among documents.
    ///
    /// - Throws: ``DocumentRefusal`` with the place of the first fault.
    static func alarms(_ documents: KeptDocuments) throws(DocumentRefusal) -> [AlarmDocument] {
        var alarms: [AlarmDocument] = []
        for document in documents.all(.alarm) {
            let alarm: AlarmDocument
            do {
                alarm = try JSONDecoder().decode(AlarmDocument.self, from: Data(document.body.serialized))
            } catch {
                throw .invalid("Alarm '\(document.id)', \(DocumentFault.text(error))")
            }
            guard alarm.id.rawValue == document.id else {
                throw .invalid("The document's 'id' is '\(alarm.id)', not '\(document.id)'.")
            }
            try checkActions(of: alarm)
            alarms.append(alarm)
        }
        return alarms
    }
}

// MARK: - Stored state

extension MonitoringCore {
    /// The key of a series' values: all that tells it apart, so that no two series share one.
    private static func key(of series: MetricSeries) throws -> MachineKey {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredMachine.metricSeries.key(String(decoding: try encoder.encode(series), as: UTF8.self))
    }

    /// Writes what changed in alarms and their series.
    mutating func saveAlarms(in transaction: any PipelineTransaction) throws {
        let changes = alarms.takeChanges()
        for alarm in changes.alarms {
            let state = try alarms.memory(of: alarm).map { Array(try JSONEncoder().encode($0)) }
            try transaction.saveState(state, of: StoredMachine.metricAlarm.key(alarm.rawValue))
        }
        for series in changes.series {
            let state = try alarms.memory(of: series).map { Array(try JSONEncoder().encode($0)) }
            try transaction.saveState(state, of: try Self.key(of: series))
        }
        guard changes.clock, let clock = alarms.storedClock else { return }
        try transaction.saveState(Array(try JSONEncoder().encode(clock)), of: StoredMachine.metricClock.key(""))
    }
}

extension MachineStates {
    /// What is stored of the alarms.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func alarms() throws -> AlarmSetMemory {
        var memory = AlarmSetMemory()
        memory.clock = try all(.metricClock, as: AlarmSetMemory.Clock.self).values.first
        for (name, alarm) in try all(.metricAlarm, as: AlarmMemory.self) {
            if let id = AlarmID(name) { memory.alarms[id] = alarm }
        }
        memory.series = try all(.metricSeries, as: SeriesMemory.self).sorted { $0.key < $1.key }.map(\.value)
        return memory
    }
}
