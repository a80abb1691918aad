public import MonitoringModel

/// How everything that can be switched stands; a value to be stored.
public struct CameraSwitches: Hashable, Codable, Sendable {
    private var changed: [CameraID: [CameraSwitch: Bool]] = [:]
    private var suspensions: [CameraID: Instant] = [:]
    /// The profile that holds; `nil` until one was chosen.
    public private(set) var profile: ProfileID?

    /// Creates switches that stand as they do at first.
    public init() {}

    /// Whether something about a camera is on.
    public func isOn(_ name: CameraSwitch, camera: CameraID) -> Bool {
        changed[camera]?[name] ?? name.isOnAtFirst
    }

    /// Until when nobody is notified of what a camera saw; `nil` if that is not so, or no longer.
    public func suspendedUntil(_ camera: CameraID, at now: Instant) -> Instant? {
        suspensions[camera].flatMap { $0 > now ? $0 : nil }
    }

    /// Whether people are notified of what a camera saw.
    public func notifies(_ camera: CameraID, at now: Instant) -> Bool {
        isOn(.notifications, camera: camera) && suspendedUntil(camera, at: now) == nil
    }

    /// The cameras of which nobody is notified, by name.
    public func quietCameras(at now: Instant) -> [QuietCamera] {
        Set(changed.keys).union(suspensions.keys).sorted()
            .compactMap { camera in
                if !isOn(.notifications, camera: camera) { return QuietCamera(camera: camera) }
                return suspendedUntil(camera, at: now).map { QuietCamera(camera: camera, until: $0) }
            }
    }

    /// Whether people are looked for in a camera's pictures.
    public func detects(_ camera: CameraID) -> Bool {
        isOn(.enabled, camera: camera) && isOn(.detect, camera: camera)
    }

    /// When the next suspension ends.
    func nextSuspensionEnd(after now: Instant) -> Instant? {
        suspensions.values.filter { $0 > now }.min()
    }

    /// Does what a command asks for.
    ///
    /// Looking for people needs movement: detection on turns motion on, and motion cannot be turned off
    /// while detection is on.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - profiles: The profiles there are.
    ///   - now: The current time.
    /// - Throws: ``FrameAnalysisError/commandRefused(topic:reason:)`` if it makes no sense; nothing is changed.
    public mutating func apply(
        _ command: CameraSwitchCommand,
        profiles: [CameraProfile],
        at now: Instant
    ) throws(FrameAnalysisError) {
        switch command {
        case .set(.motion, let camera, false) where detects(camera):
            throw .commandRefused(
                topic: "\(camera)/motion/set",
                reason: "people are found by their movement; turn detect off first."
            )
        case .set(let name, let camera, let isOn): set(name, camera: camera, isOn: isOn)
        case .suspend(let camera, let minutes):
            let bounded = min(max(minutes, 0), CameraSwitchCommand.longestSuspension)
            suspensions[camera] = bounded == 0 ? nil : now + .seconds(bounded * 60)
        case .profile(let id):
            guard let profile = profiles.first(where: { $0.id == id }) else {
                let names = profiles.map(\.id.rawValue).joined(separator: ", ")
                throw .commandRefused(
                    topic: "profile/set",
                    reason: "there is no profile '\(id)'; choose from \(names)."
                )
            }
            self.profile = id
            for (camera, switches) in profile.switches {
                for (name, isOn) in switches { set(name, camera: camera, isOn: isOn) }
                // A profile is set as a whole, so its parts need not be in an order that makes sense.
                if detects(camera) { set(.motion, camera: camera, isOn: true) }
            }
        }
    }

    /// Forgets cameras that are no more.
    public mutating func keepOnly(_ cameras: some Sequence<CameraID>) {
        let kept = Set(cameras)
        changed = changed.filter { kept.contains($0.key) }
        suspensions = suspensions.filter { kept.contains($0.key) }
    }

    private mutating func set(_ name: CameraSwitch, camera: CameraID, isOn: Bool) {
        changed[camera, default: [:]][name] = isOn == name.isOnAtFirst ? nil : isOn
        if changed[camera]?.isEmpty ?? false { changed[camera] = nil }
        if name == .detect || name == .enabled, isOn, detects(camera) { set(.motion, camera: camera, isOn: true) }
    }
}
