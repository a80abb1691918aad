public import Alerting
public import MonitoringModel

/// A stored picture, clip or trace.
public struct EvidencePicture: Hashable, Sendable {
    /// The file's bytes.
    public var bytes: [UInt8]
    /// What the bytes are: `image/jpeg`, `image/png`, `image/webp`, `video/mp4`, `video/webm` or, for the joints of
    /// the people in a clip, `application/json`; nothing else is shown.
    public var contentType: String

    /// Creates a picture.
    public init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
    }
}

/// Where pictures are read from.
public protocol EvidenceSource: Sendable {
    /// Returns a picture, or `nil` if there is none of that name any more.
    ///
    /// - Throws: The source's error if it cannot be read.
    func evidence(_ id: EvidenceID) async throws -> EvidencePicture?
}

/// Who speaks.
public protocol SpeechSource: Sendable {
    /// Returns what is said about an alert as a WAV file, or `nil` if nothing can be said.
    ///
    /// - Throws: The source's error if speaking failed.
    func speech(for alert: Alert) async throws -> [UInt8]?
}
