import MonitoringModel

// MARK: - What the announcer is told

extension CameraAnnouncer {
    /// The most bytes of figures that are published.
    static let maximumStatisticsBytes = 65_536

    mutating func note(_ observation: Observation, at now: Instant) -> [Announcement] {
        let camera = observation.camera
        guard var view = views[camera] else { return [] }
        // A camera may come and go while it is switched off; what it sees then is not looked at.
        guard state.switches.isOn(.enabled, camera: camera) || observation.kind.isAboutTheCamera else { return [] }
        let detects = state.switches.detects(camera)
        view.scene.note(
            observation,
            switches: (detects, state.switches.isOn(.motion, camera: camera)),
            at: now
        )
        var ended: [JSONValue] = []
        switch observation.kind {
        case .person, .fallSuspected, .fall, .onFloor, .recovered, .still:
            if detects { ended = view.events.note(observation, at: now) }
        default: break
        }
        views[camera] = view
        return feed(ended, topics.events) + settle(camera, at: now) + settleZones(zones(of: camera), at: now)
    }

    mutating func note(_ alert: AnnouncedAlert, at now: Instant) -> [Announcement] {
        guard views[alert.camera] != nil, alert.kind != .cameraTrouble else { return [] }
        views[alert.camera]?.scene.note(alert)
        return settle(alert.camera, at: now)
    }

    mutating func note(snapshot jpeg: [UInt8], of camera: CameraID, at now: Instant) -> [Announcement] {
        guard views[camera] != nil, state.switches.isOn(.enabled, camera: camera),
            state.switches.isOn(.snapshots, camera: camera)
        else {
            drops["snapshots_off", default: 0] += 1
            return []
        }
        guard jpeg.count <= AnnouncementSettings.maximumSnapshotBytes else {
            drops["snapshot_too_large", default: 0] += 1
            return []
        }
        guard jpeg.starts(with: [0xFF, 0xD8, 0xFF]) else {
            drops["snapshot_no_jpeg", default: 0] += 1
            return []
        }
        views[camera]?.snapshots.put(jpeg)
        return settleSnapshot(camera, at: now)
    }

    mutating func note(statistics document: JSONValue) -> [Announcement] {
        let payload = document.serialized
        guard payload.count <= Self.maximumStatisticsBytes else {
            drops["statistics_too_large", default: 0] += 1
            return []
        }
        return [Announcement(topic: topics.stats, payload: payload, retain: false, contentType: "application/json")]
    }

    mutating func apply(_ switches: CameraSwitches, at now: Instant) -> [Announcement] {
        state.switches = switches
        for camera in cameras.map(\.id) {
            if !switches.detects(camera) { views[camera]?.scene.forgetPeople() }
            if !switches.isOn(.enabled, camera: camera) || !switches.isOn(.motion, camera: camera) {
                views[camera]?.scene.forgetMovement()
            }
            if !switches.isOn(.snapshots, camera: camera) { views[camera]?.snapshots.clear() }
        }
        return settleProfile(at: now) + cameras.map(\.id).flatMap { settle($0, at: now) }
            + settleZones(Array(zones.keys), at: now)
    }

    mutating func change(to cameras: [AnnouncedCamera], at now: Instant) -> [Announcement] {
        let before = discovery
        let withdrawnBefore = Set(state.withdrawn)
        var messages: [Announcement] = []
        let kept = Set(cameras.prefix(AnnouncementSettings.maximumCameras).map(\.id))
        for (id, view) in views where !kept.contains(id) {
            var view = view
            messages += feed(view.events.endAll(at: now), topics.events)
            messages += feed(endReview(&view, at: now), topics.reviews)
        }
        adopt(cameras)
        messages += state.withdrawn.filter { !withdrawnBefore.contains($0) }.map(Announcement.withdrawal)
        messages += discoveryMessages(discovery.filter { before[$0.key] != $0.value })
        return messages + self.cameras.map(\.id).flatMap { settle($0, at: now) }
            + settleZones(Array(zones.keys), at: now)
    }
}

// MARK: - Which cameras there are

extension CameraAnnouncer {
    /// Takes over a list of cameras; forgets those that are no more and withdraws their topics.
    mutating func adopt(_ list: [AnnouncedCamera]) {
        unannounced = []
        var known: Set<CameraID> = []
        cameras = []
        for camera in list where known.insert(camera.id).inserted {
            guard cameras.count < AnnouncementSettings.maximumCameras else {
                unannounced.append("camera \(camera.id): there are more than \(AnnouncementSettings.maximumCameras)")
                continue
            }
            cameras.append(camera)
        }
        adoptZones()
        state.switches.keepOnly(cameras.map(\.id))
        views = views.filter { known.contains($0.key) }
        for camera in cameras where views[camera.id] == nil { views[camera.id] = CameraView() }
        discovery = HomeAssistantDiscovery(settings: settings, topics: topics)?.messages(cameras, zones: zones) ?? [:]
        withdrawUnused()
    }

    private mutating func adoptZones() {
        let names = Set(cameras.map(\.id.rawValue))
        zones = [:]
        for camera in cameras {
            for zone in camera.zones {
                if names.contains(zone.rawValue) {
                    unannounced.append("zone \(zone) of camera \(camera.id): a camera has the same name")
                } else if zones[zone] == nil, zones.count == AnnouncementSettings.maximumZones {
                    unannounced.append("zone \(zone): there are more than \(AnnouncementSettings.maximumZones)")
                } else if !(zones[zone] ?? []).contains(camera.id) {
                    zones[zone, default: []].append(camera.id)
                }
            }
        }
    }

    private mutating func withdrawUnused() {
        var used = Set(discovery.keys)
        used.formUnion([topics.available, topics.profileState])
        used.formUnion(cameras.flatMap { camera in Self.retainedNames.map { topics.camera(camera.id, $0) } })
        used.formUnion(zones.keys.flatMap { [topics.zone($0, "person"), topics.zone($0, "person/active")] })
        let unused = state.used.subtracting(used)
        board.forget(unused)
        state.withdrawn = state.withdrawn.filter { !used.contains($0) } + unused.sorted()
        state.withdrawn = Array(state.withdrawn.suffix(Self.maximumWithdrawn))
        state.used = used
    }

    /// The zones that a camera sees.
    func zones(of camera: CameraID) -> [ZoneID] {
        zones.filter { $0.value.contains(camera) }.map(\.key)
    }
}
