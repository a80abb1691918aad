import MonitoringModel

/// One entity that Home Assistant is to make.
struct DiscoveryEntity: Sendable {
    /// The kinds of entities that are used.
    enum Component: String, Sendable, CaseIterable {
        case binarySensor = "binary_sensor"
        case sensor
        case image
        case `switch`
        case select
    }

    /// What kind of entity it is.
    var component: Component
    /// What it is, within its device, such as `fall`.
    var object: String
    /// What a person calls it, within its device.
    var name: String
    /// The members of its configuration that only it has.
    var members: [JSONValue.Member]

    /// Creates the description of an entity.
    init(_ component: Component, _ object: String, _ name: String, _ members: KeyValuePairs<String, JSONValue>) {
        self.component = component
        self.object = object
        self.name = name
        self.members = members.map { JSONValue.Member(name: $0.key, value: $0.value) }
    }
}
