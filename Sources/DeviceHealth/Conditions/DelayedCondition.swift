import MonitoringModel

/// A condition with on-delay, off-delay and deadband (ISA-18.2): one odd reading changes nothing.
struct DelayedCondition: Hashable, Codable, Sendable {
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
    mutating func take(_ sample: Sample, at instant: Instant, _ profile: CableBoxProfile) -> Edge? {
        guard sample == (isActive ? .normal : .faulty) else {
            forgetRun()
            return nil
        }
        run = min(run + 1, 1_000)
        let began = runBeganAt ?? instant
        runBeganAt = began
        guard isActive ? run >= profile.offDelayReadings : hasLasted(since: began, instant, profile) else { return nil }
        isActive.toggle()
        forgetRun()
        return isActive ? .began : .ended
    }

    /// Forgets readings that were on the way to a change, because too long a time lies between.
    mutating func forgetRun() {
        run = 0
        runBeganAt = nil
    }

    private func hasLasted(since began: Instant, _ instant: Instant, _ profile: CableBoxProfile) -> Bool {
        guard let onDelay = profile.onDelay else { return run >= profile.onDelayReadings }
        return instant - began >= onDelay
    }
}
