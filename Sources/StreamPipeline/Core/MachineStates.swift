import Alerting
import ChatAssistant
import DeviceHealth
import Foundation
import FrameAnalysis
import MonitoringModel
import RuleEngine

/// The sorts of machines whose states are stored; the names are part of the database.
enum StoredMachine: String, CaseIterable {
    /// An active condition of a rule; the key is the rule and the device or topic.
    case rule
    /// The watch over a camera.
    case camera
    /// A watch over what one or several cameras see.
    case presence
    /// Which profile is active; the key is empty.
    case profile
    /// The health of a device.
    case deviceHealth = "device_health"
    /// What is usual for a metric of a device; the key is the device and the metric.
    case anomalyDetector = "anomaly_detector"
    /// The neighbours that fail; the key is empty.
    case neighbourhood
    /// The conversation with a person.
    case dialogue
    /// A metric alarm or composite alarm.
    case metricAlarm = "metric_alarm"
    /// The recent values of a metric.
    case metricSeries = "metric_series"
    /// How far the alarms' time had come; the key is empty.
    case metricClock = "metric_clock"
    /// The cameras about which messages are held back; the key is empty.
    case quietCameras = "quiet_cameras"
    /// The web services that rules may call; the key is empty.
    case httpDestinations = "http_destinations"
    /// A rule that waits for its actions to end.
    case ruleInvocation = "rule_invocation"
    /// The alert life cycle's conditions that stay quiet.
    case lifecycle

    /// The key of one of these machines.
    func key(_ name: String) -> MachineKey { MachineKey(machine: rawValue, key: name) }
}

/// Reading of stored machine states.
struct MachineStates {
    private let states: [MachineKey: [UInt8]]

    /// Creates a reader of what the store had.
    init(_ states: [MachineKey: [UInt8]]) {
        self.states = states
    }

    /// The active conditions of rules.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func activeRuleKeys() throws -> [RuleKey: RuleKeyState] {
        var active: [RuleKey: RuleKeyState] = [:]
        for (key, state) in try all(.rule, as: RuleKeyState.self) {
            guard let ruleKey = RuleKey(storageKey: key) else { continue }
            active[ruleKey] = state
        }
        return active
    }

    /// The watches over the household's cameras, and over others that were taken on.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func cameras(_ watched: [Household.WatchedCamera]) throws -> [CameraID: CameraWatch] {
        let stored = try all(.camera, as: CameraWatch.State.self)
        var watches: [CameraID: CameraWatch] = [:]
        for (name, state) in stored {
            guard let id = CameraID(name) else { continue }
            watches[id] = CameraWatch(camera: id, settings: CameraWatchSettings(room: name), state: state)
        }
        for camera in watched {
            let state = stored[camera.id.rawValue] ?? CameraWatch.State()
            watches[camera.id] = CameraWatch(camera: camera.id, settings: camera.settings, state: state)
        }
        return watches
    }

    /// The health machines of the household's devices.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func devices(_ watched: [Household.WatchedDevice]) throws -> [DeviceID: DeviceHealthMachine] {
        let stored = try all(.deviceHealth, as: DeviceHealthState.self)
        var detectors: [String: [String: AnomalyDetector]] = [:]
        for (key, detector) in try all(.anomalyDetector, as: AnomalyDetector.self) {
            let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            detectors[parts[0], default: [:]][parts[1]] = detector
        }
        var machines: [DeviceID: DeviceHealthMachine] = [:]
        for device in watched {
            machines[device.id] = DeviceHealthMachine(
                device: device.id,
                profile: device.profile,
                subject: Subject(device: device.id, person: device.owner, site: device.site),
                state: stored[device.id.rawValue] ?? DeviceHealthState(),
                detectors: detectors[device.id.rawValue] ?? [:]
            )
        }
        return machines
    }

    /// The watches over what cameras see.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func presence() throws -> [String: PresenceWatch.State] {
        try all(.presence, as: PresenceWatch.State.self)
    }

    /// The active profile, if there is one.
    ///
    /// - Throws: ``StoreFailure`` if the state cannot be read.
    func profile() throws -> ProfileMachine.State? {
        try all(.profile, as: ProfileMachine.State.self).values.first
    }

    /// The cameras about which messages are held back.
    ///
    /// - Throws: ``StoreFailure`` if the state cannot be read.
    func quietCameras() throws -> QuietCameras {
        QuietCameras(state: try all(.quietCameras, as: QuietCameras.State.self).values.first ?? QuietCameras.State())
    }

    /// The conversations.
    ///
    /// - Throws: ``StoreFailure`` if a state cannot be read.
    func dialogues() throws -> [PersonID: DialogueMachine] {
        var machines: [PersonID: DialogueMachine] = [:]
        for (_, dialogue) in try all(.dialogue, as: Dialogue.self) {
            machines[dialogue.person] = DialogueMachine(dialogue: dialogue)
        }
        return machines
    }

    /// The conditions that stay quiet after being resolved by hand.
    ///
    /// - Throws: ``StoreFailure`` if the state cannot be read.
    func suppressions() throws -> [Suppression] {
        try all(.lifecycle, as: [Suppression].self).values.flatMap(\.self)
    }

    func all<State: Decodable>(_ machine: StoredMachine, as type: State.Type) throws -> [String: State] {
        var decoded: [String: State] = [:]
        for (key, bytes) in states where key.machine == machine.rawValue {
            do {
                decoded[key.key] = try JSONDecoder().decode(type, from: Data(bytes))
            } catch {
                throw StoreFailure(
                    isTransient: false,
                    description: "The stored state of \(key.machine) '\(key.key)' cannot be read (\(error)): "
                        + "start the version that wrote it, or restore a backup."
                )
            }
        }
        return decoded
    }
}

