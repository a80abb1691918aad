public import MonitoringModel

/// What the analysis of one frame led to.
public struct AnalyzedFrame: Sendable {
    /// What was seen.
    public var observations: [Observation] = []
    /// The files that the observations mention, apart from those that are finished later.
    public var evidence: [EvidenceItem] = []
    /// The frames of earlier events, complete now; films are made of them by ``ClipWriter``.
    public var clips: [RecordedClip] = []
    /// Who was seen in it; empty where the pose network did not run.
    public var people: [SeenPerson] = []
    /// Whether the pose network ran.
    public var usedNetwork = false
}
