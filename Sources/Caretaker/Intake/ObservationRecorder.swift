import FrameAnalysis
import MonitoringModel
import StreamPipeline

/// Keeps what cameras saw: first the pictures, then the events that mention them.
struct ObservationRecorder: ObservationSink {
    let evidence: EvidenceFolder
    let pipeline: StreamPipeline
    /// Told of what was stored.
    let announcements: AnnouncementInbox
    let sights: CameraSights

    func record(_ frame: AnalyzedFrame) async throws {
        var missing: Set<EvidenceID> = []
        for item in frame.evidence {
            do {
                try evidence.store(item)
            } catch {
                // A fall without its picture is worth more than no fall: the disk may be full.
                missing.insert(item.id)
            }
        }
        let events = frame.observations.map { observation in
            var observation = observation
            observation.evidence.removeAll { missing.contains($0) }
            return InputEvent(.observation(observation))
        }
        _ = try await pipeline.submit(events)
        announcements.note(frame)
        sights.note(frame)
    }
}
