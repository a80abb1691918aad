import Alerting
import ConsoleAPI
import Foundation
import FrameAnalysis
import Ingest
import Logging
import MQTTClient
import ManagedBroker
import MonitoringModel
import NotificationChannels
import Persistence
import RuleActions
import ServiceLifecycle
import ServiceSettings
import SpeechOutput
import StreamPipeline
import UnixSignals

/// Puts the parts together and runs them until the program is told to stop.
struct ServiceHost {
    let settings: Settings
    let state: StateDirectory
    let modelPath: String
    let logger: Logger
    /// Services that run beside the others, such as a demo's devices; made when the broker's place is known.
    var companions: (BrokerLink) throws -> [any Service] = { _ in [] }
    /// What is printed when everything is there, given the console's port.
    var announce: @Sendable (Int) -> Void

    /// Runs the service; returns after a graceful shutdown.
    ///
    /// - Throws: ``StartFailure`` or a part's own error if it cannot start.
    func run() async throws {
        let lock = try StateLock(state)
        defer { withExtendedLifetime(lock) {} }
        let wallClock = SystemWallClock()
        let store = try SQLiteStore(StoreConfiguration(path: state.database.path))
        let restored = try await store.restore()
        var household = settings.household
        // Cameras are switched over MQTT and by what announces them.
        household.canQuietCameras = settings.service.announcements != nil
        let core = try MonitoringCore(
            household: household,
            restored: restored,
            at: wallClock.now
        )
        let services = try makeServices(store, core, restored.openAlerts, wallClock)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try store.close()
    }

    /// In the order of dependence: each may use those before it, and is stopped before them.
    private func makeServices(
        _ store: SQLiteStore,
        _ core: MonitoringCore,
        _ openAlerts: [Alert],
        _ wallClock: SystemWallClock
    ) throws -> [any Service] {
        let link = try BrokerLink(settings.service.broker, state: state, logger: logger)
        let evidence = EvidenceFolder(state.evidence, store: store, wallClock: wallClock, logger: logger)
        let films = ClipWriter(
            sink: evidence,
            workFolder: state.url.appending(path: "films").path,
            logger: logger
        )
        let feed = AlertFeed()
        let bell = Wakeup()
        let signal = OutboxSignal()
        let rulesChanged = Wakeup()
        let falseAlarms = FalseAlarmCount()
        let announcements = AnnouncementInbox(
            openAlerts: openAlerts,
            profile: core.activeProfile?.active,
            showsPeople: settings.service.announcements?.showsPeople ?? false
        )
        let pipeline = StreamPipeline(
            core: core,
            unitOfWork: store,
            observers: [
                CommitRelay(
                    feed: feed,
                    publications: bell,
                    deliveries: signal,
                    rulesChanged: rulesChanged,
                    logger: logger
                ),
                falseAlarms, announcements,
            ],
            logger: logger
        )
        let speech = SpeechLibrary(cache: Self.speechCache(settings.service.speech, state))
        let sights = CameraSights()
        let announcerFile = AnnouncerStateFile(file: state.url.appending(path: "announcements.json"))
        let kept = try announcerFile.load()
        let readiness = Readiness(announce: announce)
        let cameras = CameraService(
            modelPath: modelPath,
            cameras: settings.household.cameras.map(\.camera),
            sink: ObservationRecorder(
                evidence: evidence,
                pipeline: pipeline,
                announcements: announcements,
                sights: sights
            ),
            clips: films,
            // Without announcements nobody could switch a camera on again.
            switches: settings.service.announcements == nil ? CameraSwitches() : kept.switches,
            logger: logger,
            onPrepared: { readiness.mark(.cameras) }
        )
        var channels: [any NotificationChannel] = [
            WebhookChannel(), WebChatChannel(transcript: TranscriptDelivery(store: store, feed: feed)),
            SpeakerChannel(rendering: speech), HTTPActionChannel(), TCPLineChannel(), DestinationChannel(),
            FileActionChannel(folder: state.ruleFiles), LogActionChannel(logger: logger),
            SnapshotActionChannel(cameras: cameras, evidence: evidence, store: store, wallClock: wallClock),
        ]
        if let textMessages = try makeTextMessages() { channels.append(textMessages) }
        let deliveries = OutboxDelivery(
            outbox: ActionOutbox(store: store, pipeline: pipeline),
            channels: channels,
            signal: signal,
            logger: logger
        )
        let telemetry = try link.makeClient("telemetry", keepsSession: true, logger: logger)
        let frames = try link.makeClient("frames", keepsSession: false, logger: logger)
        // A connection of its own: confirmations of what we send must not wait behind what we receive.
        let sender = try link.makeClient("sender", keepsSession: false, logger: logger)
        let problems = IntakeProblems(logger: logger)
        let board = StatusBoard(
            startedAt: wallClock.now,
            readiness: readiness,
            link: link,
            telemetryClient: telemetry,
            pipeline: pipeline,
            cameras: cameras,
            deliveries: deliveries,
            problems: problems,
            store: store,
            speech: speech,
            falseAlarms: falseAlarms,
            announcements: announcements
        )
        let gateway = PipelineGateway(pipeline: pipeline, alerts: store)
        let announcing = try makeAnnouncements(announcements, link, cameras, gateway, announcerFile, kept)
        let desk = HouseholdCameras(
            household: settings.household,
            cameras: cameras,
            sights: sights,
            pipeline: pipeline,
            gateway: gateway,
            announcements: announcing?.service,
            wallClock: wallClock
        )
        let rules = HouseholdRules(pipeline: pipeline, gateway: gateway, wallClock: wallClock)
        let ruleData = HouseholdRuleData(
            store: store,
            pipeline: pipeline,
            gateway: gateway,
            settingsAddresses: settings.service.actions.webAddresses,
            wallClock: wallClock
        )
        let console = try makeConsole(
            store,
            gateway,
            board,
            evidence,
            speech,
            feed,
            readiness,
            desk,
            rules,
            ruleData,
            HouseholdAlarms(pipeline: pipeline, gateway: gateway)
        )
        let ours: [any Service] = [
            pipeline, deliveries, telemetry, frames, sender,
            PublicationDelivery(outbox: store, client: sender, signal: bell, wallClock: wallClock, logger: logger),
            TelemetryIntake(
                client: telemetry,
                rulesChanged: rulesChanged,
                decoder: TelemetryDecoder(),
                pipeline: pipeline,
                problems: problems,
                wallClock: wallClock,
                readiness: readiness,
                logger: logger
            ),
            films, cameras,
            FrameIntake(client: frames, cameras: cameras, problems: problems, wallClock: wallClock),
            Retention(
                store: store,
                evidence: evidence,
                journalAge: settings.service.journalRetention,
                tableAge: settings.service.tableRetention,
                limits: settings.service.evidence,
                wallClock: wallClock,
                logger: logger
            ),
            console,
        ]
        let broker: [any Service] = link.managed.map { [$0] } ?? []
        let announcers: [any Service] = announcing.map { [$0.client, $0.service] } ?? []
        return try broker + ours + announcers + companions(link)
    }

