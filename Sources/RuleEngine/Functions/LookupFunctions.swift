import MonitoringModel

/// The functions that ask other parts of the service.
///
/// The last argument, the role under which AWS asks, may be left out and is passed over.
enum LookupFunctions {
    /// Returns the answer; a question that cannot be answered gives Undefined and a note.
    static func evaluate(
        _ function: RuleFunction,
        _ arguments: [JSONValue?],
        _ evaluation: inout Evaluation
    ) -> JSONValue? {
        guard let question = question(function, arguments) else {
            evaluation.note("\(function.rawValue)(): an argument is Undefined or no text")
            return nil
        }
        do {
            return try evaluation.context.lookups.answer(question)
        } catch {
            evaluation.note("\(function.rawValue)(): \(error)")
            return nil
        }
    }

    private static func question(_ function: RuleFunction, _ arguments: [JSONValue?]) -> RuleLookup? {
        var values = arguments
        if values.count > 1, values.last??.stringValue?.hasPrefix("arn:aws:iam:") == true { values.removeLast() }
        guard let first = values.first??.stringValue else { return nil }
        switch function {
        case .getThingShadow: return shadow(first, values)
        case .getRegistryData: return values[1]?.stringValue.map { .registry(operation: first, thing: $0) }
        case .getSecret: return secret(first, values)
        case .getDynamoDB: return table(first, values)
        default: return values[1].map { .function(name: first, input: $0) }
        }
    }

    private static func shadow(_ thing: String, _ values: [JSONValue?]) -> RuleLookup? {
        guard values.count > 1 else { return .thingShadow(thing: thing, name: nil) }
        return values[1]?.stringValue.map { .thingShadow(thing: thing, name: $0) }
    }

    private static func secret(_ id: String, _ values: [JSONValue?]) -> RuleLookup? {
        guard values.count > 1, let type = values[1]?.stringValue else { return nil }
        return .secret(id: id, type: type, key: values.count > 2 ? values[2]?.stringValue : nil)
    }

    private static func table(_ name: String, _ values: [JSONValue?]) -> RuleLookup? {
        func key(_ place: Int) -> RuleLookup.Key? {
            guard place + 1 < values.count, let column = values[place]?.stringValue, let value = values[place + 1]
            else {
                return nil
            }
            return RuleLookup.Key(name: column, value: value)
        }
        guard let hash = key(1) else { return nil }
        return .table(name: name, key: hash, sortKey: key(3))
    }
}
