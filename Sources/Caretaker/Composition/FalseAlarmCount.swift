import Alerting
import MonitoringModel
import StreamPipeline
import Synchronization

/// Counts, for each camera, the alerts that somebody has called false since the start.
final class FalseAlarmCount: CommitObserver {
    /// The greatest number of cameras that are counted apart.
    static let maximumCameras = 1_000

    private let counts = Mutex<[CameraID: Int]>([:])

    /// The counts.
    var byCamera: [CameraID: Int] { counts.withLock { $0 } }

    /// Takes note of a batch.
    func committed(_ batch: CommittedBatch) {
        for change in batch.changes where change.entry.event == .resolved && change.alert.isFalseAlarm == true {
            guard let camera = change.alert.subject.camera else { continue }
            counts.withLock { counts in
                guard counts[camera] != nil || counts.count < Self.maximumCameras else { return }
                counts[camera, default: 0] += 1
            }
        }
    }
}
