import ConsoleAPI
import FrameAnalysis
import MQTTClient
import ManagedBroker
import MonitoringModel
import NotificationChannels
import Persistence
import SpeechOutput
import StreamPipeline

/// Collects how every part is doing, for the API, the console and metrics.
struct StatusBoard: StatusSource {
    /// The program's version.
    static let version = "0.1.0"

    let startedAt: Instant
    let readiness: Readiness
    let link: BrokerLink
    let telemetryClient: MQTTClient
    let pipeline: StreamPipeline
    let cameras: CameraService
    let deliveries: OutboxDelivery
    let problems: IntakeProblems
    let store: SQLiteStore
    let speech: SpeechLibrary
    let falseAlarms: FalseAlarmCount
    let announcements: AnnouncementInbox

    func status() async -> ServiceStatus {
        var status = ServiceStatus(version: Self.version, startedAt: startedAt, ready: readiness.isReady)
        let pipelineStatus = await pipeline.status
        status.broker = await broker()
        status.pipeline = Self.pipeline(pipelineStatus)
        status.channels = await deliveries.status().map(Self.channel)
        let cameraStatuses = await cameras.status
        let rejected = falseAlarms.byCamera
        status.cameras = cameraStatuses.map { Self.camera($0, falseAlarms: rejected[$0.camera] ?? 0) }
        status.components = [
            Self.component(store: pipelineStatus), Self.component(vision: cameraStatuses), component(speech: speech),
        ]
        await count(into: &status, pipelineStatus, cameraStatuses)
        return status
    }

    private func broker() async -> ServiceStatus.Broker {
        let state = await telemetryClient.state
        let isConnected = if case .connected = state { true } else { false }
        let detail = state.map { "\($0)" } ?? "not started"
        let child = link.managed.map { "; private broker \($0.status)" } ?? ""
        return ServiceStatus.Broker(
            state: isConnected ? .ok : .failed,
            address: link.address,
            message: detail + child
        )
    }

    private static func pipeline(_ status: PipelineStatus) -> ServiceStatus.Pipeline {
        var pipeline = ServiceStatus.Pipeline()
        pipeline.stored = status.stored.values.reduce(0, +)
        pipeline.transactions = status.transactions
        pipeline.repetitions = status.repetitions
        pipeline.refused = status.refused
        pipeline.waiting = status.waiting
        pipeline.deadlines = status.deadlines
        return pipeline
    }

    private static func channel(_ status: ChannelStatus) -> ServiceStatus.Channel {
        let problem = status.storeError ?? (status.waiting > 0 ? status.lastError : nil)
        return ServiceStatus.Channel(
            name: status.channel,
            state: problem == nil ? .ok : .degraded,
            message: problem.map { "\($0); \(status.waiting) waiting" } ?? "",
            delivered: status.delivered,
            failed: status.failed
        )
    }

    private static func camera(_ status: CameraStatus, falseAlarms: Int) -> ServiceStatus.Camera {
        var camera = ServiceStatus.Camera(
            id: status.camera,
            state: status.isOffline ? .failed : status.problem == nil ? .ok : .degraded,
            message: status.problem ?? "",
            framesPerSecond: status.framesPerSecond,
            lastFrameAt: status.lastFrameAt
        )
        camera.watchedSeconds = status.watchedSeconds
        camera.falseAlarms = falseAlarms
        return camera
    }

    private static func component(store status: PipelineStatus) -> ServiceStatus.Component {
        ServiceStatus.Component(
            name: "store",
            state: status.storeFailure == nil ? .ok : .failed,
            message: status.storeFailure ?? "",
            since: status.storeFailedAt
        )
    }

    private static func component(vision cameras: [CameraStatus]) -> ServiceStatus.Component {
        let failure = cameras.compactMap(\.modelFailure).first
        return ServiceStatus.Component(
            name: "pose model",
            state: failure == nil ? .ok : .degraded,
            message: failure ?? ""
        )
    }

    private func component(speech: SpeechLibrary) -> ServiceStatus.Component {
        switch speech.cache {
        case .success: ServiceStatus.Component(name: "speech", state: .ok)
        case .failure(let error): ServiceStatus.Component(name: "speech", state: .degraded, message: "\(error)")
        }
    }

    private func count(
        into status: inout ServiceStatus,
        _ pipeline: PipelineStatus,
        _ cameras: [CameraStatus]
    ) async {
        for (kind, count) in pipeline.stored { status.counters["stored_\(kind)_total"] = count }
        for (reason, count) in problems.totals { status.counters["intake_problem_\(reason)_total"] = count }
        status.counters["intake_refused_total"] = problems.refused
        status.counters["announcements_dropped_total"] = announcements.dropped
        for camera in cameras {
            status.counters["frames_total", default: 0] += camera.frames
            status.counters["frames_dropped_total", default: 0] += camera.dropped
            status.counters["network_runs_total", default: 0] += camera.networkRuns
            for (reason, count) in camera.bad {
                status.counters["frames_bad_\(reason)_total", default: 0] += count
            }
        }
        do {
            let counts = try await store.counts()
            status.counters["journal_entries"] = counts.journal
            status.counters["outbox_waiting"] = counts.outbox
            status.counters["outbox_abandoned"] = counts.abandoned
        } catch {
            let message = "The numbers of stored records cannot be read: \(error)"
            status.components.append(.init(name: "store counts", state: .degraded, message: message))
        }
    }
}
