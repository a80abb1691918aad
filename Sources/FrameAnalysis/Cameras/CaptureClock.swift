import MonitoringModel

/// When a camera says that it took a picture.
enum CaptureTime: Hashable, Sendable {
    /// A point in time.
    case instant(Instant)
    /// A wall time whose zone is not told, as if it were UTC.
    case local(Instant)
}

/// Decides when a frame counts as taken, whatever the camera's clock does.
///
/// A claimed time holds if it is plausible and later than the one before; else the time of arrival does. So
/// a clock that jumps, stands still or runs years ahead neither moves events in time nor breaks their order.
struct CaptureClock {
    /// How far a camera's clock may run ahead of ours.
    static let ahead = Duration.seconds(2)
    /// How late a frame may come.
    static let late = Duration.seconds(300)
    /// The grid of the world's time zones: every offset from UTC is a multiple of this.
    static let zoneGrid = Duration.seconds(900)

    private var lastTaken: Instant?
    private var lastReceived: Instant?
    /// What is wrong with the camera's clock, if anything is.
    private(set) var problem: String?

    /// Returns when a frame counts as taken: later than every frame before unless our own clock was set back.
    mutating func time(claimed: CaptureTime?, receivedAt: Instant) -> Instant {
        if let lastReceived, receivedAt < lastReceived { lastTaken = nil }
        lastReceived = receivedAt
        let taken = plausible(claimed, receivedAt) ?? receivedAt
        let orderly = lastTaken.map { taken > $0 ? taken : max(receivedAt, $0 + .milliseconds(1)) } ?? taken
        lastTaken = orderly
        return orderly
    }

    private mutating func plausible(_ claimed: CaptureTime?, _ receivedAt: Instant) -> Instant? {
        let time: Instant
        switch claimed {
        case nil:
            problem = nil
            return nil
        case .instant(let instant):
            time = instant
        case .local(let wall):
            time = Self.nearest(wall, to: receivedAt)
        }
        let behind = receivedAt - time
        if behind < .zero - Self.ahead {
            problem =
                "the camera's clock is \(DurationPhrase.text(.zero - behind)) ahead: set it; the times of arrival count"
            return nil
        }
        if behind > Self.late {
            problem = "the camera's clock is \(DurationPhrase.text(behind)) behind: set it; the times of arrival count"
            return nil
        }
        if let lastTaken, time < lastTaken - .seconds(1) {
            problem =
                "the camera's clock has gone back by \(DurationPhrase.text(lastTaken - time)); the times of arrival count"
            return nil
        }
        problem = nil
        return time
    }

    /// The instant, among those that differ from a wall time by a possible zone, that lies nearest to arrival.
    private static func nearest(_ wall: Instant, to receivedAt: Instant) -> Instant {
        let grid = zoneGrid.wholeMilliseconds
        let (difference, overflow) = receivedAt.millisecondsSinceEpoch
            .subtractingReportingOverflow(wall.millisecondsSinceEpoch)
        guard !overflow, difference.magnitude < 15 * 3_600_000 else { return wall }
        let steps = ((Double(difference) - Double(late.wholeMilliseconds) / 2) / Double(grid)).rounded()
        return wall + .milliseconds(Int64(steps) * grid)
    }
}
