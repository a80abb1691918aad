/// What is wrong with a technician, a request or a range of times.
public enum FieldServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A technician's document breaks a rule.
    case invalidTechnician(id: String, field: String, problem: String)
    /// A request for a visit breaks a rule.
    case invalidRequest(field: String, problem: String)

    /// What happened, in which input, and what to do.
    public var description: String {
        switch self {
        case .invalidTechnician(let id, let field, let problem): "technician '\(id)', \(field): \(problem)"
        case .invalidRequest(let field, let problem): "visit request, \(field): \(problem)"
        }
    }
}
