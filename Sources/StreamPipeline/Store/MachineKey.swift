/// Which machine a stored state belongs to.
public struct MachineKey: Hashable, Codable, Sendable {
    /// The sort of machine, such as `camera`.
    public var machine: String
    /// Which one of its sort, such as the camera's name.
    public var key: String

    /// Creates a key.
    public init(machine: String, key: String) {
        self.machine = machine
        self.key = key
    }
}
