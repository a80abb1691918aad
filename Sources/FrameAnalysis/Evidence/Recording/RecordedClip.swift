public import MonitoringModel

/// The frames of an event from before to after, to be written as a film.
public struct RecordedClip: Sendable {
    /// The name of the film.
    public let id: EvidenceID
    /// The name of the trace of joints over the same span.
    public let trace: EvidenceID
    /// The camera.
    public let camera: CameraID
    /// The frames, oldest first.
    let frames: [StoredFrame]
}
