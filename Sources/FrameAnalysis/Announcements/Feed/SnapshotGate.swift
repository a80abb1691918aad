import MonitoringModel

/// Lets one camera's snapshots through, not too often; the newest waits, an older one gives way.
struct SnapshotGate: Sendable {
    private var waiting: [UInt8]?
    private var toldAt: Instant?
    /// How many gave way to a newer one.
    private(set) var replaced = 0

    /// Puts a snapshot in.
    mutating func put(_ jpeg: [UInt8]) {
        if waiting != nil { replaced += 1 }
        waiting = jpeg
    }

    /// Throws away what waits.
    mutating func clear() {
        waiting = nil
    }

    /// The snapshot that is to be told now.
    mutating func take(pause: Duration, at now: Instant) -> [UInt8]? {
        guard let jpeg = waiting, let due = nextDue(pause: pause, at: now), due <= now else { return nil }
        waiting = nil
        toldAt = now
        return jpeg
    }

    /// When the snapshot that waits may be told.
    func nextDue(pause: Duration, at now: Instant) -> Instant? {
        guard waiting != nil else { return nil }
        guard let toldAt, toldAt <= now else { return now }
        return toldAt + pause
    }
}
