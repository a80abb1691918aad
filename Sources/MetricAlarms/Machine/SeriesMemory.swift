/// What is stored of one series: its recent slots.
public struct SeriesMemory: Hashable, Codable, Sendable {
    /// The series.
    public var series: MetricSeries
    /// The length of a slot, in milliseconds.
    var slotLength: Int64
    /// Number, count, sum, least and greatest value of each slot with values, one after the other.
    var slots: [Double]
    /// Value and weight of the single values of each slot, as far as they are kept.
    var samples: [[Double]]?

    /// Takes down a window.
    init(_ series: MetricSeries, _ window: SeriesWindow) {
        let stored = window.stored
        self.series = series
        slotLength = window.slotLength
        slots = stored.flatMap { slot in
            let summary = slot.summary
            return [Double(summary.slot), summary.count, summary.sum, summary.minimum, summary.maximum]
        }
        guard window.keepsSamples else { return }
        samples = stored.map { slot in (slot.sketch?.samples ?? []).flatMap { [$0.value, $0.weight] } }
    }

    /// Puts what was stored into a window; numbers that cannot be right are left out.
    func restore(into window: inout SeriesWindow) {
        for index in 0..<(slots.count / 5) {
            let numbers = slots[(index * 5)..<(index * 5 + 5)].map(\.self)
            guard let slot = Int64(exactly: numbers[0]), numbers[1] > 0, numbers.allSatisfy(\.isFinite) else {
                continue
            }
            let summary = SlotSummary(
                slot: slot,
                count: numbers[1],
                sum: numbers[2],
                minimum: numbers[3],
                maximum: numbers[4]
            )
            window.restore(summary, sketch(index), slotLength: slotLength)
        }
    }

    private func sketch(_ index: Int) -> SampleSketch? {
        guard let samples, samples.indices.contains(index) else { return nil }
        let numbers = samples[index]
        let pairs = stride(from: 0, to: numbers.count - 1, by: 2)
        return SampleSketch(
            pairs.compactMap { position in
                guard numbers[position].isFinite, numbers[position + 1] > 0 else { return nil }
                return SampleSketch.Sample(value: numbers[position], weight: numbers[position + 1])
            }
        )
    }
}
