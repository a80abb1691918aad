import Alerting
import FrameAnalysis
import MonitoringModel
import StreamPipeline

/// What waits to be announced over MQTT; the oldest gives way when too much does.
///
/// What is announced is no record, so nobody waits for it.
final class AnnouncementInbox: CommitObserver {
    /// The most that waits.
    static let maximumWaiting = 2_000

    /// Something that leads to announcements.
    enum Input: Sendable {
        /// Something happened.
        case event(AnnouncerEvent)
        /// Somebody asks for something.
        case message(topic: String, payload: [UInt8], isRetained: Bool)
        /// The broker is there, again.
        case connected
        /// A second has passed.
        case tick
    }

    /// What waits, in order.
    let inputs: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation

    private let snapshots: EvidenceKind

    /// Creates an inbox in which nothing waits but the alerts that are open.
    ///
    /// - Parameters:
    ///   - openAlerts: The alerts that were stored as open.
    ///   - showsPeople: Whether snapshots show people as they are.
    init(openAlerts: [Alert], showsPeople: Bool) {
        snapshots = showsPeople ? .snapshot : .skeleton
        (inputs, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.maximumWaiting))
        openAlerts.forEach(note)
    }

    /// Puts something in.
    func put(_ input: Input) {
        continuation.yield(input)
    }

    /// Takes note of what a frame showed, once that is stored.
    func note(_ frame: AnalyzedFrame) {
        for observation in frame.observations { put(.event(.observation(observation))) }
        guard let camera = frame.observations.first?.camera else { return }
        for item in frame.evidence where item.kind == snapshots {
            put(.event(.snapshot(camera, jpeg: item.bytes)))
        }
    }

    /// Takes note of the alerts of a batch.
    func committed(_ batch: CommittedBatch) {
        for change in batch.changes { note(change.alert) }
    }

    private func note(_ alert: Alert) {
        guard let camera = alert.subject.camera else { return }
        let isOpen = alert.state != .resolved
        put(.event(.alert(AnnouncedAlert(id: alert.id, camera: camera, kind: alert.kind, isOpen: isOpen))))
    }
}
