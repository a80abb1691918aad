import Foundation

/// A source of the current time of day, injected wherever facts about the world are dated.
///
/// Waiting uses Swift's `Clock`; a `WallClock` only tells.
public protocol WallClock: Sendable {
    /// The current instant.
    var now: Instant { get }
}

/// The machine's own clock.
public struct SystemWallClock: WallClock {
    /// Creates the machine's clock.
    public init() {}

    /// The current instant by the machine's clock.
    public var now: Instant {
        Instant(millisecondsSinceEpoch: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
