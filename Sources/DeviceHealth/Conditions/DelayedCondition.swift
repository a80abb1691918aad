import MonitoringModel

/// A condition with on-delay, off-delay and deadband (ISA-18.2): one odd reading changes nothing.
struct DelayedCondition: Hashable, Codable, Sendable {
    /// How many readings a change takes.
    struct Delays: Hashable, Sendable {
        /// How many in a row must show the fault.
        var onReadings: Int
        /// How long they must show it, in place of ``onReadings``.
        var onDuration: Duration?
        /// How many in a row must be normal.
        var offReadings: Int
    }

    /// What one reading shows.
    enum Sample: Sendable {
        /// The fault.
        case faulty
        /// Neither: within the deadband nothing begins and nothing ends.
        case between
        /// Normal.
        case normal
    }

    /// The change that a reading brought about.
    enum Edge: Sendable {
        /// The fault has begun.
        case began
        /// The fault has ended.
        case ended
    }

    /// Whether the fault lasts.
    private(set) var isActive = false
    private var run = 0
    private var runBeganAt: Instant?

    /// Takes a reading and returns the change it brought about, if any.
    ///
    /// A reading within the deadband interrupts a run of readings in either direction.
    mutating func take(_ sample: Sample, at instant: Instant, _ delays: Delays) -> Edge? {
        guard sample == (isActive ? .normal : .faulty) else {
            forgetRun()
            return nil
        }
        run = min(run + 1, 1_000)
        let began = runBeganAt ?? instant
        runBeganAt = began
        guard isActive ? run >= delays.offReadings : hasLasted(since: began, instant, delays) else { return nil }
        isActive.toggle()
        forgetRun()
        return isActive ? .began : .ended
    }

    /// Forgets readings that were on the way to a change, because too long a time lies between.
    mutating func forgetRun() {
        run = 0
        runBeganAt = nil
    }

    private func hasLasted(since began: Instant, _ instant: Instant, _ delays: Delays) -> Bool {
        guard let onDelay = delays.onDuration else { return run >= delays.onReadings }
        return instant - began >= onDelay
    }
}
