import MonitoringModel

/// The functions that tell of a message and its sender.
enum MessageFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    static func evaluate(
        _ function: RuleFunction,
        _ arguments: [JSONValue?],
        _ evaluation: Evaluation
    ) -> JSONValue? {
        let context = evaluation.context
        return switch function {
        case .timestamp: .integer(evaluation.now.millisecondsSinceEpoch)
        case .topic: topic(arguments, evaluation.topic)
        case .accountid: .string(context.accountID)
        case .clientid: .string(context.clientID ?? "n/a")
        case .principal: context.principal.map(JSONValue.string)
        case .sourceip: context.sourceAddress.map(JSONValue.string)
        case .traceid: context.traceID.map(JSONValue.string)
        case .sqlVersion: .string(evaluation.version.rawValue)
        case .getMQTTProperty: property(arguments[0]?.stringValue, context.properties)
        default: userProperties(arguments, context.properties)
        }
    }

    private static func topic(_ arguments: [JSONValue?], _ topic: String) -> JSONValue? {
        guard let argument = arguments.first else { return .string(topic) }
        guard let value = argument, let number = Numeric(value), let level = Int64(exactly: number.double), level >= 1
        else { return nil }
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return level <= levels.count ? .string(String(levels[Int(level) - 1])) : nil
    }

    private static func property(_ name: String?, _ properties: MessageProperties) -> JSONValue? {
        switch name {
        case "format_indicator": .string(properties.isText == true ? "UTF8_DATA" : "UNSPECIFIED_BYTES")
        case "content_type": properties.contentType.map(JSONValue.string)
        case "response_topic": properties.responseTopic.map(JSONValue.string)
        case "correlation_data": properties.correlationData.map { .string(Base64.encode($0)) }
        default: nil
        }
    }

    /// The values of one name as an array, or all as an array of objects.
    private static func userProperties(_ arguments: [JSONValue?], _ properties: MessageProperties) -> JSONValue? {
        guard let argument = arguments.first else {
            guard !properties.user.isEmpty else { return nil }
            return .array(
                properties.user.map { .object([JSONValue.Member(name: $0.name, value: .string($0.value))]) }
            )
        }
        guard let name = argument?.stringValue else { return nil }
        let values = properties.user.filter { $0.name == name }
        return values.isEmpty ? nil : .array(values.map { .string($0.value) })
    }
}
