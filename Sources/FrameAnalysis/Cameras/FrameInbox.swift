import MonitoringModel
import Synchronization

/// The newest frame of each camera that waits to be analysed; an older one gives way and is counted.
final class FrameInbox: Sendable {
    /// The greatest number of cameras whose frames are taken.
    static let maximumCameras = 64

    /// A frame that waits.
    struct Frame: Sendable {
        let camera: CameraID
        let bytes: [UInt8]
        let takenAt: Instant
        let receivedAt: Instant
    }

    private struct State {
        var waiting: [CameraID: Frame] = [:]
        var order: [CameraID] = []
        var dropped: [CameraID: Int] = [:]
        var refused = 0
    }

    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    /// Rings when a frame waits.
    let rings: AsyncStream<Void>

    /// Creates an empty inbox.
    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Frames of cameras beyond the greatest number.
    var refused: Int { state.withLock { $0.refused } }

    /// Puts a frame in, in place of an older one of the same camera.
    func put(_ frame: Frame) {
        state.withLock { state in
            if state.waiting[frame.camera] != nil {
                state.dropped[frame.camera, default: 0] += 1
            } else {
                guard state.dropped[frame.camera] != nil || state.dropped.count < Self.maximumCameras else {
                    state.refused += 1
                    return
                }
                state.dropped[frame.camera, default: 0] += 0
                state.order.append(frame.camera)
            }
            state.waiting[frame.camera] = frame
        }
        bell.yield()
    }

    /// Takes the frame of the camera that has waited longest.
    func take() -> (frame: Frame, dropped: Int)? {
        state.withLock { state in
            guard !state.order.isEmpty else { return nil }
            let camera = state.order.removeFirst()
            guard let frame = state.waiting.removeValue(forKey: camera) else { return nil }
            return (frame, state.dropped[camera] ?? 0)
        }
    }

    /// Ends the ringing.
    func close() {
        bell.finish()
    }
}
