import MonitoringModel

/// The JSON form of cameras and profiles.
enum CameraDocument {
    /// Returns a camera's document.
    static func value(of camera: CameraOverview) -> JSONValue {
        let switches = camera.switches.sorted { $0.key < $1.key }
        return JSONValue(object: [
            "id": .string(camera.id.rawValue),
            "room": .string(camera.room),
            "source": .string(camera.source),
            "framesPerSecond": .number(camera.framesPerSecond),
            "sight": .string(camera.sight.rawValue),
            "message": .string(camera.message),
            "people": camera.people.map(JSONValue.number) ?? .null,
            "posture": .text(camera.posture?.rawValue),
            "zones": .array(camera.zones.map(value)),
            "lastFrameAt": .time(camera.lastFrameAt),
            "switches": .object(switches.map { JSONValue.Member(name: $0.key, value: .bool($0.value)) }),
            "suspendedUntil": .time(camera.suspendedUntil),
            "still": .string("/api/v1/cameras/\(camera.id)/still"),
        ])
    }

    /// Returns the document of the profiles.
    static func value(of profiles: ProfileChoice) -> JSONValue {
        JSONValue(object: [
            "profile": .string(profiles.current), "profiles": .array(profiles.all.map(JSONValue.string)),
        ])
    }

    private static func value(of zone: CameraOverview.Zone) -> JSONValue {
        JSONValue(object: [
            "id": .string(zone.id.rawValue), "kind": .string(zone.kind), "people": .number(zone.people),
        ])
    }
}
