public import MonitoringModel

/// What is stored of neighbours: who fails, and which groups fail as a whole.
public struct NeighbourhoodState: Hashable, Codable, Sendable {
    /// The most faults that are remembered of one device; further ones are passed on as they come.
    static let reportsOfOneDevice = 8

    /// What is known of a device that fails.
    struct Trouble: Hashable, Codable, Sendable {
        /// When it began to fail, by our clock.
        var since: Instant
        /// What fails; not empty.
        var reports: [ConditionReport]
        /// Until when nobody is told; `nil` once somebody was, or while a plant alert covers it.
        var heldUntil: Instant?
        /// The group whose plant alert covers it.
        var coveredBy: NeighbourGroup?
    }

    /// The devices that fail.
    var devices: [DeviceID: Trouble] = [:]
    /// The groups that fail as a whole, and since when.
    var plants: [Plant] = []
    /// When the machine wants to be called.
    var dueAt: Instant?

    /// A group that fails as a whole.
    struct Plant: Hashable, Codable, Sendable {
        /// The group.
        var group: NeighbourGroup
        /// Since when.
        var since: Instant
    }

    /// Creates the state in which nothing fails.
    public init() {}

    /// The groups that fail as a whole.
    public var failing: [NeighbourGroup] { plants.map(\.group) }

    /// The devices that a group's alert covers, by name.
    public func covered(by group: NeighbourGroup) -> [DeviceID] {
        devices.filter { $0.value.coveredBy == group }.keys.sorted()
    }
}
