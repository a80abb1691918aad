import Alerting
import FrameAnalysis
import MonitoringModel
import StreamPipeline
import Synchronization

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
        /// What is to be sent is known already.
        case messages([FrameAnalysis.Announcement])
        /// A profile became active.
        case profile(ProfileID)
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
    private let drops = Mutex(0)

    /// Creates an inbox in which what was stored waits.
    ///
    /// - Parameters:
    ///   - openAlerts: The alerts that were stored as open.
    ///   - profile: The profile that was stored as active.
    ///   - showsPeople: Whether snapshots show people as they are.
    init(openAlerts: [Alert], profile: ProfileID?, showsPeople: Bool) {
        snapshots = showsPeople ? .snapshot : .skeleton
        (inputs, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.maximumWaiting))
        openAlerts.forEach(note)
        if let profile { put(.profile(profile)) }
    }

    /// What gave way since the start.
    var dropped: Int { drops.withLock { $0 } }

    /// Puts something in.
    func put(_ input: Input) {
        if case .dropped = continuation.yield(input) { drops.withLock { $0 += 1 } }
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
        if let profile = batch.profile { put(.profile(profile)) }
    }

    private func note(_ alert: Alert) {
        guard let camera = alert.subject.camera else { return }
        let isOpen = alert.state != .resolved
        put(.event(.alert(AnnouncedAlert(id: alert.id, camera: camera, kind: alert.kind, isOpen: isOpen))))
    }
}
