import FrameAnalysis
import MonitoringModel
import StreamPipeline

/// Reads what is watched for: the `watches` of cameras, and those over several cameras.
struct WatchReader {
    /// The most watches of a household.
    static let maximumCount = 256
    private static let fields = [
        "id", "kind", "zones", "after", "days", "hours", "by", "from", "time_zone", "severity", "smallest_movement",
    ]

    private let household: Household

    /// Creates a reader; people and cameras have been read already.
    init(_ household: Household) {
        self.household = household
    }

    /// Reads all watches of a settings file.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    func watches(_ settings: SettingsMapping) throws(SettingsError) -> [Watch] {
        var watches: [Watch] = []
        for (camera, node) in zip(household.cameras, try settings["cameras"]?.sequence() ?? []) {
            guard let list = node.value("watches") else { continue }
            for entry in try list.sequence() { watches.append(try watch(entry, of: camera)) }
        }
        for entry in try settings.list("watches", { (node) throws(SettingsError) in node }) {
            watches.append(try watch(entry))
        }
        guard watches.count <= Self.maximumCount else {
            throw settings.owner.error("has more than \(Self.maximumCount) watches")
        }
        return watches
    }

    private func watch(_ node: SettingsNode, of camera: Household.WatchedCamera) throws(SettingsError) -> Watch {
        let fields = try node.mapping(Self.fields)
        let kind: Watch.Kind = try fields.required("kind").choice()
        let resident = household.people.first { $0.id == camera.settings.person }
        // Whoever is in the bathroom may come out before another camera.
        let others = household.cameras.filter { other in
            kind == .bathroom && other.id != camera.id && isTogether(other.settings, camera.settings)
        }
        var watch = try watch(fields, kind, [camera] + others, camera.settings.room, resident, prefix: camera.id)
        watch.person = camera.settings.person
        watch.personName = camera.settings.personName ?? resident?.name
        watch.site = camera.settings.site
        return watch
    }

    private func watch(_ node: SettingsNode) throws(SettingsError) -> Watch {
        let fields = try node.mapping(Self.fields + ["person", "site", "cameras", "place"])
        let kind: Watch.Kind = try fields.required("kind").choice()
        let person: PersonID? = try fields.optional("person") { (node) throws(SettingsError) in
            try node.identifier()
        }
        let site: SiteID? = try fields.optional("site") { (node) throws(SettingsError) in try node.identifier() }
        let resident = household.people.first { $0.id == person }
        if person != nil, resident == nil, let node = fields["person"] { throw node.error("is not one of the people") }
        let place = try fields.value("place", default: "home") { (node) throws(SettingsError) in try node.string() }
        let cameras = try cameras(fields, person, site)
        var watch = try watch(fields, kind, cameras, place, resident, prefix: nil)
        watch.person = person
        watch.personName = resident?.name
        watch.site = site ?? resident?.site
        return watch
    }

    private func cameras(
        _ fields: SettingsMapping,
        _ person: PersonID?,
        _ site: SiteID?
    ) throws(SettingsError) -> [Household.WatchedCamera] {
        guard fields["cameras"] == nil else {
            return try fields.list("cameras") { (node) throws(SettingsError) in
                let id: CameraID = try node.identifier()
                guard let camera = household.cameras.first(where: { $0.id == id }) else {
                    throw node.error("'\(id)' is not one of the cameras")
                }
                return camera
            }
        }
        guard person != nil || site != nil else {
            throw fields.owner.error("must name a 'person', a 'site' or 'cameras'")
        }
        let cameras = household.cameras.filter { camera in
            (person == nil || camera.settings.person == person) && (site == nil || camera.settings.site == site)
        }
        guard !cameras.isEmpty else { throw fields.owner.error("has no camera: none is of that person or site") }
        return cameras
    }

    private func isTogether(_ first: CameraWatchSettings, _ second: CameraWatchSettings) -> Bool {
        if let person = second.person { return first.person == person }
        return second.site != nil && first.site == second.site
    }
}

// MARK: - One watch

