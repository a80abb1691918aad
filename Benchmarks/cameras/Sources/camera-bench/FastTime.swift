import MonitoringModel
import Synchronization

/// A wall clock that runs several times faster than the world's and can be set.
final class FastWallClock: WallClock {
    private let start = ContinuousClock.now
    private let speed: Double
    private let offset = Mutex(Duration.zero)

    init(speed: Double) {
        self.speed = speed
    }

    var now: MonitoringModel.Instant {
        let elapsed = (ContinuousClock.now - start) * speed
        return Instant(millisecondsSinceEpoch: 1_800_000_000_000) + elapsed + offset.withLock { $0 }
    }

    /// Sets the clock forward, or back if negative.
    func jump(by step: Duration) {
        offset.withLock { $0 += step }
    }
}

/// A clock whose pauses are several times shorter than asked for.
struct FastClock: Clock {
    let speed: Double

    var now: ContinuousClock.Instant { ContinuousClock.now }
    var minimumResolution: Duration { ContinuousClock().minimumResolution }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try await ContinuousClock().sleep(for: (deadline - now) / speed, tolerance: tolerance)
    }
}
