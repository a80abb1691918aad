public import MonitoringModel
import Synchronization

/// A wall clock that shows what a test sets.
public final class ManualWallClock: WallClock {
    private let current: Mutex<Instant>

    /// Creates a clock that shows a time; by default 2026-03-02, a Monday, 09:00 UTC.
    public init(_ instant: Instant = Instant(millisecondsSinceEpoch: 1_772_442_000_000)) {
        current = Mutex(instant)
    }

    /// The time it shows.
    public var now: Instant {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// Moves the time on.
    public func advance(by duration: Duration) {
        current.withLock { $0 = $0 + duration }
    }
}
