import Foundation
import MonitoringModel

/// Notices that a value slowly moves away from where it used to be.
///
/// It compares two means whose weights fade with time: one over about a day, so that the hours of the day even
/// out, and one over about two weeks. It says nothing before a week of readings (warm-up), and a drift that has
/// become the new normal ends by itself.
struct DriftWatch: Hashable, Codable, Sendable {
    /// The time over which readings are seen before drift is told.
    static let warmUp = Duration.seconds(7 * 86_400)
    /// The time constant of the quick mean, in seconds.
    static let quickSeconds = 86_400.0
    /// The time constant of the slow mean, in seconds.
    static let slowSeconds = 14 * 86_400.0

    /// Whether the value has drifted.
    private(set) var isActive = false
    private var quick = 0.0
    private var slow = 0.0
    private var beganAt: Instant?
    private var lastAt: Instant?

    /// How far the value has moved, in its own unit.
    var distance: Double { quick - slow }

    /// Takes a reading and returns the change it brought about, if any; it ends at half of the limit.
    mutating func take(_ reading: Double, at instant: Instant, limit: Double) -> DelayedCondition.Edge? {
        guard let beganAt, let lastAt else {
            (quick, slow, beganAt, lastAt) = (reading, reading, instant, instant)
            return nil
        }
        // A gap of more than a day counts as one: what happened within it is not known.
        let passed = min(max(0, (instant - lastAt).inSeconds), Self.quickSeconds)
        let age = max(0, (instant - beganAt).inSeconds)
        quick += (reading - quick) * Self.share(passed, min(Self.quickSeconds, age))
        slow += (reading - slow) * Self.share(passed, min(Self.slowSeconds, age))
        self.lastAt = max(instant, lastAt)
        guard instant - beganAt >= Self.warmUp else { return nil }
        let isFar = distance.magnitude >= (isActive ? limit / 2 : limit)
        guard isFar != isActive else { return nil }
        isActive = isFar
        return isFar ? .began : .ended
    }

    private static func share(_ passed: Double, _ constant: Double) -> Double {
        constant > 0 ? 1 - exp(-passed / constant) : 0
    }
}
