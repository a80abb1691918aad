public import Alerting
public import ChatAssistant
public import FieldService
public import MonitoringModel

/// What the console shows and whom it asks.
public struct ConsoleDependencies: Sendable {
    /// Where alerts are read.
    public var alerts: any AlertStore
    /// Where visits are read.
    public var visits: any VisitStore
    /// Where conversations are read.
    public var transcripts: any TranscriptStore
    /// Where commands and utterances go.
    public var gateway: any CommandGateway
    /// How the service is doing.
    public var status: any StatusSource
    /// Where pictures are read.
    public var evidence: any EvidenceSource
    /// Who speaks.
    public var speech: any SpeechSource
    /// Who is known.
    public var people: any PersonDirectory
    /// Where cameras are asked about and switched.
    public var cameras: any CameraDesk
    /// Where rules are read, changed and tried.
    public var rules: any RuleDesk
    /// Where metric alarms are read and changed.
    public var alarms: any AlarmDesk
    /// Where what rules write is read.
    public var ruleData: any RuleDataDesk
    /// What happens, for those who watch live.
    public var feed: AlertFeed
    /// What time it is.
    public var wallClock: any WallClock
    /// What waits.
    public var clock: any Clock<Duration>

    /// Creates the dependencies; by default with the machine's clocks, without cameras and rules.
    public init(
        alerts: any AlertStore,
        visits: any VisitStore,
        transcripts: any TranscriptStore,
        gateway: any CommandGateway,
        status: any StatusSource,
        evidence: any EvidenceSource,
        speech: any SpeechSource,
        people: any PersonDirectory,
        feed: AlertFeed,
        cameras: any CameraDesk = NoCameras(),
        rules: any RuleDesk = NoRules(),
        ruleData: any RuleDataDesk = NoRuleData(),
        alarms: any AlarmDesk = NoAlarms(),
        wallClock: any WallClock = SystemWallClock(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.alerts = alerts
        self.visits = visits
        self.transcripts = transcripts
        self.gateway = gateway
        self.status = status
        self.evidence = evidence
        self.speech = speech
        self.people = people
        self.feed = feed
        self.cameras = cameras
        self.rules = rules
        self.ruleData = ruleData
        self.alarms = alarms
        self.wallClock = wallClock
        self.clock = clock
    }
}
