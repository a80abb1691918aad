/// The values of one slot, one by one while they are few, merged in pairs when they become many.
struct SampleSketch: Hashable, Sendable {
    /// A value, or the mean of several that are neighbours in rank.
    struct Sample: Hashable, Sendable {
        /// The value.
        var value: Double
        /// For how many values it stands.
        var weight: Double
    }

    /// The values; at most ``MetricAlarmLimits/samples``.
    private(set) var samples: [Sample] = []

    /// Creates an empty sketch.
    init() {}

    /// Creates a sketch from stored values; superfluous ones are left out.
    init(_ samples: some Sequence<Sample>) {
        self.samples = Array(samples.prefix(MetricAlarmLimits.samples))
    }

    /// Takes a value.
    mutating func add(_ value: Double) {
        add(Sample(value: value, weight: 1))
    }

    /// Takes the values of another sketch.
    mutating func add(_ other: SampleSketch) {
        for sample in other.samples { add(sample) }
    }

    private mutating func add(_ sample: Sample) {
        if samples.count >= MetricAlarmLimits.samples { mergePairs() }
        samples.append(sample)
    }

    private mutating func mergePairs() {
        samples.sort { $0.value < $1.value }
        var merged: [Sample] = []
        merged.reserveCapacity(MetricAlarmLimits.samples)
        for index in stride(from: 0, to: samples.count - 1, by: 2) {
            let (first, second) = (samples[index], samples[index + 1])
            let weight = first.weight + second.weight
            let value = first.value + (second.value - first.value) * (second.weight / weight)
            merged.append(Sample(value: value, weight: weight))
        }
        if samples.count % 2 == 1, let last = samples.last { merged.append(last) }
        samples = merged
    }

    /// Returns the least value that a share of all values does not exceed (nearest rank), or `nil` without values.
    static func percentile(_ percent: Double, of samples: [Sample]) -> Double? {
        let sorted = samples.sorted { $0.value < $1.value }
        let total = sorted.reduce(0) { $0 + $1.weight }
        let rank = max(1, (percent / 100 * total).rounded(.up))
        var passed = 0.0
        for sample in sorted {
            passed += sample.weight
            if passed >= rank { return sample.value }
        }
        return sorted.last?.value
    }
}
