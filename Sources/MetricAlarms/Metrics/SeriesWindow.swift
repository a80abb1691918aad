import MonitoringModel

/// The recent values of one series, summed up in slots of 10 or 60 seconds; a ring of fixed size.
struct SeriesWindow: Hashable, Sendable {
    /// What became of a value.
    enum Reception: Sendable {
        /// It counts.
        case taken
        /// Its slot has left the window.
        case tooLate
    }

    /// The length of a slot, in milliseconds.
    let slotLength: Int64
    /// Whether single values are kept, for percentiles.
    let keepsSamples: Bool
    private var slots: [SlotSummary]
    private var sketches: [SampleSketch]

    /// Creates an empty window of a number of slots.
    init(slotLength: Int64, slotCount: Int, keepsSamples: Bool) {
        self.slotLength = max(1, slotLength)
        self.keepsSamples = keepsSamples
        slots = Array(repeating: SlotSummary(), count: max(1, slotCount))
        sketches = keepsSamples ? Array(repeating: SampleSketch(), count: max(1, slotCount)) : []
    }

    /// A window of the same size without values.
    var emptied: SeriesWindow {
        SeriesWindow(slotLength: slotLength, slotCount: slots.count, keepsSamples: keepsSamples)
    }

    /// How many slots back from the present one values are taken.
    var reach: Int64 { Int64(slots.count) - MetricAlarmLimits.futureSeconds * 1_000 / slotLength - 1 }

    /// The number of the slot that holds a time.
    func slot(of instant: Instant) -> Int64 {
        let (quotient, remainder) = instant.millisecondsSinceEpoch.quotientAndRemainder(dividingBy: slotLength)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Takes a value.
    mutating func add(_ value: Double, at instant: Instant) -> Reception {
        let slot = slot(of: instant)
        guard let index = claim(slot) else { return .tooLate }
        slots[index].add(value)
        if keepsSamples { sketches[index].add(value) }
        return .taken
    }

    /// The statistic of the values in slots, or `nil` if there are none.
    func statistic(_ statistic: MetricStatistic, from first: Int64, count: Int) -> Double? {
        if count == 1 {
            let entry = slots[index(of: first)]
            guard entry.slot == first else { return nil }
            return entry.value(statistic) ?? percentile(statistic, from: first, count: 1)
        }
        var total = SlotSummary()
        var position = index(of: first)
        for slot in first..<(first + Int64(count)) {
            if slots[position].slot == slot { total.add(slots[position]) }
            position += 1
            if position == slots.count { position = 0 }
        }
        guard total.count > 0 else { return nil }
        return total.value(statistic) ?? percentile(statistic, from: first, count: count)
    }

    private func percentile(_ statistic: MetricStatistic, from first: Int64, count: Int) -> Double? {
        guard case .percentile(let percent) = statistic, keepsSamples else { return nil }
        var samples: [SampleSketch.Sample] = []
        for slot in first..<(first + Int64(count)) where slots[index(of: slot)].slot == slot {
            samples += sketches[index(of: slot)].samples
        }
        return SampleSketch.percentile(percent, of: samples)
    }

    private func index(of slot: Int64) -> Int {
        let remainder = Int(slot % Int64(slots.count))
        return remainder < 0 ? remainder + slots.count : remainder
    }

    /// Makes the place of a slot ready for it; `nil` if a later slot has it already.
    private mutating func claim(_ slot: Int64) -> Int? {
        let index = index(of: slot)
        guard slots[index].slot <= slot else { return nil }
        if slots[index].slot < slot {
            slots[index] = SlotSummary(slot: slot)
            if keepsSamples { sketches[index] = SampleSketch() }
        }
        return index
    }
}

extension SeriesWindow {
    /// The slots with values, oldest first.
    var stored: [(summary: SlotSummary, sketch: SampleSketch?)] {
        slots.indices.filter { slots[$0].count > 0 }
            .map { (slots[$0], keepsSamples ? sketches[$0] : nil) }
            .sorted { $0.summary.slot < $1.summary.slot }
    }

    /// Takes a stored slot whose length may be another one; a shorter one cannot be made of it.
    mutating func restore(_ summary: SlotSummary, _ sketch: SampleSketch?, slotLength stored: Int64) {
        guard stored > 0, slotLength % stored == 0 else { return }
        let start = summary.slot.multipliedReportingOverflow(by: stored)
        guard !start.overflow else { return }
        let slot = slot(of: Instant(millisecondsSinceEpoch: start.partialValue))
        guard let index = claim(slot) else { return }
        slots[index].add(summary)
        if keepsSamples, let sketch { sketches[index].add(sketch) }
    }
}
