public import MonitoringModel

/// Turns what one camera saw into conditions: falls, and the camera's own troubles.
///
/// Pure: observations and deadlines go in, effects come out. What is watched for over time, such as
/// stillness, is the part of ``PresenceWatch``.
public struct CameraWatch: Sendable {
    /// The owner of the watch's deadlines; their keys are the camera's name, a slash and the purpose.
    public static let deadlineOwner = "camera"

    /// The camera.
    public let camera: CameraID
    /// What is watched for.
    public let settings: CameraWatchSettings
    /// What is remembered; to be stored.
    public internal(set) var state: State

    /// Creates a watch, with the state that was stored.
    public init(camera: CameraID, settings: CameraWatchSettings, state: State = State()) {
        self.camera = camera
        self.settings = settings
        self.state = state
    }

    /// Takes note of what the camera saw.
    ///
    /// - Parameters:
    ///   - observation: What it saw; a time ahead of ours, or far behind it, is replaced by ours.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ observation: Observation, at now: Instant) -> [Effect] {
        let at = CameraSight.believedTime(of: observation, at: now)
        switch observation.kind {
        case .fall, .onFloor: return seeFall(observation, at)
        case .recovered: return seeRecovery(observation, at)
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline:
            return goBlind(observation.kind, at)
        case .cameraOnline: return comeBack(at)
        case .person, .empty, .motion, .noMotion, .fallSuspected, .still: return []
        }
    }

    /// Does what was to be done at a time.
    ///
    /// - Parameters:
    ///   - deadline: The deadline that is due.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        deadline.id == troubleDeadline ? checkTrouble(now) : []
    }

    /// The alert of a stillness that the first release raised and still remembers, to be handed on.
    public var stillnessOfFirstRelease: ConditionReport? {
        guard state.wasStill else { return nil }
        return ConditionReport(
            fingerprint: "stillness/\(camera)",
            kind: .stillness,
            state: .active,
            severity: .major,
            subject: subject,
            summary: "\(somebody) has not moved in the \(settings.room).",
            observedAt: state.stillSince ?? Instant(millisecondsSinceEpoch: 0)
        )
    }

    var somebody: String { settings.personName ?? "Somebody" }

    var subject: Subject { Subject(camera: camera, person: settings.person, site: settings.site) }
}
