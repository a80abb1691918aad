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
        let kept = try Self.alarms(documents.all(.alarm), .decidedElsewhere)
        do {
            return try alarms.replace(with: settingsAlarms + kept, at: now)
        } catch {
            throw .invalid("\(error)")
        }
    }

    /// Does what alarms want because they changed, and has them called when they want to be.
    mutating func tell(_ transitions: [AlarmTransition], _ turn: inout Turn) throws {
        turn.outcome.transitions += transitions
        for transition in transitions {
            if let report = transition.report { try apply(.report(report), &turn) }
            for action in transition.actions { try perform(action, of: transition, &turn) }
        }
        let id = Deadline.ID(owner: MetricAlarmSet.deadlineOwner, key: "")
        guard let next = alarms.nextDeadline else { return }
        guard deadlines.due(id) != next else { return }
        try apply(.schedule(Deadline(id: id, dueAt: next)), &turn)
    }

    /// Carries out an alarm's action: `publish` sends the transition as a document to a topic, all others are those
    /// of rules, with that document as what is selected.
    private mutating func perform(_ action: AlarmAction, of transition: AlarmTransition, _ turn: inout Turn) throws {
        guard action.name == Self.publishAction else {
            // proof: what cannot be read was refused with the document.
            guard let wanted = try? Self.ruleAction(action), let rule = RuleID(transition.alarm.rawValue) else {
                return
            }
            return try carryOut(wanted, of: rule, payload: transition.document.serialized, &turn)
        }
        guard let text = action.settings["topic"]?.stringValue, let topic = PublicationTopic.resolved(text) else {
            return
        }
        let publication = Publication(topic: topic, payload: transition.document.serialized)
        try apply(.publish(publication), &turn)
    }

    /// Reads an alarm's action as the action of a rule.
    ///
    /// - Throws: `DecodingError` if it is none.
    private static func ruleAction(_ action: AlarmAction) throws -> RuleAction {
        // Alarms' fields are written with underscores, rules' with capitals: tcp_line is tcpLine.
        let words = action.name.split(separator: "_")
        let name = words.dropFirst()
            .reduce(words.first.map(String.init) ?? "") { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
        let document = JSONValue.object([JSONValue.Member(name: name, value: action.settings)])
        return try JSONDecoder().decode(RuleAction.self, from: Data(document.serialized))
    }

    /// The name of the action that sends a message over MQTT.
    static let publishAction = "publish"

    /// Checks that alarms want only what can be done.
    ///
    /// - Throws: ``DocumentRefusal`` that names the alarm and the action.
    public static func checkActions(
        of alarm: AlarmDocument,
        _ permissions: ActionPermissions
    ) throws(DocumentRefusal) {
        for action in AlarmState.allCases.flatMap({ alarm.actions[$0] ?? [] }) {
            guard let fault = fault(in: action, permissions) else { continue }
            throw .invalid("Alarm '\(alarm.id)', action '\(action.name)': \(fault)")
        }
    }

    private static func fault(in action: AlarmAction, _ permissions: ActionPermissions) -> String? {
        if action.name == publishAction {
            let topic = action.settings["topic"]?.stringValue
            return topic.flatMap(PublicationTopic.resolved) == nil ? "write {publish: {topic: some/topic}}." : nil
        }
        let wanted: RuleAction
        do {
            wanted = try ruleAction(action)
        } catch {
            return DocumentFault.text(error)
        }
        switch wanted {
        case .alert, .republish, .metric, .alarmState:
            return "an alarm publishes, or does what rules do outside; write 'alert' beside the actions."
        default: break
        }
        if action.settings.serialized.containsTemplate {
            return "an alarm's texts stand as they are: '${…}' belongs to rules."
        }
        if let fault = wanted.fault { return fault }
        return permissions.standingRefusal(of: wanted).map { $0 + "." }
    }

    /// Reads documents of alarms; only newly kept ones are checked against what may be reached, as with rules.
    ///
    /// - Throws: ``DocumentRefusal`` with the place of the first fault.
    static func alarms(
        _ documents: [KeptDocument],
        _ permissions: ActionPermissions
    ) throws(DocumentRefusal) -> [AlarmDocument] {
        var alarms: [AlarmDocument] = []
        for document in documents {
            let alarm: AlarmDocument
            do {
                alarm = try JSONDecoder().decode(AlarmDocument.self, from: Data(document.body.serialized))
            } catch {
                throw .invalid("Alarm '\(document.id)', \(DocumentFault.text(error))")
            }
            guard alarm.id.rawValue == document.id else {
                throw .invalid("The document's 'id' is '\(alarm.id)', not '\(document.id)'.")
            }
            try checkActions(of: alarm, permissions)
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

extension [UInt8] {
    /// Whether there is a `${`.
    fileprivate var containsTemplate: Bool {
        zip(self, dropFirst()).contains { $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{") }
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
