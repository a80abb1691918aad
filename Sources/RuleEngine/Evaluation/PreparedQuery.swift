import MonitoringModel

/// A nested query, prepared for many evaluations.
struct PreparedQuery: Sendable {
    private let projection: Projection
    private let condition: Program?

    /// Prepares a query.
    init(_ query: Query, variables: [String]) {
        projection = Projection(query.selection, variables: variables)
        condition = query.condition.map { Program($0, variables: variables) }
    }

    /// Returns what is selected of each element for which the condition holds.
    ///
    /// An object counts as an array of one element; anything else gives Undefined, and so does an array
    /// of more than ``RuleLimits/arrayElements``.
    func result(of source: JSONValue, _ evaluation: inout Evaluation) -> JSONValue? {
        let elements: [JSONValue]
        switch source {
        case .array(let array): elements = array
        case .object: elements = [source]
        default: return nil
        }
        guard elements.count <= RuleLimits.arrayElements else {
            evaluation.note("a query over \(elements.count) elements; at most \(RuleLimits.arrayElements)")
            return nil
        }
        let outer = (evaluation.document, evaluation.isWithinQuery)
        defer { (evaluation.document, evaluation.isWithinQuery) = outer }
        evaluation.isWithinQuery = true
        var selected: [JSONValue] = []
        for element in elements {
            evaluation.document = element
            if let condition, condition.truth(&evaluation) != true { continue }
            guard let value = projection.value(&evaluation) else { continue }
            selected.append(value)
        }
        return .array(selected)
    }
}
