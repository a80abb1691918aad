/// How the private broker is doing.
public enum BrokerStatus: Hashable, Sendable, CustomStringConvertible {
    /// It has been started, or is about to be, and does not answer yet.
    case starting
    /// It answers.
    case running(pid: Int32, port: Int)
    /// It ended or did not answer, and is started again after a pause.
    case restarting(reason: String, attempt: Int)
    /// It has been stopped, or has not been started.
    case stopped

    /// The state in words.
    public var description: String {
        switch self {
        case .starting: "starting"
        case .running(let pid, let port): "running as process \(pid) on port \(port)"
        case .restarting(let reason, let attempt): "restarting (attempt \(attempt)): \(reason)"
        case .stopped: "stopped"
        }
    }
}
