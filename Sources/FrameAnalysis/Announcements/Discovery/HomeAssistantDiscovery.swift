import MonitoringModel

/// The messages by which Home Assistant finds the cameras, one for each entity.
///
/// Source: Home Assistant's documentation of MQTT discovery, single component form
/// (`<prefix>/<component>/<node>/<object>/config`).
struct HomeAssistantDiscovery: Sendable {
    /// Turns what is not simply `online` or `offline` into one of them.
    static let onlineTemplate = "{{ 'online' if value == 'online' else 'offline' }}"

    private let prefix: String
    private let settings: AnnouncementSettings
    private let topics: AnnouncementTopics

    /// Creates the discovery; `nil` if it is turned off.
    init?(settings: AnnouncementSettings, topics: AnnouncementTopics) {
        guard let prefix = settings.discoveryPrefix else { return nil }
        self.prefix = prefix
        self.settings = settings
        self.topics = topics
    }

    /// Returns the payload of each discovery topic.
    ///
    /// - Parameters:
    ///   - cameras: The cameras there are.
    ///   - zones: The zones, each with the cameras that see it.
    /// - Returns: The payloads by topic.
    func messages(_ cameras: [AnnouncedCamera], zones: [ZoneID: [CameraID]]) -> [String: [UInt8]] {
        var messages: [String: [UInt8]] = [:]
        for camera in cameras {
            for entity in CameraEntities(topics: topics, settings: settings, camera: camera.id).all {
                add(entity, node: camera.id.rawValue, device: device(of: camera), to: &messages)
            }
        }
        for (zone, seenBy) in zones {
            add(zoneCount(zone, seenBy.sorted()), node: nil, device: hub, to: &messages)
        }
        if !settings.profiles.isEmpty { add(profile, node: nil, device: hub, to: &messages) }
        return messages
    }

    private func add(
        _ entity: DiscoveryEntity,
        node: String?,
        device: JSONValue,
        to messages: inout [String: [UInt8]]
    ) {
        let place = [topics.prefix, node].compactMap { $0 }
        let slug = [
            node.map(DiscoveryName.slug) ?? DiscoveryName.slug(topics.prefix), DiscoveryName.slug(entity.object),
        ]
        let common: [JSONValue.Member] = [
            .init(name: "name", value: .string(AnnouncedCamera.told(entity.name))),
            .init(name: "unique_id", value: .string((place + [entity.object]).joined(separator: "/"))),
            .init(
                name: "default_entity_id",
                value: .string("\(entity.component.rawValue).\(slug.joined(separator: "_"))")
            ),
        ]
        let last: [JSONValue.Member] = [
            .init(name: "device", value: device),
            .init(
                name: "origin",
                value: JSONValue(object: [
                    "name": .string("Caretaker"), "sw_version": .string(settings.softwareVersion),
                ])
            ),
        ]
        let nodeName = place.map(DiscoveryName.escaped).joined(separator: "-n")
        let objectName = DiscoveryName.escaped(entity.object)
        let topic = "\(prefix)/\(entity.component.rawValue)/\(nodeName)/\(objectName)/config"
        messages[topic] = JSONValue.object(common + entity.members + last).serialized
    }
}

// MARK: - Devices

extension HomeAssistantDiscovery {
    private var hub: JSONValue {
        JSONValue(object: [
            "identifiers": .array([.string(topics.prefix)]), "name": .string("Caretaker"),
            "manufacturer": .string("Caretaker"), "model": .string("Caretaker"),
            "sw_version": .string(settings.softwareVersion),
        ])
    }

    private func device(of camera: AnnouncedCamera) -> JSONValue {
        let name = AnnouncedCamera.told(camera.name)
        var members: [JSONValue.Member] = [
            .init(name: "identifiers", value: .array([.string("\(topics.prefix)/\(camera.id)")])),
            .init(name: "name", value: .string(name.isEmpty ? camera.id.rawValue : name)),
            .init(name: "manufacturer", value: .string("Caretaker")), .init(name: "model", value: .string("Camera")),
            .init(name: "sw_version", value: .string(settings.softwareVersion)),
            .init(name: "via_device", value: .string(topics.prefix)),
        ]
        if let room = camera.room.map(AnnouncedCamera.told), !room.isEmpty {
            members.append(.init(name: "suggested_area", value: .string(room)))
        }
        return .object(members)
    }
}

// MARK: - Entities of the whole

extension HomeAssistantDiscovery {
    /// A zone counts only while every camera that sees it does.
    private func zoneCount(_ zone: ZoneID, _ cameras: [CameraID]) -> DiscoveryEntity {
        let seconds = settings.stateExpiry.wholeMilliseconds / 1_000
        return DiscoveryEntity(
            .sensor,
            "zone/\(zone)/person",
            "People in \(zone)",
            [
                "state_topic": .string(topics.zone(zone, "person")), "state_class": .string("measurement"),
                "unit_of_measurement": .string("people"), "icon": .string("mdi:account-group"),
                "expire_after": .integer(seconds),
                "availability": topics.availability(of: cameras), "availability_mode": .string("all"),
            ]
        )
    }

    private var profile: DiscoveryEntity {
        DiscoveryEntity(
            .select,
            "profile",
            "Profile",
            [
                "state_topic": .string(topics.profileState), "command_topic": .string(topics.profileSet),
                "options": .array(settings.profiles.map { .string($0.id.rawValue) }),
                "icon": .string("mdi:home-account"),
                "availability": topics.availability(of: []), "availability_mode": .string("all"),
            ]
        )
    }
}

extension AnnouncementTopics {
    /// The conditions under which an entity is available: we run, and cameras see.
    ///
    /// - Parameter cameras: The cameras it depends on.
    /// - Returns: Home Assistant's `availability`, for the mode `all`.
    func availability(of cameras: [CameraID]) -> JSONValue {
        let topics = [available] + cameras.map { camera($0, "status/detect") }
        return .array(
            topics.map {
                JSONValue(object: [
                    "topic": .string($0), "payload_available": .string("online"),
                    "payload_not_available": .string("offline"),
                    "value_template": .string(HomeAssistantDiscovery.onlineTemplate),
                ])
            }
        )
    }
}
