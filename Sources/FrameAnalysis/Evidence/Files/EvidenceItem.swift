public import MonitoringModel

/// A file that shows what was observed.
public struct EvidenceItem: Hashable, Sendable {
    /// The most bytes of a file.
    public static let maximumBytes = 16 << 20

    /// The name under which observations mention it.
    public var id: EvidenceID
    /// What it shows.
    public var kind: EvidenceKind
    /// The file.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(id: EvidenceID, kind: EvidenceKind, bytes: [UInt8]) {
        self.id = id
        self.kind = kind
        self.bytes = bytes
    }
}

/// Where evidence goes that is finished after its observation was told.
public protocol EvidenceSink: Sendable {
    /// Keeps a file that an observation has promised; returns when it is durable.
    ///
    /// - Throws: An error if it could not be kept.
    func store(_ item: EvidenceItem) async throws

    /// Notes that a file that an observation has promised will never come.
    func abandon(_ id: EvidenceID, because reason: String) async
}
