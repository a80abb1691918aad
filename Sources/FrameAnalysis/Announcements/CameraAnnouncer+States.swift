import MonitoringModel

// MARK: - What others are told

extension CameraAnnouncer {
    /// The last levels of a camera's retained topics.
    static let retainedNames: [String] =
        [
            "status/detect", "trouble", "motion", "person", "person/active", "fall", "posture", "last_movement",
            "review_status", "notifications/suspended",
        ] + CameraSwitch.allCases.map { "\($0.rawValue)/state" }

    /// Tells what has changed about a camera.
    mutating func settle(_ camera: CameraID, at now: Instant) -> [Announcement] {
        guard var view = views[camera] else { return [] }
        var ended: [JSONValue] = []
        if view.scene.people == 0 { ended = view.events.endAll(at: now) }
        let events = ended + view.events.take(pause: settings.updatePause, at: now)
        let reviews = settleReview(&view, camera, at: now)
        views[camera] = view
        var messages: [Announcement] = []
        for (name, text, pause) in values(view.scene, camera, at: now) {
            if let message = board.set(topics.camera(camera, name), text, pause: pause, at: now) {
                messages.append(message)
            }
        }
        return messages + feed(events, topics.events) + feed(reviews, topics.reviews) + settleSnapshot(camera, at: now)
    }

    /// Tells what has changed about zones: the sums over the cameras that see them.
    mutating func settleZones(_ zones: [ZoneID], at now: Instant) -> [Announcement] {
        var messages: [Announcement] = []
        for zone in zones.sorted() {
            var people = 0
            var active = 0
            for camera in self.zones[zone] ?? [] {
                guard let scene = views[camera]?.scene else { continue }
                let count = scene.zones[zone] ?? 0
                people += count
                if scene.moved(within: settings.activeFor, at: now) { active += count }
            }
            for (name, count) in [("person", people), ("person/active", active)] {
                let topic = topics.zone(zone, name)
                if let message = board.set(topic, "\(count)", pause: settings.statePause, at: now) {
                    messages.append(message)
                }
            }
        }
        return messages
    }

    /// Tells which profile holds.
    mutating func settleProfile(at now: Instant) -> [Announcement] {
        guard let profile = state.switches.profile ?? settings.profiles.first?.id else { return [] }
        return [board.set(topics.profileState, profile.rawValue, pause: .zero, at: now)].compactMap { $0 }
    }

    /// Tells a snapshot that may be told.
    mutating func settleSnapshot(_ camera: CameraID, at now: Instant) -> [Announcement] {
        guard let jpeg = views[camera]?.snapshots.take(pause: settings.snapshotPause, at: now) else { return [] }
        // Not retained: a picture of a person does not stay with the broker, nor on its disk.
        return [
            Announcement(
                topic: topics.camera(camera, "person/snapshot"),
                payload: jpeg,
                retain: false,
                qos: 0,
                expiry: settings.refreshPeriod,
                contentType: "image/jpeg"
            )
        ]
    }

    /// Messages of a feed.
    func feed(_ documents: [JSONValue], _ topic: String) -> [Announcement] {
        documents.map {
            Announcement(topic: topic, payload: $0.serialized, retain: false, contentType: "application/json")
        }
    }

    /// Discovery messages, in the order of their topics.
    func discoveryMessages(_ payloads: [String: [UInt8]]) -> [Announcement] {
        payloads.sorted { $0.key < $1.key }
            .map {
                Announcement(topic: $0.key, payload: $0.value, contentType: "application/json")
            }
    }

    /// The states that expire with Home Assistant unless told again, of cameras that see.
    var refreshedTopics: [String] {
        let live = Set(cameras.map(\.id).filter { isOnline($0) })
        let ofCameras = cameras.filter { live.contains($0.id) }
            .flatMap { camera in
                ["motion", "person", "fall", "posture"].map { topics.camera(camera.id, $0) }
            }
        let ofZones = zones.filter { live.isSuperset(of: $0.value) }.keys.map { topics.zone($0, "person") }
        return ofCameras + ofZones.sorted()
    }

    /// Ends the episode before a camera; returns the message about it.
    func endReview(_ view: inout CameraView, at now: Instant) -> [JSONValue] {
        guard var review = view.review else { return [] }
        view.review = nil
        review.item.end(at: now)
        return [review.end(at: now)].compactMap { $0 }
    }
}

extension CameraAnnouncer {
    private func isOnline(_ camera: CameraID) -> Bool {
        state.switches.detects(camera) && (views[camera]?.scene.sees ?? false)
    }

    private func values(
        _ scene: CameraScene,
        _ camera: CameraID,
        at now: Instant
    ) -> [(name: String, text: String, pause: Duration)] {
        let switches = state.switches
        let pause = settings.statePause
        let status = switches.detects(camera) ? (scene.sees ? "online" : "offline") : "disabled"
        let isActive = scene.moved(within: settings.activeFor, at: now)
        let suspendedUntil = switches.suspendedUntil(camera, at: now)?.millisecondsSinceEpoch ?? 0
        var values: [(name: String, text: String, pause: Duration)] = [
            ("status/detect", status, .zero), ("trouble", scene.trouble?.rawValue ?? "ok", .zero),
            ("fall", scene.hasFallen ? "ON" : "OFF", .zero),
            ("motion", scene.moved(within: settings.motionOffDelay, at: now) ? "ON" : "OFF", pause),
            ("person", "\(scene.people)", pause), ("person/active", "\(isActive ? scene.people : 0)", pause),
            ("posture", scene.posture?.rawValue ?? "nobody", pause),
            ("review_status", severity(scene, camera).map { $0.rawValue.uppercased() } ?? "NONE", .zero),
            ("notifications/suspended", "\(suspendedUntil / 1_000)", .zero),
        ]
        if let last = scene.lastMovement { values.append(("last_movement", "\(last)", settings.movementPause)) }
        for name in CameraSwitch.allCases {
            values.append(("\(name.rawValue)/state", switches.isOn(name, camera: camera) ? "ON" : "OFF", .zero))
        }
        return values
    }

    private func severity(_ scene: CameraScene, _ camera: CameraID) -> ReviewItem.Severity? {
        let isAlert = scene.hasFallen || !scene.alerts.isEmpty
        if isAlert, state.switches.isOn(.reviewAlerts, camera: camera) { return .alert }
        return scene.people > 0 ? .detection : nil
    }

    private func settleReview(_ view: inout CameraView, _ camera: CameraID, at now: Instant) -> [JSONValue] {
        guard let severity = severity(view.scene, camera) else { return endReview(&view, at: now) }
        var review = view.review ?? ChangeFeed(ReviewItem(camera: camera, severity: severity, at: now))
        review.item.note(severity, detections: view.events.ids, zones: Array(view.scene.zones.keys))
        let message = review.take(pause: settings.updatePause, at: now)
        view.review = review
        return [message].compactMap { $0 }
    }

    /// What Frigate tells about each camera to those who connect.
    func activity(_ view: CameraView, _ camera: CameraID, _ now: Instant) -> JSONValue {
        let switches = CameraSwitch.allCases.map {
            JSONValue.Member(name: $0.rawValue, value: .bool(state.switches.isOn($0, camera: camera)))
        }
        let until = state.switches.suspendedUntil(camera, at: now)?.millisecondsSinceEpoch ?? 0
        let suspended = JSONValue.Member(name: "notifications_suspended", value: .integer(until / 1_000))
        return JSONValue(object: [
            "config": .object(switches + [suspended]),
            "motion": .bool(view.scene.moved(within: settings.motionOffDelay, at: now)),
            "objects": .array(view.events.documents),
        ])
    }
}
