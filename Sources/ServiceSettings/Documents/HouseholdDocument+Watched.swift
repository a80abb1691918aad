import DeviceHealth
import FrameAnalysis
import MonitoringModel
import RuleEngine
import StreamPipeline

extension Household.WatchedCamera {
    /// Reads a camera.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "room", "site", "person", "person_name", "stillness", "offline_after"])
        let id: CameraID = try fields.required("id").identifier()
        let times = Duration.seconds(1)...Duration.seconds(7 * 86_400)
        var settings = CameraWatchSettings(
            room: try fields.value("room", default: id.rawValue) { (node) throws(SettingsError) in
                try node.string()
            }
        )
        settings.site = try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() }
        settings.person = try fields.optional("person") { (node) throws(SettingsError) in try node.identifier() }
        settings.personName = try fields.optional("person_name") { (node) throws(SettingsError) in
            try node.string()
        }
        settings.stillnessLimit = try fields.optional("stillness") { (node) throws(SettingsError) in
            try node.duration(in: times)
        }
        settings.offlineAfter = try fields.value("offline_after", default: settings.offlineAfter) {
            (node) throws(SettingsError) in try node.duration(in: times)
        }
        self.init(id: id, settings: settings)
    }
}

extension Household.WatchedDevice {
    /// Reads a device.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["id", "health", "site", "owner"])
        self.init(
            id: try fields.required("id").identifier(),
            profile: try fields.required("health").decode(DeviceProfile.self),
            site: try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() },
            owner: try fields.optional("owner") { (node) throws(SettingsError) in try node.identifier() }
        )
    }
}

extension SettingsNode {
    /// Reads a rule and compiles it, so that a fault in its SQL is told with this place.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    func rule() throws(SettingsError) -> Rule {
        let rule = try decode(Rule.self)
        do {
            _ = try CompiledRule(rule)
        } catch {
            throw self.error("\(error)")
        }
        return rule
    }
}
