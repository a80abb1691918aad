import MonitoringModel

extension RuleFunction {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    func evaluate(_ arguments: [JSONValue?], _ message: Telemetry, _ now: Instant) -> JSONValue? {
        switch self {
        case .isUndefined: return .bool(arguments.first.flatMap(\.self) == nil)
        case .isNull: return arguments.first.flatMap(\.self).map { .bool($0.isNull) }
        case .timestamp: return .integer(now.millisecondsSinceEpoch)
        case .topic: return topic(arguments, message.topic)
        case .concat: return concatenated(arguments)
        case .abs, .round, .floor, .ceil: return number(arguments)
        case .upper, .lower, .length: return text(arguments)
        }
    }

    private func number(_ arguments: [JSONValue?]) -> JSONValue? {
        guard let argument = arguments.first.flatMap(\.self), let number = Numeric(argument) else { return nil }
        if case .integer(let whole) = number {
            guard self == .abs, whole < 0 else { return number.value }
            return whole == .min ? .number(-Double(whole)) : .integer(-whole)
        }
        let result: Double =
            switch self {
            case .abs: number.double.magnitude
            case .round: number.double.rounded(.toNearestOrAwayFromZero)
            case .floor: number.double.rounded(.down)
            default: number.double.rounded(.up)
            }
        return self == .abs ? .number(result) : Numeric(wholeIfPossible: result)?.value
    }

    /// Numbers and Booleans are taken as they are written; null, arrays and objects are no texts.
    private func text(_ arguments: [JSONValue?]) -> JSONValue? {
        guard let argument = arguments.first.flatMap(\.self) else { return nil }
        switch argument {
        case .null, .array, .object: return nil
        case .bool, .integer, .number, .string: break
        }
        let text = Text.of(argument)
        return switch self {
        case .upper: .string(text.uppercased())
        case .lower: .string(text.lowercased())
        default: .integer(Int64(text.count))
        }
    }

    private func topic(_ arguments: [JSONValue?], _ topic: String) -> JSONValue? {
        guard let argument = arguments.first else { return .string(topic) }
        guard let value = argument, case .integer(let level)? = Numeric(value).flatMap(Self.whole), level >= 1 else {
            return nil
        }
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return level <= levels.count ? .string(String(levels[Int(level) - 1])) : nil
    }

    private static func whole(_ number: Numeric) -> Numeric? {
        Numeric(wholeIfPossible: number.double)
    }

    /// One value stays as it is; an array among the values makes one array of all; otherwise a text.
    private func concatenated(_ arguments: [JSONValue?]) -> JSONValue? {
        let values = arguments.compactMap(\.self)
        guard values.count == arguments.count, let first = values.first else { return nil }
        guard values.count > 1 else { return first }
        guard values.contains(where: \.isArray) else { return Text.joined(values).map(JSONValue.string) }
        var elements: [JSONValue] = []
        for value in values {
            if case .array(let more) = value { elements += more } else { elements.append(value) }
            guard elements.count <= RuleLimits.textBytes else { return nil }
        }
        return .array(elements)
    }
}

extension JSONValue {
    fileprivate var isNull: Bool {
        guard case .null = self else { return false }
        return true
    }

    fileprivate var isArray: Bool {
        guard case .array = self else { return false }
        return true
    }
}