extension MonitoringCore {
    /// Returns the state of a machine as it is stored, or `nil` if there is nothing to store.
    ///
    /// - Throws: `EncodingError` if the state cannot be written as JSON.
    func encodedState(of key: MachineKey) throws -> [UInt8]? {
        switch StoredMachine(rawValue: key.machine) {
        case .rule:
            try RuleKey(storageKey: key.key)
                .flatMap { key in
                    try changedRules[key]?.map { state in try Self.encode(state) }
                }
        case .camera: try CameraID(key.key).flatMap { cameras[$0]?.state }.map(Self.encode)
        case .presence: try WatchID(key.key).flatMap { presence[$0]?.state }.map(Self.encode)
        case .profile: try profile.state.map(Self.encode)
        case .quietCameras: try Self.encode(quietCameras.state)
        case .httpDestinations: try Self.encode(destinations)
        case .ruleInvocation: try ledger.pending[key.key].map(Self.encode)
        // proof: these are written by saveAlarms(in:) and saveDetectors(in:) and never marked as changed machines.
        case .metricAlarm, .metricSeries, .metricClock, .anomalyDetector: nil
        case .neighbourhood: try Self.encode(neighbourhood.state)
        case .deviceHealth: try DeviceID(key.key).flatMap { devices[$0]?.state }.map(Self.encode)
        case .dialogue: try PersonID(key.key).flatMap { dialogues[$0]?.dialogue }.map(Self.encode)
        case .lifecycle: try Self.encode(lifecycle.suppressions)
        case nil: nil
        }
    }

    /// Writes the detectors of changed devices that are due, before the states of these devices are written.
    mutating func saveDetectors(in transaction: any PipelineTransaction) throws {
        for key in changedMachines where key.machine == StoredMachine.deviceHealth.rawValue {
            guard let id = DeviceID(key.key), let due = devices[id]?.takeDetectorsToStore() else { continue }
            for (metric, detector) in due {
                let place = StoredMachine.anomalyDetector.key("\(id)/\(metric)")
                try transaction.saveState(try Self.encode(detector), of: place)
            }
        }
    }

    private static func encode(_ state: some Encodable) throws -> [UInt8] {
        Array(try JSONEncoder().encode(state))
    }
}
