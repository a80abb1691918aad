import FrameAnalysis
import MonitoringModel
import StreamPipeline

extension Profile {
    /// Reads a profile: `id`, `watches` or `off`, `cameras`, and the `days` and `hours` of its schedule.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode, timeZone: String) throws(SettingsError) {
        let fields = try node.mapping(["id", "watches", "off", "cameras", "days", "hours", "time_zone"])
        if fields["watches"] != nil, let off = fields["off"] {
            throw off.error("cannot stand beside 'watches': name those that are on, or those that are off")
        }
        let on: [WatchID] = try fields.list("watches") { (node) throws(SettingsError) in try node.identifier() }
        let off: [WatchID] = try fields.list("off") { (node) throws(SettingsError) in try node.identifier() }
        let isScheduled = fields["hours"] != nil || fields["days"] != nil
        self.init(
            id: try fields.required("id").identifier(),
            selection: fields["watches"] == nil ? .allBut(Set(off)) : .only(Set(on)),
            schedule: isScheduled ? try WatchSchedule(fields, timeZone: timeZone) : nil
        )
        switches = try fields.value("cameras", default: [:]) { (node) throws(SettingsError) in
            try Self.switches(node)
        }
    }

    private static func switches(
        _ node: SettingsNode
    ) throws(SettingsError) -> [CameraID: [CameraSwitch: Bool]] {
        var switches: [CameraID: [CameraSwitch: Bool]] = [:]
        for (name, value) in try node.entries() {
            guard let camera = CameraID(name) else { throw value.error("is not one of the cameras") }
            let fields = try value.mapping(CameraSwitch.allCases.map(\.rawValue))
            for name in CameraSwitch.allCases {
                guard let value = fields[name.rawValue] else { continue }
                switches[camera, default: [:]][name] = try value.bool()
            }
        }
        return switches
    }
}
