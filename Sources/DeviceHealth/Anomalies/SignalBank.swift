import Foundation
import MonitoringModel

/// Turns a series of values into its signals.
struct SignalBank: Hashable, Codable, Sendable {
    /// How many values were seen.
    private(set) var count = 0
    /// The slowly followed mean.
    private(set) var level = 0.0
    /// The slowly followed mean distance from it: the usual spread.
    private(set) var spread = 0.0
    private var recent = RecentValues(capacity: 96)
    private var logarithms = RecentValues(capacity: 48)
    private var positions = RecentValues(capacity: 288)
    private var week = WeeklyProfile()
    private var drift = 0.0
    private var lastLogarithm: Double?
    private var short = PatternMemory(dimensions: 8, step: 3, nearness: 0.05)
    private var long = PatternMemory(dimensions: 12, step: 24, nearness: 0.06)

    /// The weight of a new value in the level and the spread of a series that is known.
    static let slowness = 0.001
    /// The weight of a new value in the drift from the usual hours.
    static let driftWeight = 0.04

    /// The least range that is told from rounding, of signals in the series' own unit.
    var leastRange: Double { 1e-9 + 1e-6 * (abs(level) + spread) }

    /// Whether the parts fit together, as they do unless a stored state was damaged.
    func isSound(patterns limit: Int) -> Bool {
        let new = SignalBank()
        return count >= 0 && recent.isSound(capacity: 96) && logarithms.isSound(capacity: 48)
            && positions.isSound(capacity: 288) && week.isSound && short.isSound(like: new.short, limit: limit)
            && long.isSound(like: new.long, limit: limit)
    }

    /// Takes a value, and hands each signal to `emit` with the least range that counts.
    mutating func take(
        _ value: Double,
        at time: Instant,
        patterns: Int,
        emit: (AnomalySignal, Double, _ leastRange: Double) -> Void
    ) {
        follow(value)
        let least = leastRange
        let mean = recent.mean(last: 12)
        emit(.value, value, least)
        emit(.shortMean, mean, least)
        emit(.longMean, recent.mean(last: 48), least)
        emit(.shift, mean - recent.mean(last: 96), least)
        emit(.range, recent.range, least)
        takeLogarithm(value, emit)
        takeHour(value, WeeklyProfile.hour(time), emit)
        positions.append(max(-3, min(3, (value - level) / (4 * spread + 1e-9))))
        if let distance = short.distance(positions, limit: patterns) { emit(.shortPattern, distance, 1e-6) }
        if let distance = long.distance(positions, limit: patterns) { emit(.longPattern, distance, 1e-6) }
    }

    private mutating func follow(_ value: Double) {
        count = count == .max ? count : count + 1
        let weight = max(Self.slowness, 1 / Double(count))
        level += weight * (value - level)
        spread += weight * (abs(value - level) - spread)
        recent.append(value)
    }

    /// Negative values have no logarithm; they are left out of these signals.
    private mutating func takeLogarithm(_ value: Double, _ emit: (AnomalySignal, Double, Double) -> Void) {
        guard value >= 0 else { return }
        let logarithm = log(value + 0.05 * spread + 1e-3 * abs(level) + 1e-9)
        logarithms.append(logarithm)
        emit(.logarithm, logarithm, 1e-6)
        emit(.shortLogarithm, logarithms.mean(last: 12), 1e-6)
        emit(.longLogarithm, logarithms.mean(last: 48), 1e-6)
        emit(.ratio, abs(logarithm - (lastLogarithm ?? logarithm)), 1e-6)
        lastLogarithm = logarithm
    }

    private mutating func takeHour(_ value: Double, _ hour: Int, _ emit: (AnomalySignal, Double, Double) -> Void) {
        let usual = week.usual(hour)
        let difference = usual.map { value - $0.mean } ?? 0
        drift += Self.driftWeight * (difference - drift)
        week.note(value, hour)
        guard let usual else { return }
        emit(.hour, difference, leastRange)
        emit(.hourSpread, difference / (usual.spread + 0.3 * spread + 1e-9), 1e-6)
        emit(.hourDrift, drift, leastRange)
    }
}
