import Alerting
import DeviceHealth
import FrameAnalysis
import MetricAlarms
import MonitoringModel
import RuleEngine

extension MonitoringCore {
    /// Lets rules and the device's health machine see a device's message.
    mutating func handle(_ telemetry: Telemetry, _ turn: inout Turn) throws {
        try carryOut(rules.handle(telemetry, context: context(of: telemetry, turn), at: turn.now), &turn)
        try measure(telemetry, &turn)
        guard let id = telemetry.device, devices[id] != nil else { return }
        let effects = devices[id]?.handle(telemetry, at: turn.now) ?? []
        changedMachines.insert(StoredMachine.deviceHealth.key(id.rawValue))
        for effect in effects { try applyOfDevice(effect, &turn) }
    }

    /// Lets the camera's watch see what the camera saw; unknown cameras are taken on with default settings.
    mutating func handle(_ observation: Observation, _ turn: inout Turn) throws {
        let id = observation.camera
        if cameras[id] == nil {
            guard unknownCameras < Self.maximumUnknownCameras else { return }
            unknownCameras += 1
            cameras[id] = CameraWatch(camera: id, settings: CameraWatchSettings(room: id.rawValue))
        }
        let effects = cameras[id]?.handle(observation, at: turn.now) ?? []
        changedMachines.insert(StoredMachine.camera.key(id.rawValue))
        for effect in effects { try apply(effect, &turn) }
        try watch(observation, &turn)
    }

    /// Carries out what a person asked for.
    mutating func handle(_ command: Command, _ turn: inout Turn) throws {
        if case .switchProfile(let profile, let person) = command {
            return try choose(profile, by: person, &turn)
        }
        switch command {
        case .quietCameras(let cameras, _): return try quiet(cameras, &turn)
        case .keepDocument(let document, _): return try keep(document, &turn)
        case .removeDocument(let kind, let id, _): return try remove(kind, id, &turn)
        case .setAlarm(let id, let state, let reason, _):
            guard let alarm = AlarmID(id) else {
                turn.outcome.documentRefusal = .unknown(.alarm, id)
                return
            }
            return try setAlarm(alarm, to: state, reason: reason, &turn)
        case .changeDestination(let step, _): return try change(step, &turn)
        case .settleAction(let report): return try settle(report, &turn)
        default: break
        }
        switch lifecycle.handle(command, at: turn.now) {
        case .success(let changes): try record(changes, &turn)
        case .failure(let refusal): turn.outcome.refusal = refusal
        }
    }

    /// Calls the machine whose deadline came due; one whose machine is gone is forgotten.
    mutating func handle(_ deadline: Deadline, _ turn: inout Turn) throws {
        switch deadline.id.owner {
        case CameraWatch.deadlineOwner:
            guard let id = CameraID(deadline.id.key.prefix { $0 != "/" }), cameras[id] != nil else { return }
            let effects = cameras[id]?.handle(deadline, at: turn.now) ?? []
            changedMachines.insert(StoredMachine.camera.key(id.rawValue))
            for effect in effects { try apply(effect, &turn) }
        case PresenceWatch.deadlineOwner: try watch(deadline, &turn)
        case Self.ruleDeadlineOwner: try advanceRules(&turn)
        case MetricAlarmSet.deadlineOwner: try evaluateAlarms(&turn)
        case QuietCameras.deadlineOwner: try endQuiet(&turn)
        case ProfileMachine.deadlineOwner: try switchProfile(deadline, &turn)
        case DeviceHealthMachine.deadlineOwner:
            guard let id = DeviceID(deadline.id.key.prefix { $0 != "/" }), devices[id] != nil else { return }
            let effects = devices[id]?.handle(deadline, at: turn.now) ?? []
            changedMachines.insert(StoredMachine.deviceHealth.key(id.rawValue))
            for effect in effects { try applyOfDevice(effect, &turn) }
        case NeighbourhoodWatch.deadlineOwner: try tellNeighbours(deadline, &turn)
        case dialogueOwner:
            guard let person = PersonID(deadline.id.key) else { return }
            try closeQuestions(with: person, &turn)
        default:
            return
        }
    }
}
