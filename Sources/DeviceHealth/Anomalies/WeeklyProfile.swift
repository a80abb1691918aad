import MonitoringModel

/// What is usual at each hour of the week, in UTC.
///
/// The first values of an hour are compared with one another, later ones with the same hour of earlier weeks.
struct WeeklyProfile: Hashable, Codable, Sendable {
    private var means = [Double](repeating: 0, count: 168)
    private var spreads = [Double](repeating: 0, count: 168)
    private var counts = [UInt8](repeating: 0, count: 168)

    /// The weight of a new value in an hour that is known.
    static let weight = 0.3

    /// What is usual at an hour.
    struct Usual {
        /// The mean.
        var mean: Double
        /// The mean distance from it.
        var spread: Double
    }

    /// The hour of the week of an instant, 0 to 167.
    static func hour(_ time: Instant) -> Int {
        let hours = time.millisecondsSinceEpoch / 3_600_000 - (time.millisecondsSinceEpoch % 3_600_000 < 0 ? 1 : 0)
        let hour = Int(hours % 168)
        return hour < 0 ? hour + 168 : hour
    }

    /// Whether the parts fit together, as they do unless a stored state was damaged.
    var isSound: Bool { means.count == 168 && spreads.count == 168 && counts.count == 168 }

    /// What is usual at an hour; `nil` if nothing is known of it.
    func usual(_ hour: Int) -> Usual? {
        counts[hour] == 0 ? nil : Usual(mean: means[hour], spread: spreads[hour])
    }

    /// Notes a value of an hour.
    mutating func note(_ value: Double, _ hour: Int) {
        if counts[hour] < .max { counts[hour] += 1 }
        let difference = value - means[hour]
        means[hour] += max(Self.weight, 1 / Double(counts[hour])) * difference
        guard counts[hour] > 1 else { return }
        spreads[hour] += max(Self.weight, 1 / Double(counts[hour] - 1)) * (abs(difference) - spreads[hour])
    }
}
