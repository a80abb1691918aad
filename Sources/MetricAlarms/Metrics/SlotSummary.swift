/// What is kept of the values of one slot: the shortest time that evaluations tell apart.
struct SlotSummary: Hashable, Sendable {
    /// The slot's number, counted from the epoch; the least possible one for a slot never used.
    var slot = Int64.min
    /// How many values there were.
    var count = 0.0
    /// Their sum.
    var sum = 0.0
    /// The least.
    var minimum = Double.infinity
    /// The greatest.
    var maximum = -Double.infinity

    /// Takes a value.
    mutating func add(_ value: Double) {
        count += 1
        sum += value
        minimum = min(minimum, value)
        maximum = max(maximum, value)
    }

    /// Takes the values of another slot.
    mutating func add(_ other: SlotSummary) {
        count += other.count
        sum += other.sum
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
    }

    /// A statistic of the values, or `nil` if there are none or it needs the values themselves.
    func value(_ statistic: MetricStatistic) -> Double? {
        guard count > 0 else { return nil }
        switch statistic {
        case .sampleCount: return count
        case .sum: return sum
        case .average: return sum / count
        case .minimum: return minimum
        case .maximum: return maximum
        case .percentile(let percent):
            return percent <= 0 ? minimum : percent >= 100 ? maximum : nil
        }
    }
}
