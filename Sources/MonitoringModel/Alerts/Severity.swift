/// How much a condition matters, from least to most.
public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
    /// Worth knowing; nobody need act.
    case information
    /// Somebody should look when convenient.
    case warning
    /// Somebody should act today.
    case major
    /// Somebody must act now.
    case critical

    /// Returns whether the first severity matters less than the second.
    public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .information: 0
        case .warning: 1
        case .major: 2
        case .critical: 3
        }
    }
}
