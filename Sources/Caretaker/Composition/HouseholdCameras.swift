import ConsoleAPI
import FrameAnalysis
import MonitoringModel
import StreamPipeline

/// The household's cameras, for the console.
struct HouseholdCameras: CameraDesk {
    let household: Household
    let cameras: CameraService
    let sights: CameraSights
    let pipeline: StreamPipeline
    let gateway: PipelineGateway
    /// Who keeps the switches; without it nothing can be switched.
    let announcements: CameraAnnouncements?
    let wallClock: any WallClock

    func cameras() async throws -> [CameraOverview] {
        let statuses = await cameras.status
        let switches = await announcements?.switches
        let known = Dictionary(household.cameras.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return statuses.map { overview(of: $0, known[$0.camera], switches) }
    }

    func still(of camera: CameraID, variant: PictureVariant, isAnnotated: Bool) async throws -> StillAnswer {
        let jpeg =
            switch variant {
            case .picture: await cameras.still(of: camera, annotated: isAnnotated)
            case .skeleton: await cameras.skeleton(of: camera)
            }
        return jpeg.map { .jpeg($0) } ?? .nothing
    }

    func profiles() async throws -> ProfileChoice {
        let active = await pipeline.status.profile
        return ProfileChoice(current: active?.rawValue ?? "", all: household.profiles.map(\.id.rawValue))
    }

    func choose(profile: String) async throws {
        guard let id = ProfileID(profile) else { throw CommandFailure.notFound("The profile '\(profile)'") }
        guard let announcements else { return try await gateway.switchProfile(to: id, by: "console") }
        try await perform(.profile(id), announcements)
    }

    func turn(_ name: String, of camera: CameraID, isOn: Bool) async throws {
        guard let announcements, let name = CameraSwitch(rawValue: name) else {
            throw CommandFailure.conflict("Cameras are switched over MQTT, which is off: set 'announcements'.")
        }
        try await perform(.set(name, camera: camera, isOn: isOn), announcements)
    }

    private func perform(_ command: CameraSwitchCommand, _ announcements: CameraAnnouncements) async throws {
        do {
            try await announcements.perform(command)
        } catch let refusal as FrameAnalysisError {
            throw CommandFailure.conflict("\(refusal)")
        }
    }

    private func overview(
        of status: CameraStatus,
        _ known: Household.WatchedCamera?,
        _ switches: CameraSwitches?
    ) -> CameraOverview {
        let camera = status.camera
        let sight = sights[camera]
        let settings = known?.camera ?? CameraSettings(camera: camera)
        let isOff = switches.map { !$0.detects(camera) } ?? false
        var overview = CameraOverview(
            id: camera,
            room: known?.settings.room ?? camera.rawValue,
            source: settings.source.name,
            framesPerSecond: settings.framesPerSecond,
            sight: isOff ? .disabled : status.isOffline || sight.isBlind ? .offline : .online
        )
        overview.message = status.problem ?? ""
        overview.people = sight.people
        overview.posture = sight.posture
        overview.zones = settings.zones.map { zone in
            CameraOverview.Zone(id: zone.id, kind: zone.kind.rawValue, people: sight.zones[zone.id] ?? 0)
        }
        overview.lastFrameAt = status.lastFrameAt
        if let switches {
            for name in CameraSwitch.allCases { overview.switches[name.rawValue] = switches.isOn(name, camera: camera) }
            overview.suspendedUntil = switches.suspendedUntil(camera, at: wallClock.now)
        }
        return overview
    }
}

extension CameraSource {
    /// What a camera's source is called, without its address.
    fileprivate var name: String {
        switch self {
        case .mqtt: "mqtt"
        case .rtsp: "rtsp"
        case .mjpeg: "mjpeg"
        case .snapshots: "snapshots"
        case .device: "device"
        case .file: "file"
        case .folder: "folder"
        }
    }
}
