/// How the writing of films is doing.
public struct ClipWriterStatus: Hashable, Codable, Sendable {
    /// Films that were written.
    public var written = 0
    /// Films that were given up because too many waited.
    public var dropped = 0
    /// Films that could not be written or kept.
    public var failed = 0
    /// Films that wait or are being written.
    public var waiting = 0
    /// Why the last film could not be written, in words; `nil` once one could.
    public var lastFailure: String?

    /// Creates the status of a writer that has done nothing.
    public init() {}
}
