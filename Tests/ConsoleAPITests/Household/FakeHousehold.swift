import Alerting
import ChatAssistant
import ConsoleAPI
import FieldService
import MonitoringModel
import MonitoringTestKit
import Synchronization

/// Everything the console depends on, in memory.
final class FakeHousehold: Sendable {
    struct State {
        var alerts: [Alert] = []
        var timelines: [AlertID: [TimelineEntry]] = [:]
        var visits: [Visit] = []
        var messages: [ChatMessage] = []
        var people: [KnownPerson] = []
        var pictures: [EvidenceID: EvidencePicture] = [:]
        var speech: [UInt8]? = Array("RIFF....WAVEfmt ".utf8)
        var status = ServiceStatus(
            version: "1.2.3",
            startedAt: Instant(millisecondsSinceEpoch: 1_772_442_000_000),
            ready: true
        )
        var cameras: [CameraOverview] = []
        var profiles = ProfileChoice(current: "home", all: ["home", "away", "night"])
        var rules: [RuleOverview] = []
        var alarmDocuments: [AlarmOverview] = []
        var tables: [String: [JSONValue]] = [:]
        var queues: [String: [TakenMessage]] = [:]
        var destinations: [DestinationOverview] = []
        var stills: [PictureVariant: [UInt8]] = [:]
        var showsPictures = true
        var failure: (any Error)?
        var commands: [Command] = []
        var utterances: [Utterance] = []
    }

    let feed = AlertFeed()
    let wallClock: any WallClock
    private let content = Mutex(State())

    init(wallClock: any WallClock = ManualWallClock()) {
        self.wallClock = wallClock
    }

    var state: State { content.withLock { $0 } }

    func update(_ change: (inout sending State) -> Void) {
        content.withLock { change(&$0) }
    }

    func dependencies(clock: any Clock<Duration> = ContinuousClock()) -> ConsoleDependencies {
        ConsoleDependencies(
            alerts: self,
            visits: self,
            transcripts: self,
            gateway: self,
            status: self,
            evidence: self,
            speech: self,
            people: self,
            feed: feed,
            cameras: self,
            rules: self,
            ruleData: self,
            alarms: self,
            wallClock: wallClock,
            clock: clock
        )
    }

    func checked() throws -> State {
        let state = state
        if let failure = state.failure { throw failure }
        return state
    }
}

extension FakeHousehold: AlertStore {
    func alerts(matching query: AlertQuery) async throws -> AlertPage {
        let matching = try checked().alerts.filter { Self.matches($0, query) }.sorted { $0.number > $1.number }
        let page = Array(matching.prefix(query.limit))
        return AlertPage(alerts: page, next: matching.count > page.count ? page.last?.number : nil)
    }

    private static func matches(_ alert: Alert, _ query: AlertQuery) -> Bool {
        func agrees<Value: Equatable>(_ wanted: Value?, _ found: Value?) -> Bool { wanted == nil || wanted == found }
        return agrees(query.kind, alert.kind) && agrees(query.severity, alert.severity)
            && agrees(query.state, alert.state) && agrees(query.device, alert.subject.device)
            && agrees(query.camera, alert.subject.camera) && agrees(query.person, alert.subject.person)
            && query.from.map { alert.startedAt >= $0 } ?? true && query.to.map { alert.startedAt < $0 } ?? true
            && query.before.map { alert.number < $0 } ?? true
    }

    func alert(_ id: AlertID) async throws -> Alert? { try checked().alerts.first { $0.id == id } }

    func timeline(of id: AlertID) async throws -> [TimelineEntry] { try checked().timelines[id] ?? [] }
}

extension FakeHousehold: VisitStore {
    func visits(matching query: VisitQuery) async throws -> [Visit] {
        let matching = try checked().visits
            .filter { visit in
                (query.customer == nil || query.customer == visit.customer)
                    && (query.technician == nil || query.technician == visit.technician)
                    && (query.state == nil || query.state == visit.state)
                    && query.from.map { visit.end > $0 } ?? true && query.to.map { visit.start < $0 } ?? true
                    && query.before.map { visit.number < $0 } ?? true
            }
        return Array(matching.sorted { $0.number > $1.number }.prefix(query.limit))
    }
}

extension FakeHousehold: TranscriptStore {
    func messages(with person: PersonID, after number: Int64, limit: Int) async throws -> [ChatMessage] {
        Array(try checked().messages.filter { $0.person == person && $0.number > number }.prefix(limit))
    }
}

extension FakeHousehold: StatusSource, EvidenceSource, SpeechSource, PersonDirectory {
    func status() async -> ServiceStatus { state.status }

    func evidence(_ id: EvidenceID) async throws -> EvidencePicture? { try checked().pictures[id] }

    func speech(for alert: Alert) async throws -> [UInt8]? { try checked().speech }

    func people() async -> [KnownPerson] { state.people }
}
