import Alerting
import FrameAnalysis
import MonitoringModel
import NotificationChannels
import Persistence
import RuleEngine
import StreamPipeline

/// Keeps a camera's newest picture as evidence, and a row about it in the table `snapshots`.
///
/// Privacy masks are burnt into it as into every picture; it goes as other pictures do when its time is over.
struct SnapshotActionChannel: NotificationChannel {
    /// The table that tells which pictures were kept.
    static let table = "snapshots"

    let name = "rule-snapshot"
    let cameras: CameraService
    let evidence: EvidenceFolder
    let store: SQLiteStore
    let wallClock: any WallClock

    func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        do {
            let order = try ActionOrder(entry)
            guard case .snapshot(let action) = order.action else {
                return .abandoned(reason: "'\(order.action.name)' is no picture")
            }
            guard let camera = CameraID(action.camera), let picture = await cameras.still(of: camera, annotated: false)
            else {
                return .abandoned(reason: "the camera '\(action.camera.prefix(80))' has no picture just now")
            }
            let now = wallClock.now
            guard let id = EvidenceName(requestedOf: camera, at: now).id else {
                return .abandoned(reason: "the camera's name is too long for a file's")
            }
            let item = EvidenceItem(id: id, kind: .snapshot, bytes: picture)
            try evidence.store(item)
            let row = TableRow(
                table: Self.table,
                hashKey: camera.rawValue,
                rangeKey: entry.key,
                columns: JSONValue(object: [
                    "camera": .string(camera.rawValue),
                    "evidence": .string(item.id.rawValue),
                    "picture": .string("/api/v1/evidence/\(item.id)"),
                    "note": .string(action.note),
                    "rule": .string(order.rule.rawValue),
                    "at": .string(now.description),
                ]),
                observedAt: now
            )
            let refusal = try await store.perform { try $0.write(row, .replace, at: now) }
            return refusal.map { .abandoned(reason: $0) } ?? .delivered(receipt: "\(item.id)")
        } catch let error as StoreFailure where error.isTransient {
            return .transient(reason: "\(error)")
        } catch {
            return .abandoned(reason: String("\(error)".prefix(200)))
        }
    }
}
