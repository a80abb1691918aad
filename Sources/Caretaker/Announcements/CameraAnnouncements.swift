import FrameAnalysis
import Logging
import MQTTClient
import MonitoringModel
import NIOCore
import ServiceLifecycle

/// Announces over MQTT what cameras see, and passes on what is asked for there.
///
/// A connection of its own, since the broker tells everybody by its will when we vanish. What is announced
/// is no record: while there is no connection it may be lost, and after each one all states are told again.
actor CameraAnnouncements: Service {
    private let inbox: AnnouncementInbox
    private let client: MQTTClient
    private let cameras: CameraService
    private let store: AnnouncerStateFile
    private let switchProfile: @Sendable (ProfileID) async throws -> Void
    private let quiet: @Sendable ([QuietCamera]) async throws -> Void
    private let wallClock: any WallClock
    private let logger: Logger
    private let startedAt: Instant
    private var announcer: CameraAnnouncer
    /// The cameras of which nobody is notified, as far as the pipeline knows; `nil` before it was told.
    private var quietCameras: [QuietCamera]?
    private var figures: (statuses: [CameraStatus], at: Instant)?

    /// Creates the announcements of a household's cameras.
    ///
    /// - Parameters:
    ///   - announcer: What decides which messages are sent.
    ///   - inbox: What is to be announced.
    ///   - client: A connection with the announcer's will; it has to run beside this.
    ///   - cameras: The cameras, for switches and figures.
    ///   - store: Where the announcer's state is kept.
    ///   - switchProfile: Lets a profile hold.
    ///   - quiet: Lets nobody be notified of what these cameras see, and of all others.
    ///   - wallClock: What time it is.
    ///   - logger: Where refusals are told.
    init(
        announcer: CameraAnnouncer,
        inbox: AnnouncementInbox,
        client: MQTTClient,
        cameras: CameraService,
        store: AnnouncerStateFile,
        switchProfile: @escaping @Sendable (ProfileID) async throws -> Void,
        quiet: @escaping @Sendable ([QuietCamera]) async throws -> Void,
        wallClock: any WallClock,
        logger: Logger
    ) {
        self.inbox = inbox
        self.announcer = announcer
        self.client = client
        self.cameras = cameras
        self.store = store
        self.switchProfile = switchProfile
        self.quiet = quiet
        self.wallClock = wallClock
        self.logger = logger
        startedAt = wallClock.now
    }

    /// How everything that can be switched stands.
    var switches: CameraSwitches { announcer.state.switches }

    /// Switches something, and announces it; returns when it is stored and holds.
    ///
    /// - Throws: `FrameAnalysisError` if it makes no sense, or the error of the store; nothing is changed then.
    func perform(_ command: CameraSwitchCommand) async throws {
        var trial = announcer.state.switches
        try trial.apply(command, profiles: announcer.settings.profiles, at: wallClock.now)
        if case .profile(let profile) = command { try await switchProfile(profile) }
        try await carryOut(command)
    }

    /// The switches are read and stored without a pause in between, so that of two commands none is lost.
    private func carryOut(_ command: CameraSwitchCommand) async throws {
        let now = wallClock.now
        var switches = announcer.state.switches
        try switches.apply(command, profiles: announcer.settings.profiles, at: now)
        var next = announcer
        let messages = next.handle(.switches(switches), at: now)
        try store.save(next.state)
        announcer = next
        inbox.put(.messages(messages))
        await cameras.apply(switches)
        await passOnQuiet(at: now)
    }

    /// Tells the pipeline of which cameras nobody is notified, if that changed; what fails is tried again each second.
    private func passOnQuiet(at now: Instant) async {
        let wanted = announcer.state.switches.quietCameras(at: now)
        guard wanted != quietCameras else { return }
        do {
            try await quiet(wanted)
            quietCameras = wanted
        } catch {
            logger.warning("Messages are not yet held back as was asked for", metadata: ["error": "\(error)"])
        }
    }

    /// Announces until the service shuts down.
    func run() async throws {
        let filters = try announcer.subscriptions.map { try TopicFilter($0) }
        let client = client
        let inbox = inbox
        save()
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await state in client.states {
                        if case .connected = state { inbox.put(.connected) }
                    }
                }
                group.addTask { try await self.listen(filters) }
                group.addTask {
                    while true {
                        try await Task.sleep(for: .seconds(1))
                        inbox.put(.tick)
                    }
                }
                group.addTask { try await self.announce() }
                do {
                    try await group.next()
                } catch is CancellationError {
                    // The service shuts down.
                } catch MQTTClientError.stopped {
                    // So does the connection.
                }
                group.cancelAll()
            }
        }
        await sayGoodbye()
    }
}

