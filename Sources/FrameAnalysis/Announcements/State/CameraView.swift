import MonitoringModel

/// All that is kept for one camera.
struct CameraView: Sendable {
    /// What it sees.
    var scene = CameraScene()
    /// Who is before it.
    var events = PersonEvents()
    /// The episode that goes on.
    var review: ChangeFeed<ReviewItem>?
    /// Its snapshots.
    var snapshots = SnapshotGate()

    /// When something about it changes by the passing of time alone.
    func nextDue(_ settings: AnnouncementSettings, at now: Instant) -> Instant? {
        let moved = scene.movedAt.map { [$0 + settings.activeFor, $0 + settings.motionOffDelay] } ?? []
        let others = [
            scene.people > 0 ? scene.seenAt.map { $0 + settings.personExpiry } : nil,
            events.nextDue(pause: settings.updatePause, at: now),
            review?.nextDue(pause: settings.updatePause, at: now),
            snapshots.nextDue(pause: settings.snapshotPause, at: now),
        ]
        return (moved.filter { $0 > now } + others.compactMap { $0 }).min()
    }
}