extension WatchReader {
    private func watch(
        _ fields: SettingsMapping,
        _ kind: Watch.Kind,
        _ cameras: [Household.WatchedCamera],
        _ place: String,
        _ resident: Household.Resident?,
        prefix: CameraID?
    ) throws(SettingsError) -> Watch {
        let schedule = try schedule(fields, kind, resident?.timeZone ?? household.people.first?.timeZone ?? "UTC")
        var watch = Watch(
            id: try id(fields, kind, prefix),
            kind: kind,
            cameras: try places(fields, kind, cameras),
            limit: try limit(fields, kind, schedule),
            schedule: schedule,
            place: place
        )
        watch.severity = try fields.value("severity", default: watch.severity) { (node) throws(SettingsError) in
            try node.choice()
        }
        watch.smallestMovement = try fields.value("smallest_movement", default: 0) { (node) throws(SettingsError) in
            try node.number(in: 0...1)
        }
        return watch
    }

    private func id(
        _ fields: SettingsMapping,
        _ kind: Watch.Kind,
        _ prefix: CameraID?
    ) throws(SettingsError) -> WatchID {
        if let node = fields["id"] { return try node.identifier() }
        guard let prefix, let id = WatchID("\(prefix):\(kind.rawValue)") else {
            throw fields.owner.error("'id' is missing")
        }
        return id
    }

    private func schedule(
        _ fields: SettingsMapping,
        _ kind: Watch.Kind,
        _ timeZone: String
    ) throws(SettingsError) -> WatchSchedule {
        let refused = kind.isJudgedAtEnd ? ["hours", "after"] : ["by", "from"]
        for name in refused {
            guard let node = fields[name] else { continue }
            throw node.error("does not belong to \(kind.rawValue): write \(kind.isJudgedAtEnd ? "'by'" : "'hours'")")
        }
        switch kind {
        case .notLeftBed: return try WatchSchedule(by: fields, hoursBefore: 2, timeZone: timeZone)
        case .noFirstMovement: return try WatchSchedule(by: fields, hoursBefore: 6, timeZone: timeZone)
        default: return try WatchSchedule(fields, timeZone: timeZone)
        }
    }

    private func limit(
        _ fields: SettingsMapping,
        _ kind: Watch.Kind,
        _ schedule: WatchSchedule
    ) throws(SettingsError) -> Duration {
        if kind.isJudgedAtEnd { return .zero }
        let week = Duration.seconds(7 * 86_400)
        let mayBeAtOnce = kind == .intruder || kind == .motion
        guard let node = fields["after"] else {
            guard mayBeAtOnce else { throw fields.owner.error("'after' is missing") }
            return .zero
        }
        let limit = try node.duration(in: (mayBeAtOnce ? .zero : .seconds(10))...week)
        guard schedule.days.count == 7, schedule.startMinute == schedule.endMinute % 1_440 || limit < schedule.length
        else { return try shorter(limit, than: schedule, node) }
        return limit
    }

    private func shorter(
        _ limit: Duration,
        than schedule: WatchSchedule,
        _ node: SettingsNode
    ) throws(SettingsError) -> Duration {
        guard limit < schedule.length else { throw node.error("must be shorter than the 'hours'") }
        return limit
    }

    /// Where on each camera: the zones that are named, or those of the kind that the watch is about.
    private func places(
        _ fields: SettingsMapping,
        _ kind: Watch.Kind,
        _ cameras: [Household.WatchedCamera]
    ) throws(SettingsError) -> [CameraID: Watch.Place] {
        let named: [ZoneID] = try fields.list("zones") { (node) throws(SettingsError) in
            let id: ZoneID = try node.identifier()
            guard cameras.contains(where: { $0.camera.zones.contains { $0.id == id } }) else {
                throw node.error("'\(id)' is no zone of the camera")
            }
            return id
        }
        let meant: Zone.Kind? =
            switch kind {
            case .notLeftBed, .outOfBed: .bed
            case .bathroom: .bathroomDoor
            default: nil
            }
        guard !named.isEmpty || meant != nil else {
            return Dictionary(cameras.map { ($0.id, .wholeView) }, uniquingKeysWith: { $1 })
        }
        var places: [CameraID: Watch.Place] = [:]
        var hasZone = false
        for camera in cameras {
            let zones = camera.camera.zones.filter { named.isEmpty ? $0.kind == meant : named.contains($0.id) }
            hasZone = hasZone || !zones.isEmpty
            places[camera.id] = .zones(Set(zones.map(\.id)))
        }
        guard hasZone else {
            throw fields.owner.error(
                "needs a zone of the kind \(meant?.rawValue ?? "meant"): draw one, or name 'zones'"
            )
        }
        return places
    }
}
