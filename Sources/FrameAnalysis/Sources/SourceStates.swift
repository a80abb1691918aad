import MonitoringModel
import Synchronization

/// The states of all pulled cameras' connections.
final class SourceStates: Sendable {
    private let states = Mutex<[CameraID: SourceState]>([:])

    /// Creates a board without entries; there is one for each configured camera that is pulled.
    init() {}

    /// The state of a camera's connection; `nil` if it is not pulled.
    subscript(camera: CameraID) -> SourceState? {
        get { states.withLock { $0[camera] } }
        set { states.withLock { $0[camera] = newValue } }
    }
}