    private func makeTextMessages() throws -> (any NotificationChannel)? {
        guard let gateway = settings.service.textMessages else { return nil }
        let token = try gateway.tokenFile.map(BrokerLink.secret)
        return TextMessageChannel(
            gateway: TextMessageChannel.Gateway(
                url: gateway.url,
                numberField: gateway.numberField,
                textField: gateway.textField
            ),
            secret: try token.map(WebhookSecret.bearer)
        )
    }

    private func makeAnnouncements(
        _ inbox: AnnouncementInbox,
        _ link: BrokerLink,
        _ cameras: CameraService,
        _ gateway: PipelineGateway,
        _ store: AnnouncerStateFile,
        _ kept: CameraAnnouncer.State
    ) throws -> (client: MQTTClient, service: CameraAnnouncements)? {
        guard var settings = settings.service.announcements else { return nil }
        settings.profiles = self.settings.household.profiles.map(\.cameraProfile)
        settings.softwareVersion = StatusBoard.version
        let announcer = CameraAnnouncer(
            settings: settings,
            cameras: self.settings.household.cameras.map { camera in
                let room = camera.settings.room
                let zones = camera.camera.zones.filter { $0.kind != .ignore }.map(\.id)
                return AnnouncedCamera(id: camera.id, name: "\(room) camera", room: room, zones: zones)
            },
            state: kept
        )
        for reason in announcer.unannounced { logger.warning("Not announced over MQTT: \(reason)") }
        let client = try link.makeClient("announcer", keepsSession: false, will: announcer.will.will, logger: logger)
        let service = CameraAnnouncements(
            announcer: announcer,
            inbox: inbox,
            client: client,
            cameras: cameras,
            store: store,
            switchProfile: { try await gateway.switchProfile(to: $0, by: "mqtt") },
            quiet: { try await gateway.quiet($0, by: "switches") },
            wallClock: SystemWallClock(),
            logger: logger
        )
        return (client, service)
    }

    private func makeConsole(
        _ store: SQLiteStore,
        _ gateway: PipelineGateway,
        _ board: StatusBoard,
        _ evidence: EvidenceFolder,
        _ speech: SpeechLibrary,
        _ feed: AlertFeed,
        _ readiness: Readiness,
        _ desk: HouseholdCameras,
        _ rules: HouseholdRules,
        _ ruleData: HouseholdRuleData,
        _ alarms: HouseholdAlarms
    ) throws -> ConsoleServer {
        let http = settings.service.http
        let tls: TransportSecurity? =
            if let certificate = http.certificateFile, let key = http.keyFile {
                TransportSecurity(certificateChainFile: certificate, privateKeyFile: key)
            } else {
                nil
            }
        return try ConsoleServer(
            configuration: try ConsoleConfiguration(
                host: http.host,
                port: http.port,
                token: try http.tokenFile.map(BrokerLink.secret),
                tls: tls,
                hostNames: http.hostNames
            ),
            dependencies: ConsoleDependencies(
                alerts: store,
                visits: store,
                transcripts: store,
                gateway: gateway,
                status: board,
                evidence: EvidenceLibrary(folder: evidence),
                speech: speech,
                people: HouseholdDirectory(
                    known: settings.household.people.map {
                        KnownPerson(id: $0.id, name: $0.name, seesPictures: $0.seesPictures)
                    }
                ),
                feed: feed,
                cameras: desk,
                rules: rules,
                ruleData: ruleData,
                alarms: alarms
            ),
            logger: logger,
            onListening: { port in readiness.mark(.console, port: port) }
        )
    }

    private static func speechCache(
        _ document: ServiceDocument.Speech,
        _ state: StateDirectory
    ) -> Result<SpeechCache, SpeechError> {
        Result { () throws(SpeechError) in
            let voice = try VoiceSettings(voice: document.voice, rate: document.wordsPerMinute)
            return try SpeechCache(folder: state.speech, synthesizer: try SpeechSynthesizer(settings: voice))
        }
    }
}
