import Alerting
import ChatAssistant
import DeviceHealth
import FieldService
import Foundation
import FrameAnalysis
import MetricAlarms
public import MonitoringModel
import RuleEngine

/// All machines of the house and their state: events go in, state and effects come out.
///
/// A value: the pipeline works on a copy inside the transaction and keeps it only if the transaction
/// was committed.
public struct MonitoringCore: Sendable {
    /// The greatest number of cameras that are taken on without being in the settings.
    static let maximumUnknownCameras = 64
    /// The greatest number of people with whom a conversation is remembered.
    static let maximumDialogues = 10_000
    /// The longest chain of effects that one event may set off through deadlines due at once.
    static let maximumDueDeadlines = 10_000

    let people: [PersonID: Household.Resident]
    let watchedDevices: [DeviceID: Household.WatchedDevice]
    let scheduler: Scheduler
    let technicianNames: [TechnicianID: String]
    let router: AlertRouter
    let settingsRules: [Rule]
    let settingsAlarms: [AlarmDocument]
    let permissions: ActionPermissions
    let groups: [String: [ReceiverID]]
    /// The rules and alarms that are kept beside the settings.
    public internal(set) var documents: KeptDocuments
    var rules: RuleSet
    var alarms: MetricAlarmSet
    var cameras: [CameraID: CameraWatch]
    var presence: [WatchID: PresenceWatch] = [:]
    var watchesByCamera: [CameraID: [WatchID]] = [:]
    var profile = ProfileMachine([])
    var quietCameras: QuietCameras
    /// The web services that rules may call beside those of the settings.
    public internal(set) var destinations: HTTPDestinations
    /// The rules that wait for their actions to end.
    var ledger: ActionLedger
    var devices: [DeviceID: DeviceHealthMachine]
    var neighbourhood: NeighbourhoodWatch
    var dialogues: [PersonID: DialogueMachine]
    var lifecycle: AlertLifecycle
    /// The deadlines that have been set.
    public internal(set) var deadlines: DeadlineQueue
    var unknownCameras = 0
    /// What the machines want because of changed settings; done with the first batch.
    var startEffects: [Effect] = []
    /// Whether all cameras are to be told of again, with the first batch.
    var mustEndQuiet = false
    /// Whether the first batch is done.
    var hasStarted = false
    var changedRules: [RuleKey: RuleKeyState?] = [:]
    var changedMachines: Set<MachineKey> = []
    var changedDeadlines: Set<Deadline.ID> = []

    /// Creates the machines for a household and gives them the state that was stored.
    ///
    /// State of machines that the household no longer has is left in the store and not used.
    ///
    /// - Parameters:
    ///   - household: Whom and what is watched.
    ///   - restored: What the store had.
    ///   - now: The current time.
    /// - Throws: The first fault in the household's rules, routes or technicians, or in a stored state.
    public init(household: Household, restored: StoredState, at now: Instant) throws {
        people = Dictionary(household.people.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        watchedDevices = Dictionary(household.devices.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        scheduler = try Scheduler(technicians: household.technicians)
        technicianNames = Dictionary(household.technicians.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        router = try AlertRouter(
            receivers: household.receivers,
            routes: household.routes,
            isPermitted: household.maySee
        )
        let states = MachineStates(restored.machines)
        settingsRules = household.rules
        settingsAlarms = household.alarms
        documents = KeptDocuments(
            restored.documents,
            taken: [
                .rule: Set(household.rules.map(\.id.rawValue)), .alarm: Set(household.alarms.map(\.id.rawValue)),
            ]
        )
        permissions = household.actions
        groups = household.groups
        for rule in household.rules { try Self.checkActions(of: rule, permissions) }
        for alarm in household.alarms { try Self.checkActions(of: alarm, permissions) }
        alarms = try MetricAlarmSet(
            household.alarms + Self.alarms(documents.all(.alarm), .decidedElsewhere),
            memory: try states.alarms()
        )
        alarms.resume(at: now)
        rules = try RuleSet(household.rules + Self.rules(documents.all(.rule), .decidedElsewhere))
        cameras = try states.cameras(household.cameras)
        quietCameras = try states.quietCameras()
        destinations = try states.all(.httpDestinations, as: HTTPDestinations.self).values.first ?? HTTPDestinations()
        ledger = ActionLedger(pending: try states.all(.ruleInvocation, as: ActionLedger.Pending.self))
        devices = try states.devices(household.devices)
        neighbourhood = NeighbourhoodWatch(
            groups: Self.neighbours(of: household),
            settings: household.neighbourhood,
            state: try states.all(.neighbourhood, as: NeighbourhoodState.self).values.first ?? NeighbourhoodState()
        )
        dialogues = try states.dialogues()
        lifecycle = AlertLifecycle(
            openAlerts: restored.openAlerts,
            nextNumber: restored.nextAlertNumber,
            suppressions: try states.suppressions()
        )
        deadlines = DeadlineQueue(restored.deadlines)
        let resumed = rules.restore(try states.activeRuleKeys(), at: now)
        note(resumed)
        startEffects = resumed.effects.map(\.effect)
        let watched = Set(household.devices.map(\.id))
        let before = neighbourhood.state
        startEffects += neighbourhood.forgetStrangers(at: now) { watched.contains($0) }
        if neighbourhood.state != before { changedMachines.insert(StoredMachine.neighbourhood.key("")) }
        // Who was made quiet when there were switches would stay so for ever.
        mustEndQuiet = !household.canQuietCameras && !quietCameras.state.cameras.isEmpty
        try restorePresence(states, household, at: now)
    }

    /// Whether machines want something that no event has brought about.
    var waitsToStart: Bool {
        !hasStarted && (!startEffects.isEmpty || mustEndQuiet || alarms.count > 0 || !rules.rules.isEmpty)
    }

    /// Remembers which conditions of rules are to be stored.
    mutating func note(_ outcome: RuleOutcome) {
        for change in outcome.changes {
            changedRules[change.key] = .some(change.state)
            changedMachines.insert(StoredMachine.rule.key(change.key.storageKey))
        }
    }
}
