public import MonitoringModel

/// What the analysis of one frame led to.
public struct AnalyzedFrame: Sendable {
    /// A picture that shows what was observed.
    public struct EvidenceImage: Hashable, Sendable {
        /// The name under which observations mention it.
        public var id: EvidenceID
        /// The picture.
        public var jpeg: [UInt8]

        /// Creates a picture.
        public init(id: EvidenceID, jpeg: [UInt8]) {
            self.id = id
            self.jpeg = jpeg
        }
    }

    /// What was seen.
    public var observations: [Observation] = []
    /// The pictures that the observations mention.
    public var evidence: [EvidenceImage] = []
    /// Whether the pose network ran.
    public var usedNetwork = false
}