extension CameraAnnouncements {
    private func listen(_ filters: [TopicFilter]) async throws {
        let outcomes = try await client.subscribe(
            filters.map { MQTTSubscription($0, noLocal: true, retainHandling: .doNotSend) }
        )
        for (filter, outcome) in zip(filters, outcomes) {
            guard case .refused(let code) = outcome else { continue }
            let metadata: Logger.Metadata = ["filter": "\(filter)", "reason": "\(code)"]
            logger.warning("The broker refuses to pass on what is switched: permit this topic", metadata: metadata)
        }
        for await batch in client.messages {
            for message in batch.messages {
                let topic = message.topic.rawValue
                let payload = Array(buffer: message.payload)
                inbox.put(.message(topic: topic, payload: payload, isRetained: message.retain))
            }
            try await batch.acknowledge()
        }
    }

    /// Tells that we stop on purpose; without a connection there is nobody to tell, and nothing to wait for.
    private func sayGoodbye() async {
        let farewell = announcer.farewell
        await withTaskGroup(of: Void.self) { [client, logger] group in
            group.addTask {
                do {
                    try await client.publish(try farewell.publication)
                } catch {
                    logger.debug("The farewell was not sent", metadata: ["error": "\(error)"])
                }
            }
            group.addTask {
                // proof: a sleep throws only when the task is cancelled, which is what it waits for.
                try? await Task.sleep(for: .seconds(1))
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func announce() async throws {
        for await input in inbox.inputs {
            let before = announcer.state
            let messages = await messages(for: input)
            if announcer.state != before { save() }
            do {
                try await publish(messages)
            } catch let error where !(error is CancellationError) && error as? MQTTClientError != .stopped {
                // An announcement that cannot be sent must not end the watch over everybody.
                logger.warning("Announcements were not sent", metadata: ["error": "\(error)"])
            }
        }
    }

    private func publish(_ messages: [FrameAnalysis.Announcement]) async throws {
        guard !messages.isEmpty else { return }
        let publications = try messages.map { try $0.publication }
        for outcome in try await client.publish(contentsOf: publications) {
            guard case .failed(let error) = outcome else { continue }
            logger.debug("An announcement was not taken", metadata: ["error": "\(error)"])
        }
    }

    /// Switches the cameras as the profile says that became active.
    private func adopt(_ profile: ProfileID) async {
        guard announcer.state.switches.profile != profile else { return }
        do {
            try await carryOut(.profile(profile))
        } catch {
            let metadata: Logger.Metadata = ["profile": "\(profile)", "error": "\(error)"]
            logger.warning("The cameras are not switched as the profile says", metadata: metadata)
        }
    }

    private func messages(for input: AnnouncementInbox.Input) async -> [FrameAnalysis.Announcement] {
        let now = wallClock.now
        switch input {
        case .event(let event): return announcer.handle(event, at: now)
        case .messages(let messages): return messages
        case .profile(let profile):
            await adopt(profile)
            return []
        case .connected: return announcer.announceAll(at: now)
        case .tick:
            await passOnQuiet(at: now)
            return announcer.advance(to: now) + (await statistics(at: now))
        case .message(let topic, let payload, let isRetained):
            do {
                guard let request = try announcer.request(topic: topic, payload: payload, isRetained: isRetained)
                else { return [] }
                return try await answer(request, at: now)
            } catch {
                logger.warning("A request over MQTT was refused", metadata: ["topic": "\(topic)", "error": "\(error)"])
                return []
            }
        }
    }

    private func answer(_ request: AnnouncementRequest, at now: Instant) async throws -> [FrameAnalysis.Announcement] {
        switch request {
        case .announceAll: return announcer.announceAll(at: now)
        case .activity: return [announcer.activity(at: now)]
        case .command(let command):
            try await perform(command)
            return []
        }
    }

    /// Once a minute.
    private func statistics(at now: Instant) async -> [FrameAnalysis.Announcement] {
        if let figures, now - figures.at < .seconds(60) { return [] }
        let statuses = await cameras.status
        let document = CameraStatistics(
            statuses,
            since: figures?.statuses ?? [],
            elapsed: now - (figures?.at ?? startedAt),
            uptime: now - startedAt,
            version: StatusBoard.version
        )
        .document
        figures = (statuses, now)
        return announcer.handle(.statistics(document), at: now)
    }

    private func save() {
        do {
            try store.save(announcer.state)
        } catch {
            logger.warning("The cameras' switches could not be kept", metadata: ["error": "\(error)"])
        }
    }
}

extension FrameAnalysis.Announcement {
    /// The message for the broker.
    fileprivate var publication: MQTTPublication {
        get throws {
            var properties = MessageProperties()
            properties.contentType = contentType
            properties.messageExpiry = expiry
            return MQTTPublication(
                topic: try TopicName(topic),
                payload: ByteBuffer(bytes: payload),
                qos: QoS(rawValue: qos) ?? .atLeastOnce,
                retain: retain,
                properties: properties
            )
        }
    }

    /// The message that the broker publishes when we vanish.
    var will: MQTTWill {
        get throws {
            MQTTWill(
                topic: try TopicName(topic),
                payload: ByteBuffer(bytes: payload),
                qos: .atLeastOnce,
                retain: retain
            )
        }
    }
}
