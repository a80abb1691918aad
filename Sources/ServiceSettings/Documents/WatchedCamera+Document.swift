import FrameAnalysis
import MonitoringModel
import StreamPipeline

extension Household.WatchedCamera {
    private static let fields = [
        "id", "room", "site", "person", "person_name", "stillness", "offline_after", "source", "frames_per_second",
        "overhead", "frozen_after", "micro_motion", "zones", "motion_masks", "privacy_masks", "watches",
    ]

    /// Reads a camera; its `watches` are read later, when all cameras are known.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        let fields = try node.mapping(Self.fields)
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
        camera = try CameraSettings(fields, camera: id, offlineAfter: settings.offlineAfter)
    }
}

extension CameraSettings {
    private static let maximumShapes = 64

    fileprivate init(
        _ fields: SettingsMapping,
        camera: CameraID,
        offlineAfter: Duration
    ) throws(SettingsError) {
        self.init(camera: camera)
        self.offlineAfter = offlineAfter
        source = try fields.value("source", default: source) { (node) throws(SettingsError) in
            try CameraSource(node)
        }
        framesPerSecond = try fields.value("frames_per_second", default: framesPerSecond) {
            (node) throws(SettingsError) in try node.number(in: Self.rates)
        }
        isOverhead = try fields.value("overhead", default: isOverhead) { (node) throws(SettingsError) in
            try node.bool()
        }
        frozenAfter = try fields.value("frozen_after", default: frozenAfter) { (node) throws(SettingsError) in
            try node.string() == "never" ? nil : try node.duration(in: .seconds(1) ... .seconds(86_400))
        }
        countsMicroMotion = try fields.value("micro_motion", default: false) { (node) throws(SettingsError) in
            try node.bool()
        }
        zones = try fields.list("zones") { (node) throws(SettingsError) in try Zone(node) }
        motionMasks = try fields.list("motion_masks") { (node) throws(SettingsError) in try Polygon(node) }
        privacyMasks = try fields.list("privacy_masks") { (node) throws(SettingsError) in try Polygon(node) }
        for (name, count) in [
            ("zones", zones.count), ("motion_masks", motionMasks.count), ("privacy_masks", privacyMasks.count),
        ] where count > Self.maximumShapes {
            throw (fields[name] ?? fields.owner).error("must be at most \(Self.maximumShapes)")
        }
        var seen: Set<ZoneID> = []
        for zone in zones where !seen.insert(zone.id).inserted {
            throw (fields["zones"] ?? fields.owner).error("has '\(zone.id)' twice: give another name")
        }
    }
}
