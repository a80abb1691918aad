import MonitoringModel

/// Lets frames pass at no more than a rate, by the times at which they were taken.
///
/// A frame that comes a little early passes, so that a camera of the same rate loses none to jitter; what it was
/// early is made up by the next one.
struct FramePace {
    /// How early a frame may come, as a share of the time between two frames.
    static let tolerance = 0.3

    private let interval: Duration
    private var due: Instant?
    private var last: Instant?

    /// Creates a pace with a greatest rate in frames a second, held to ``CameraSettings/rates``.
    init(framesPerSecond: Double) {
        let rates = CameraSettings.rates
        let rate = framesPerSecond.isFinite ? framesPerSecond : rates.upperBound
        interval = .milliseconds(Int64(1_000 / min(max(rate, rates.lowerBound), rates.upperBound)))
    }

    /// Returns whether a frame is looked at; one whose time went back always is.
    mutating func admits(_ takenAt: Instant) -> Bool {
        defer { last = takenAt }
        if let due, let last, takenAt >= last {
            guard takenAt >= due - interval * Self.tolerance else { return false }
            self.due = max(due + interval, takenAt)
        } else {
            due = takenAt + interval
        }
        return true
    }
}
