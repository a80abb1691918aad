/// A name and value pair that travels with an MQTT 5.0 packet; names may repeat.
public struct UserProperty: Sendable, Hashable {
    /// The name, at most 65,535 bytes.
    public var name: String
    /// The value, at most 65,535 bytes.
    public var value: String

    /// Makes a pair.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
