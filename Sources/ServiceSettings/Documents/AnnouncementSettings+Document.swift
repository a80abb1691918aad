import FrameAnalysis

extension AnnouncementSettings {
    /// Reads how cameras are announced.
    ///
    /// Fields: `enabled`, `prefix`, `home_assistant` (the discovery prefix, or `none`) and `pictures`.
    ///
    /// - Returns: `nil` if `enabled` is `false`.
    /// - Throws: ``SettingsError`` at the first fault.
    init?(document node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(["enabled", "prefix", "home_assistant", "pictures"])
        let isEnabled = try fields.value("enabled", default: true) { (node) throws(SettingsError) in try node.bool() }
        guard isEnabled else { return nil }
        let prefix = try fields.value("prefix", default: "caretaker") { (node) throws(SettingsError) in
            try node.string()
        }
        let discovery = try fields.value("home_assistant", default: "homeassistant") { (node) throws(SettingsError) in
            try node.string()
        }
        do {
            try self.init(prefix: prefix, discoveryPrefix: discovery == "none" ? nil : discovery)
        } catch {
            throw node.error("\(error)")
        }
        showsPeople = try fields.value("pictures", default: false) { (node) throws(SettingsError) in try node.bool() }
    }
}
