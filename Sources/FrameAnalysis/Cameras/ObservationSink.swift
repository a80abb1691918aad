/// Where observations go.
public protocol ObservationSink: Sendable {
    /// Keeps what a frame showed; returns when it is durable.
    ///
    /// - Throws: An error if it could not be kept.
    func record(_ frame: AnalyzedFrame) async throws
}
