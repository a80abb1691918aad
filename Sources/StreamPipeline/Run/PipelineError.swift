/// Why events were not taken.
public enum PipelineError: Error, CustomStringConvertible {
    /// Too many events wait already.
    case overloaded(limit: Int)
    /// The pipeline has been stopped.
    case stopped
    /// The store cannot be written; nothing of the events was kept.
    case storeUnavailable(String)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .overloaded(let limit): "More than \(limit) events wait to be stored: try again in a moment."
        case .stopped: "The service is stopping: try again when it has started again."
        case .storeUnavailable(let reason): "Nothing was stored. \(reason)"
        }
    }
}
