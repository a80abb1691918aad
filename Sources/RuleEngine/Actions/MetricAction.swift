import MonitoringModel

/// A value of a metric.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct MetricAction: Hashable, Codable, Sendable {
    /// The namespace.
    public var namespace: String
    /// The metric.
    public var name: String
    /// The value, a number.
    public var value: String
    /// The unit, such as `Celsius` or `Count`.
    public var unit: String
    /// When it was measured, in milliseconds or seconds since 1970; by default when the message was.
    public var timestamp: String?
    /// What the value belongs to, by name.
    public var dimensions: [String: String]

    /// The value as a number; `nil` until expressions have been put in, or if it is none.
    public var number: Double? { Numeric(.string(value))?.double }

    /// Creates an action.
    public init(
        namespace: String = "caretaker",
        name: String,
        value: String,
        unit: String = "None",
        timestamp: String? = nil,
        dimensions: [String: String] = [:]
    ) {
        self.namespace = namespace
        self.name = name
        self.value = value
        self.unit = unit
        self.timestamp = timestamp
        self.dimensions = dimensions
    }

    private enum Field: String, CaseIterable {
        case namespace, name, value, unit, timestamp, dimensions
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        namespace = try fields.optional(.namespace) ?? "caretaker"
        name = try fields.required(.name)
        value = try fields.required(.value)
        unit = try fields.optional(.unit) ?? "None"
        timestamp = try fields.optional(.timestamp)
        dimensions = try fields.optional(.dimensions) ?? [:]
    }
}

extension MetricAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("namespace", &namespace)
        try change("name", &name)
        try change("value", &value)
        try change("unit", &unit)
        try Self.rewrite("timestamp", &timestamp, change)
        try Self.rewrite("dimensions", &dimensions, change)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if dimensions.count > 10 { return ActionFault("dimensions", "at most 10 dimensions") }
        if isResolved, number == nil { return ActionFault("value", "a number") }
        return names(("namespace", namespace), ("name", name))
    }
}
