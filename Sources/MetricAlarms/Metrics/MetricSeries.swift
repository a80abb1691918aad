import MonitoringModel

/// What makes values one series: namespace, name, dimensions and unit.
public struct MetricSeries: Hashable, Sendable {
    /// A name and value that tell series of one metric apart, such as `room` and `hall`.
    public struct Dimension: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String
    }

    /// The namespace, such as `Greenhouse`; 1 to 255 bytes.
    public let namespace: String
    /// The metric's name, such as `lux`; 1 to 255 bytes.
    public let name: String
    /// The dimensions, sorted by name; at most 30.
    public let dimensions: [Dimension]
    /// The unit; an alarm without one takes values of every unit.
    public let unit: String?

    /// Creates a series.
    ///
    /// - Throws: ``MetricAlarmError`` if a name is empty or too long, or there are too many dimensions.
    public init(
        namespace: String,
        name: String,
        dimensions: [String: String] = [:],
        unit: String? = nil
    ) throws(MetricAlarmError) {
        try Self.check("namespace", namespace)
        try Self.check("name", name)
        guard dimensions.count <= MetricAlarmLimits.dimensions else {
            throw MetricAlarmError(
                path: "dimensions",
                found: "\(dimensions.count) dimensions",
                expected: "at most \(MetricAlarmLimits.dimensions)"
            )
        }
        for (name, value) in dimensions {
            try Self.check("dimensions", name)
            try Self.check("dimensions.\(name)", value)
        }
        if let unit { try Self.check("unit", unit, bytes: MetricAlarmLimits.unitBytes) }
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions.sorted { $0.key < $1.key }.map { Dimension(name: $0.key, value: $0.value) }
        self.unit = unit
    }

    private init(_ series: MetricSeries, unit: String?) {
        namespace = series.namespace
        name = series.name
        dimensions = series.dimensions
        self.unit = unit
    }

    /// The same series without a unit.
    var withoutUnit: MetricSeries { MetricSeries(self, unit: nil) }

    private static func check(
        _ path: String,
        _ text: String,
        bytes limit: Int = MetricAlarmLimits.nameBytes
    ) throws(MetricAlarmError) {
        guard (1...limit).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw MetricAlarmError(
                path: path,
                found: text.isEmpty ? "nothing" : "'\(text.prefix(40))'",
                expected: "1 to \(limit) bytes without control characters"
            )
        }
    }
}

extension MetricSeries: CustomStringConvertible {
    /// The series for a person, such as `Greenhouse/lux{room=hall}`.
    public var description: String {
        let parts = dimensions.map { "\($0.name)=\($0.value)" } + (unit.map { ["unit=\($0)"] } ?? [])
        return "\(namespace)/\(name)" + (parts.isEmpty ? "" : "{\(parts.joined(separator: ","))}")
    }
}

extension MetricSeries: Codable {
    private enum Field: String, CaseIterable {
        case namespace, name, dimensions, unit
    }

    /// Decodes a series.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown, of the wrong type or out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        let namespace: String = try fields.required(.namespace)
        let name: String = try fields.required(.name)
        let dimensions: [String: String] = try fields.optional(.dimensions) ?? [:]
        let unit: String? = try fields.optional(.unit)
        do {
            try self.init(namespace: namespace, name: name, dimensions: dimensions, unit: unit)
        } catch {
            throw fields.failure(error)
        }
    }

    /// Encodes the series.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(namespace, .namespace)
        try fields.write(name, .name)
        if !dimensions.isEmpty {
            let pairs = dimensions.map { ($0.name, $0.value) }
            try fields.write(Dictionary(pairs) { first, _ in first }, .dimensions)
        }
        try fields.write(unit, .unit)
    }
}
