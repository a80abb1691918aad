extension Statement: CustomStringConvertible {
    /// The statement in its plain form: reading it again gives the same statement.
    var description: String {
        var parts: [String] = []
        if !variables.isEmpty {
            parts.append("SET " + variables.map { "@\($0.name) = \($0.value)" }.joined(separator: ", "))
        }
        parts.append("SELECT \(selection)")
        if let filter { parts.append("FROM \(Literal.text(filter.description))") }
        if let condition { parts.append("WHERE \(condition)") }
        return (parts + stream.parts).joined(separator: " ")
    }
}

extension Selection: CustomStringConvertible {
    /// The selection in its plain form.
    var description: String {
        guard isValue, case .value(let expression, _)? = items.first else {
            return items.map(\.description).joined(separator: ", ")
        }
        // Brackets keep a sign or a star from being read as an operator behind an attribute called `value`.
        return expression == .everything ? "VALUE *" : "VALUE (\(expression))"
    }
}

extension SelectItem: CustomStringConvertible {
    /// The item in its plain form.
    var description: String {
        switch self {
        case .everything: "*"
        case .value(let expression, let name):
            expression.bracketedIfSigned + (expression.impliedName == name ? "" : " AS \(name)")
        }
    }
}

extension StreamClauses {
    /// The clauses in their plain form, in the order in which they are read.
    var parts: [String] {
        var parts: [String] = []
        func time(_ milliseconds: Int64) -> String { "'\(DurationText.text(milliseconds))'" }
        if !keys.isEmpty { parts.append("GROUP BY " + keys.map(\.description).joined(separator: ", ")) }
        switch window {
        case .tumbling(let length): parts.append("WINDOW TUMBLING \(time(length))")
        case .hopping(let length, let every): parts.append("WINDOW HOPPING \(time(length)) EVERY \(time(every))")
        case .sliding(let length): parts.append("WINDOW SLIDING \(time(length))")
        case .session(let gap, let maximum): parts.append("WINDOW SESSION \(time(gap)) MAXIMUM \(time(maximum))")
        case .count(let length, let every): parts.append("WINDOW COUNT \(length) EVERY \(every)")
        case nil: break
        }
        if let lateness { parts.append("LATENESS \(time(lateness))") }
        if let having { parts.append("HAVING \(having)") }
        if let until { parts.append("UNTIL \(until)") }
        if let holding { parts.append("FOR \(time(holding))") }
        if let absence { parts.append("ABSENT FOR \(time(absence))") }
        if let edge { parts.append("ON \(edge.rawValue)") }
        return parts
    }
}
