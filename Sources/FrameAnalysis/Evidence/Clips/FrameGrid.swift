import MonitoringModel

/// Lays frames with times of their own on a film's even steps.
struct FrameGrid: Sendable {
    /// The rates of a film, in frames a second.
    static let rates = 2.0...15.0
    /// The longest time for which one frame stands still in a film.
    static let longestStandstill = Duration.seconds(10)

    /// Frames a second.
    let rate: Double
    private var start: Instant?
    private var last: Instant?
    private var written = 0

    /// Creates a grid.
    init(rate: Double) {
        self.rate = rate
    }

    /// Creates a grid whose rate is the median one of frames.
    init(fitting times: [Instant]) {
        let steps = zip(times.dropFirst(), times).map { ($0 - $1).inSeconds }.filter { $0 > 0 }.sorted()
        let median = steps.isEmpty ? 0.2 : steps[steps.count / 2]
        self.init(rate: min(max((10 / median).rounded() / 10, Self.rates.lowerBound), Self.rates.upperBound))
    }

    /// Returns how often the frame before is shown until one of this time follows; 0 leaves it out.
    mutating func copies(until time: Instant) -> Int {
        guard let start, let last else {
            self.start = time
            self.last = time
            return 0
        }
        // A long gap is shortened: everything later moves up.
        let gap = max(.zero, time - last - Self.longestStandstill)
        let begin = start + gap
        self.start = begin
        self.last = max(time, last)
        let due = Int(((time - begin).inSeconds * rate).rounded())
        let copies = max(0, due - written)
        written += copies
        return copies
    }
}
