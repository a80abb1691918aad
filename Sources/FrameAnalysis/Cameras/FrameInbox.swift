import MonitoringModel
import Synchronization

/// The newest frame of each camera that waits to be analysed; an older one gives way and is counted.
///
/// Frames that come faster than the camera's settings permit are skipped here, before anything is decoded.
final class FrameInbox: Sendable {
    /// The greatest number of cameras whose frames are taken.
    static let maximumCameras = 64

    /// A frame that waits.
    struct Frame: Sendable {
        let camera: CameraID
        let content: FrameContent
        let takenAt: Instant
        let receivedAt: Instant
    }

    /// What became of one camera's frames.
    struct Counts: Hashable, Sendable {
        /// Frames that gave way to a newer one.
        var dropped = 0
        /// Frames that came faster than they are looked at.
        var skipped = 0
        /// What is wrong with the camera's clock, if anything is.
        var clockProblem: String?
    }

    private struct Slot {
        var waiting: Frame?
        var pace: FramePace
        var clock = CaptureClock()
        var counts = Counts()
    }

    private struct State {
        var slots: [CameraID: Slot] = [:]
        var order: [CameraID] = []
        var refused = 0
    }

    private let rates: [CameraID: Double]
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    /// Rings when a frame waits.
    let rings: AsyncStream<Void>

    /// Creates an empty inbox.
    ///
    /// - Parameter rates: The greatest rate of each known camera, in frames a second; others have that of
    ///   ``CameraSettings``.
    init(rates: [CameraID: Double] = [:]) {
        self.rates = rates
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            for (camera, rate) in rates {
                state.slots[camera] = Slot(pace: FramePace(framesPerSecond: rate))
            }
        }
    }

    /// Frames of cameras beyond the greatest number.
    var refused: Int { state.withLock { $0.refused } }

    /// What became of each camera's frames.
    var counts: [CameraID: Counts] { state.withLock { $0.slots.mapValues(\.counts) } }

    /// Puts a frame in, in place of an older one of the same camera.
    ///
    /// - Parameters:
    ///   - content: The picture.
    ///   - camera: Whose it is.
    ///   - claimed: When the camera says that it was taken.
    ///   - receivedAt: When it arrived, by our clock.
    func put(_ content: FrameContent, of camera: CameraID, claimed: CaptureTime?, receivedAt: Instant) {
        let waits = state.withLock { state in
            guard state.slots[camera] != nil || state.slots.count < max(Self.maximumCameras, rates.count) else {
                state.refused += 1
                return false
            }
            let rate = rates[camera] ?? CameraSettings(camera: camera).framesPerSecond
            var slot = state.slots[camera] ?? Slot(pace: FramePace(framesPerSecond: rate))
            defer { state.slots[camera] = slot }
            let takenAt = slot.clock.time(claimed: claimed, receivedAt: receivedAt)
            slot.counts.clockProblem = slot.clock.problem
            guard slot.pace.admits(takenAt) else {
                slot.counts.skipped += 1
                return false
            }
            if slot.waiting == nil {
                state.order.append(camera)
            } else {
                slot.counts.dropped += 1
            }
            slot.waiting = Frame(camera: camera, content: content, takenAt: takenAt, receivedAt: receivedAt)
            return true
        }
        if waits { bell.yield() }
    }

    /// Takes the frame of the camera that has waited longest.
    func take() -> Frame? {
        state.withLock { state in
            guard !state.order.isEmpty else { return nil }
            return state.slots[state.order.removeFirst()]?.waiting.take()
        }
    }

    /// Ends the ringing.
    func close() {
        bell.finish()
    }
}
