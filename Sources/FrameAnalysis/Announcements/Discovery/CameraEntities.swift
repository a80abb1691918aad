import MonitoringModel

/// What Home Assistant shows of one camera.
struct CameraEntities {
    /// The switches that are shown.
    static let switches: [(name: CameraSwitch, title: String, icon: String)] = [
        (.enabled, "Camera", "mdi:cctv"), (.detect, "Look for people", "mdi:account-search"),
        (.snapshots, "Snapshots", "mdi:image"), (.notifications, "Notifications", "mdi:bell"),
    ]

    let topics: AnnouncementTopics
    let settings: AnnouncementSettings
    let camera: CameraID

    /// All entities.
    var all: [DiscoveryEntity] {
        [motion, occupancy, fall, online, count, posture, lastMovement, trouble, snapshot]
            + Self.switches.map(control)
    }

    private var expiry: JSONValue { .integer(settings.stateExpiry.wholeMilliseconds / 1_000) }

    private func topic(_ rest: String) -> JSONValue { .string(topics.camera(camera, rest)) }

    /// Available while we run and the camera sees.
    private var whileItSees: JSONValue { topics.availability(of: [camera]) }

    /// Available while we run.
    private var whileWeRun: JSONValue { topics.availability(of: []) }

    private var motion: DiscoveryEntity {
        DiscoveryEntity(
            .binarySensor,
            "motion",
            "Motion",
            [
                "state_topic": topic("motion"), "payload_on": .string("ON"), "payload_off": .string("OFF"),
                "device_class": .string("motion"), "expire_after": expiry,
                "availability": whileItSees, "availability_mode": .string("all"),
            ]
        )
    }

    private var occupancy: DiscoveryEntity {
        DiscoveryEntity(
            .binarySensor,
            "occupancy",
            "Person",
            [
                "state_topic": topic("person"),
                "value_template": .string("{{ 'ON' if value | int(0) > 0 else 'OFF' }}"),
                "payload_on": .string("ON"), "payload_off": .string("OFF"), "device_class": .string("occupancy"),
                "expire_after": expiry, "availability": whileItSees, "availability_mode": .string("all"),
            ]
        )
    }

    private var fall: DiscoveryEntity {
        DiscoveryEntity(
            .binarySensor,
            "fall",
            "Fall",
            [
                "state_topic": topic("fall"), "payload_on": .string("ON"), "payload_off": .string("OFF"),
                "device_class": .string("safety"), "expire_after": expiry,
                "availability": whileItSees, "availability_mode": .string("all"),
            ]
        )
    }

    private var online: DiscoveryEntity {
        DiscoveryEntity(
            .binarySensor,
            "online",
            "Working",
            [
                "state_topic": topic("status/detect"),
                "value_template": .string("{{ 'ON' if value == 'online' else 'OFF' }}"),
                "payload_on": .string("ON"), "payload_off": .string("OFF"), "device_class": .string("connectivity"),
                "entity_category": .string("diagnostic"),
                "availability": whileWeRun, "availability_mode": .string("all"),
            ]
        )
    }

    private var count: DiscoveryEntity {
        DiscoveryEntity(
            .sensor,
            "person",
            "People",
            [
                "state_topic": topic("person"), "state_class": .string("measurement"),
                "unit_of_measurement": .string("people"), "icon": .string("mdi:account-group"),
                "expire_after": expiry, "availability": whileItSees, "availability_mode": .string("all"),
            ]
        )
    }

    private var posture: DiscoveryEntity {
        DiscoveryEntity(
            .sensor,
            "posture",
            "Posture",
            [
                "state_topic": topic("posture"), "device_class": .string("enum"),
                "options": .array((["nobody"] + Posture.allCases.map(\.rawValue)).map { .string($0) }),
                "icon": .string("mdi:human"), "expire_after": expiry,
                "availability": whileItSees, "availability_mode": .string("all"),
            ]
        )
    }

    private var lastMovement: DiscoveryEntity {
        DiscoveryEntity(
            .sensor,
            "last_movement",
            "Last movement",
            [
                "state_topic": topic("last_movement"), "device_class": .string("timestamp"),
                "availability": whileWeRun, "availability_mode": .string("all"),
            ]
        )
    }

    private var trouble: DiscoveryEntity {
        DiscoveryEntity(
            .sensor,
            "trouble",
            "Trouble",
            [
                "state_topic": topic("trouble"), "device_class": .string("enum"),
                "options": .array((["ok"] + CameraScene.Trouble.allCases.map(\.rawValue)).map { .string($0) }),
                "icon": .string("mdi:camera-off"), "entity_category": .string("diagnostic"),
                "availability": whileWeRun, "availability_mode": .string("all"),
            ]
        )
    }

    private var snapshot: DiscoveryEntity {
        DiscoveryEntity(
            .image,
            "snapshot",
            "Snapshot",
            [
                "image_topic": topic("person/snapshot"), "content_type": .string("image/jpeg"),
                "availability": whileWeRun, "availability_mode": .string("all"),
            ]
        )
    }

    private func control(_ control: (name: CameraSwitch, title: String, icon: String)) -> DiscoveryEntity {
        DiscoveryEntity(
            .switch,
            control.name.rawValue,
            control.title,
            [
                "state_topic": .string(topics.state(of: control.name, camera: camera)),
                "command_topic": .string(topics.set(control.name, camera: camera)),
                "payload_on": .string("ON"), "payload_off": .string("OFF"), "retain": .bool(false), "qos": .integer(1),
                "icon": .string(control.icon), "entity_category": .string("config"),
                "availability": whileWeRun, "availability_mode": .string("all"),
            ]
        )
    }
}
