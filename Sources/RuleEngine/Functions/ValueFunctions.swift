import MonitoringModel

/// The functions of values of any sort.
enum ValueFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?], _ version: SQLVersion) -> JSONValue? {
        switch function {
        case .get: return element(arguments[0], arguments[1])
        case .getOrDefault:
            guard let value = arguments[0], !value.isNull else { return arguments[1] }
            return value
        case .nanvl: return arguments[0].flatMap(Numeric.init) == nil ? arguments[1] : arguments[0]
        case .concat: return concatenated(arguments, version)
        default: return enriched(arguments)
        }
    }

    /// An element of an array or a character of a text, counted from 0, or a member of an object.
    private static func element(_ owner: JSONValue?, _ key: JSONValue?) -> JSONValue? {
        guard let owner, let key else { return nil }
        switch owner {
        case .object:
            guard let name = Text.argument(key) else { return nil }
            return AttributePath(name).value(in: owner)
        case .array(let elements):
            guard let place = place(key), place < elements.count else { return nil }
            return elements[place]
        case .string(let text):
            guard let place = place(key), place < text.utf8.count else { return nil }
            return text.dropFirst(place).first.map { .string(String($0)) }
        default: return nil
        }
    }

    private static func place(_ key: JSONValue) -> Int? {
        guard let number = Numeric(key)?.flooredInteger, number >= 0 else { return nil }
        return Int(exactly: number)
    }

    /// One value stays as it is; an array among the values makes one array of all; otherwise a text.
    private static func concatenated(_ arguments: [JSONValue?], _ version: SQLVersion) -> JSONValue? {
        let values = arguments.compactMap(\.self)
        guard values.count == arguments.count, let first = values.first else { return nil }
        guard values.count > 1 else { return first }
        guard values.contains(where: \.isArray) else { return Text.joined(values, version).map(JSONValue.string) }
        var elements: [JSONValue] = []
        for value in values {
            if case .array(let more) = value { elements += more } else { elements.append(value) }
            guard elements.count <= RuleLimits.arrayElements else { return nil }
        }
        return .array(elements)
    }

    /// Adds the members of an object to every object of an array; the element's own members stay.
    private static func enriched(_ arguments: [JSONValue?]) -> JSONValue? {
        guard arguments[0]?.stringValue == "enrichArray", case .object(let attributes)? = arguments[1],
            case .array(let elements)? = arguments[2], elements.count <= RuleLimits.arrayElements,
            attributes.count <= RuleLimits.selectItems
        else { return nil }
        let added = JSONValue.object(attributes).serialized.count
        var size = 0
        var result: [JSONValue] = []
        for element in elements {
            guard case .object(let members) = element else { return nil }
            size += element.serialized.count + added
            guard size <= RuleLimits.transformBytes else { return nil }
            let names = Set(members.map(\.name))
            result.append(.object(members + attributes.filter { !names.contains($0.name) }))
        }
        return .array(result)
    }
}
