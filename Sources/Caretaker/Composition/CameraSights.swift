import FrameAnalysis
import MonitoringModel
import Synchronization

/// What each camera last saw, for the API.
final class CameraSights: Sendable {
    /// The greatest number of cameras.
    static let maximumCameras = 1_000

    /// What one camera saw last.
    struct Sight: Sendable {
        /// How many people are in view; `nil` if that is not known.
        var people: Int?
        /// How the person is held who was seen best.
        var posture: Posture?
        /// How many people are in each zone that has any.
        var zones: [ZoneID: Int] = [:]
        /// Whether nothing can be seen.
        var isBlind = false
    }

    private let sights = Mutex<[CameraID: Sight]>([:])

    /// What a camera saw last.
    subscript(camera: CameraID) -> Sight { sights.withLock { $0[camera] ?? Sight() } }

    /// Takes note of what a frame showed.
    func note(_ frame: AnalyzedFrame) {
        sights.withLock { sights in
            for observation in frame.observations {
                let camera = observation.camera
                guard sights[camera] != nil || sights.count < Self.maximumCameras else { continue }
                sights[camera, default: Sight()].note(observation)
            }
        }
    }
}

extension CameraSights.Sight {
    fileprivate mutating func note(_ observation: Observation) {
        switch observation.kind {
        case .person:
            people = observation.people
            posture = observation.posture
            zones = observation.zones
        case .empty: self = Self(people: 0)
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline: self = Self(isBlind: true)
        case .cameraOnline: isBlind = false
        default: return
        }
    }
}
