import MonitoringModel

/// An answer of the API, read by names and positions.
struct JSON: Sendable, CustomStringConvertible {
    let value: JSONValue

    init(_ bytes: [UInt8]) throws {
        value = try JSONParser.parse(bytes)
    }

    private init(_ value: JSONValue) {
        self.value = value
    }

    subscript(name: String) -> JSON { JSON(value[name] ?? .null) }

    var array: [JSON] {
        guard case .array(let elements) = value else { return [] }
        return elements.map(JSON.init)
    }

    var string: String? { value.stringValue }

    var int: Int? { value.doubleValue.map { Int($0) } }

    var description: String { value.description }
}
