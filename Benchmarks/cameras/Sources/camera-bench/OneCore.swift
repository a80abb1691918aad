import Foundation
import Logging
import MonitoringModel

@testable import FrameAnalysis

/// All cameras at five pictures a second on a core of its own, in the time that this process gets of a core.
///
/// Time is the processor time used, and leaps to the next picture when there is nothing to do. So whatever else the
/// machine does takes no time away, and eight cameras are measured as on a core that does nothing else. The inbox and
/// the cameras are those of the service, which takes frame after frame just so.
struct OneCore {
    private let clips: [[[UInt8]]]
    private let estimator: any PoseEstimator
    private let cameras: Int
    /// How fast the core is, as a share of this one's speed.
    private let speed: Double
    private var idle = 0.0

    init(folder: String, model: String, cameras: Int, speed: Double) throws {
        clips = try pictures(of: folder)
        estimator = MoveNetEstimator(path: model)
        self.cameras = cameras
        self.speed = speed
    }

    private var now: Double { cpuMilliseconds() / speed + idle }

    /// - Parameters:
    ///   - seconds: How long is measured.
    ///   - thrifty: Whether pictures may pass the network when frames wait.
    mutating func run(seconds: Int, thrifty: Bool) throws {
        let names = (0..<cameras).compactMap { CameraID("camera\($0)") }
        let inbox = FrameInbox()
        let watched = names.map {
            WatchedCamera(settings: CameraSettings(camera: $0), estimator: estimator, evidence: .films)
        }
        try warmUp()
        var tick = 0
        let warming = 10 * 5 * cameras
        let all = warming + seconds * 5 * cameras
        var dropsBefore = 0
        var runsBefore = 0
        var cpuBefore = cpuMilliseconds()
        var longestWait = 0.0
        let start = now
        func due(_ tick: Int) -> Double { start + 200 * Double(tick) / Double(cameras) }
        func drops() -> Int { inbox.counts.values.map(\.dropped).reduce(0, +) }
        func runs() -> Int { watched.map { $0.status(at: Self.instant(now)).networkRuns }.reduce(0, +) }
        while tick < all {
            while tick < all, due(tick) <= now {
                if tick == warming { (dropsBefore, runsBefore, cpuBefore) = (drops(), runs(), cpuMilliseconds()) }
                let camera = tick % cameras
                let clip = clips[camera % clips.count]
                let picture = played(clip, tick / cameras + camera / clips.count * 11)
                let taken = Self.instant(due(tick))
                inbox.put(.encoded(picture), of: names[camera], claimed: .instant(taken), receivedAt: taken)
                tick += 1
            }
            guard let frame = inbox.take(), let index = names.firstIndex(of: frame.camera) else {
                if tick < all { idle += max(0, due(tick) - now) }
                continue
            }
            longestWait = max(longestWait, tick > warming ? now - Double(frame.receivedAt.millisecondsSinceEpoch) : 0)
            let asOf = thrifty ? Self.instant(now) : frame.receivedAt
            if case .failure(let error) = watched[index].look(at: frame, now: asOf) { throw error }
        }
        let sent = seconds * 5 * cameras
        let lost = drops() - dropsBefore
        try show([
            "cameras": cameras, "thrifty": thrifty, "sent": sent, "dropped": lost,
            "dropped_share": Double(lost) / Double(max(sent, 1)), "network_runs": runs() - runsBefore,
            "cpu_share": (cpuMilliseconds() - cpuBefore) / speed / Double(seconds * 1_000), "speed": speed, "longest_wait_ms": longestWait,
            "memory_mb": peakMegabytes(),
        ])
    }

    /// Compiles the network for both shapes that 16:9 pictures and cuts of them need; that is not counted.
    private func warmUp() throws {
        guard let picture = Picture.colour(clips[0][0]) else { return }
        let whole = PixelRectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        let square = PixelRectangle(x: 0, y: 0, width: picture.height, height: picture.height)
        for region in [whole, square] { _ = try estimator.estimate(picture, region: region, quarterTurns: 0) }
    }

    private static func instant(_ milliseconds: Double) -> MonitoringModel.Instant {
        Instant(millisecondsSinceEpoch: Int64(milliseconds))
    }
}
