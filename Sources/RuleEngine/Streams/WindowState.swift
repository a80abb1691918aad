import MonitoringModel

/// The windows of one stream: takes messages in whatever order, gives results when windows end.
///
/// Time windows are aligned to 1970 in UTC. A window ends when a message was measured, or the clock shows,
/// its end and the lateness beyond it; a message whose windows have all ended is dropped and counted.
struct WindowState: Hashable, Codable, Sendable {
    /// What one window gives.
    struct Output: Hashable {
        /// The results of the aggregates.
        var values: [JSONValue?]
        /// When the window ended.
        var end: Instant
    }

    private var open: [OpenWindow] = []
    private var samples: [WindowSample] = []
    private var watermark: Instant?
    /// How many messages came too late.
    private(set) var late: Int64 = 0

    /// Creates a state without windows.
    init() {}

    /// When the next window ends by the clock; `nil` if none is open that does.
    func deadline(_ window: StreamClauses.Window, lateness: Duration) -> Instant? {
        if case .count = window { return nil }
        return open.map(\.end).min().map { $0 + lateness }
    }

    /// Takes a message and returns the windows that end with it.
    mutating func add(
        _ values: [JSONValue?],
        at instant: Instant,
        _ window: StreamClauses.Window,
        lateness: Duration,
        _ aggregates: [Aggregate]
    ) -> [Output] {
        let isTaken: Bool
        // What had ended by the latest time seen before takes nothing more.
        let ended = watermark.map { $0 - lateness } ?? Instant(millisecondsSinceEpoch: .min)
        switch window {
        case .tumbling(let length): isTaken = put(values, instant, length, every: length, after: ended, aggregates)
        case .hopping(let length, let step):
            isTaken = put(values, instant, length, every: step, after: ended, aggregates)
        case .sliding(let length): return slide(values, instant, length, aggregates)
        case .session(let gap, let limit): isTaken = extend(values, instant, gap, limit, after: ended, aggregates)
        case .count(let length, let every): return count(values, instant, length, every, aggregates)
        }
        guard isTaken else {
            late += 1
            return []
        }
        watermark = max(watermark ?? instant, instant)
        return drain(until: watermark ?? instant, lateness, aggregates)
    }

    /// Returns the windows that have ended by the clock.
    mutating func close(until now: Instant, lateness: Duration, _ aggregates: [Aggregate]) -> [Output] {
        watermark = max(watermark ?? now, now)
        return drain(until: now, lateness, aggregates)
    }

    private mutating func drain(until time: Instant, _ lateness: Duration, _ aggregates: [Aggregate]) -> [Output] {
        let ended = open.filter { $0.end + lateness <= time }.sorted { $0.end < $1.end }
        guard !ended.isEmpty else { return [] }
        open.removeAll { $0.end + lateness <= time }
        return ended.map { Self.output($0, aggregates) }
    }

    private static func output(_ window: OpenWindow, _ aggregates: [Aggregate]) -> Output {
        let values = zip(aggregates, window.accumulators).map { $1.result(of: $0.function, rank: $0.rank) }
        return Output(values: values, end: window.end)
    }

    private static func take(
        _ values: [JSONValue?],
        _ instant: Instant,
        _ window: inout OpenWindow,
        _ aggregates: [Aggregate]
    ) {
        // Stored windows may be damaged; their values are lost then, not the service.
        if window.accumulators.count != aggregates.count { window.accumulators = aggregates.map { _ in Accumulator() } }
        window.count += 1
        for (index, aggregate) in aggregates.enumerated() {
            window.accumulators[index].add(values[index], at: instant, for: aggregate.function)
        }
    }

    private mutating func put(
        _ values: [JSONValue?],
        _ instant: Instant,
        _ length: Int64,
        every: Int64,
        after ended: Instant,
        _ aggregates: [Aggregate]
    ) -> Bool {
        let time = instant.millisecondsSinceEpoch
        let remainder = ((time % every) + every) % every
        guard time.magnitude < 1 << 60 else { return false }
        var isTaken = false
        for start in stride(from: time - remainder, to: time - length, by: -Int(every)) {
            let begin = Instant(millisecondsSinceEpoch: start)
            let end = begin + .milliseconds(length)
            guard end > ended else { break }
            if !open.contains(where: { $0.start == begin }) {
                // A device whose clock jumps opens windows far apart; the oldest makes room.
                if open.count >= 2 * Int(RuleLimits.openWindows) { open.removeFirst() }
                open.append(OpenWindow(start: begin, end: end, accumulators: aggregates.map { _ in Accumulator() }))
            }
            guard let place = open.firstIndex(where: { $0.start == begin }) else { continue }
            Self.take(values, instant, &open[place], aggregates)
            isTaken = true
        }
        return isTaken
    }

    private mutating func extend(
        _ values: [JSONValue?],
        _ instant: Instant,
        _ gap: Int64,
        _ maximum: Int64,
        after ended: Instant,
        _ aggregates: [Aggregate]
    ) -> Bool {
        let reach = Duration.milliseconds(gap)
        let limit = Duration.milliseconds(maximum)
        if let place = open.firstIndex(where: {
            instant < $0.end && instant + reach > $0.start && instant - $0.start < limit
        }) {
            Self.take(values, instant, &open[place], aggregates)
            open[place].start = min(open[place].start, instant)
            open[place].end = min(max(open[place].end, instant + reach), open[place].start + limit)
            return true
        }
        guard instant + reach > ended else { return false }
        if open.count >= Int(RuleLimits.openWindows) { open.removeFirst() }
        let end = instant + min(reach, limit)
        var window = OpenWindow(start: instant, end: end, accumulators: aggregates.map { _ in Accumulator() })
        Self.take(values, instant, &window, aggregates)
        open.append(window)
        return true
    }

    private mutating func slide(
        _ values: [JSONValue?],
        _ instant: Instant,
        _ length: Int64,
        _ aggregates: [Aggregate]
    ) -> [Output] {
        samples.append(WindowSample(at: instant, values: values.map { $0?.isMemorable == true ? $0 : nil }))
        let newest = samples.map(\.at).max() ?? instant
        samples.removeAll { $0.at + .milliseconds(length) <= newest }
        if samples.count > Int(RuleLimits.windowMessages) { samples.removeFirst() }
        var window = OpenWindow(start: newest, end: newest, accumulators: aggregates.map { _ in Accumulator() })
        for sample in samples where sample.values.count == aggregates.count {
            Self.take(sample.values, sample.at, &window, aggregates)
        }
        return [Self.output(window, aggregates)]
    }

    private mutating func count(
        _ values: [JSONValue?],
        _ instant: Instant,
        _ length: Int64,
        _ every: Int64,
        _ aggregates: [Aggregate]
    ) -> [Output] {
        samples.append(WindowSample(at: instant, values: values.map { $0?.isMemorable == true ? $0 : nil }))
        guard samples.count >= Int(length) else { return [] }
        var window = OpenWindow(start: instant, end: instant, accumulators: aggregates.map { _ in Accumulator() })
        for sample in samples where sample.values.count == aggregates.count {
            Self.take(sample.values, sample.at, &window, aggregates)
        }
        samples.removeFirst(min(Int(every), samples.count))
        return [Self.output(window, aggregates)]
    }
}
