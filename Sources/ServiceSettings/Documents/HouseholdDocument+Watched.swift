import DeviceHealth
import MetricAlarms
import MonitoringModel
import RuleEngine
import StreamPipeline

extension Household.WatchedDevice {
    /// Reads a device.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "health", "site", "owner", "attributes"])
        self.init(
            id: try fields.required("id").identifier(),
            profile: try fields.required("health").decode(DeviceProfile.self),
            site: try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() },
            owner: try fields.optional("owner") { (node) throws(SettingsError) in try node.identifier() }
        )
        guard let node = fields["attributes"] else { return }
        let entries = try node.entries()
        guard entries.count <= Self.maximumAttributes else {
            throw node.error("must be at most \(Self.maximumAttributes)")
        }
        for entry in entries {
            let value = try entry.value.string()
            guard NeighbourGroup(level: entry.name, name: value) != nil else {
                throw entry.value.error("must be 1 to 128 bytes, with a name of 1 to 32 of a-z, 0-9 and _")
            }
            attributes[entry.name] = value
        }
    }
}

extension SettingsNode {
    /// Reads a metric alarm and checks that what it wants can be done.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    func alarm(_ permissions: ActionPermissions) throws(SettingsError) -> AlarmDocument {
        let alarm = try decode(AlarmDocument.self)
        do {
            try MonitoringCore.checkActions(of: alarm, permissions)
        } catch {
            throw self.error("\(error)")
        }
        return alarm
    }

    /// Reads a rule and compiles it, so that a fault in its SQL is told with this place.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    func rule(_ permissions: ActionPermissions) throws(SettingsError) -> Rule {
        let rule = try decode(Rule.self)
        do {
            _ = try CompiledRule(rule)
            try MonitoringCore.checkActions(of: rule, permissions)
        } catch {
            throw self.error("\(error)")
        }
        return rule
    }
}
