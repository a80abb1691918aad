import HouseholdScenes
import Logging
import MonitoringModel
import MonitoringTestKit
import Synchronization
import Testing

@testable import FrameAnalysis

/// Runs a feed and watches what it delivers.
final class FeedProbe: Sendable {
    /// How long a condition is waited for.
    static let deadline = Duration.seconds(60)

    private let seen = Mutex<(count: Int, last: FrameContent?)>((0, nil))
    let states = SourceStates()

    /// How many pictures were delivered.
    var count: Int { seen.withLock { $0.count } }
    /// The last picture.
    var last: FrameContent? { seen.withLock { $0.last } }
    /// The connection's state.
    var state: SourceState? { states["camera"] }
    /// Why no pictures come.
    var reason: String? {
        if case .failed(let reason) = state { reason } else { nil }
    }

    /// Runs a feed while a body looks at what comes of it.
    func run(
        _ source: CameraSource,
        framesPerSecond: Double = 5,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: () async throws -> Void
    ) async throws {
        var settings = CameraSettings(camera: "camera")
        settings.source = source
        settings.framesPerSecond = framesPerSecond
        let feed = CameraFeed(
            settings: settings,
            states: states,
            clock: clock,
            wallClock: SystemWallClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            random: { 0 },
            deliver: { content in self.seen.withLock { $0 = ($0.count + 1, content) } }
        )
        let known = try #require(feed)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await known.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// Waits until a condition holds; the test fails if it never does.
    func wait(_ what: Comment, until condition: () -> Bool) async throws {
        let start = ContinuousClock.now
        while !condition(), ContinuousClock.now - start < Self.deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        try #require(condition(), "\(what.rawValue); the feed is \(String(describing: state))")
    }

    /// A small JPEG picture of a drawn room.
    static func jpeg(width: Int = 96, height: Int = 64) throws -> [UInt8] {
        let rasterizer = Rasterizer(Scene.emptyRoom(), size: try FrameSize(width: width, height: height))
        return try FrameEncoder.jpeg(rgb: rasterizer.frame(at: .zero, index: 0), width: width, height: height)
    }
}
