/// How the connection to a camera that is pulled is doing.
public enum SourceState: Hashable, Codable, Sendable {
    /// The connection is being made.
    case connecting
    /// Pictures come.
    case streaming
    /// No pictures come; it is tried again. The reason says what, where and what to do.
    case failed(reason: String)
    /// A file or folder that is not repeated has come to its end.
    case ended
}
