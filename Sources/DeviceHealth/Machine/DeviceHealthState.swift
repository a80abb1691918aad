public import MonitoringModel

/// What is stored of a device's health between messages.
public struct DeviceHealthState: Hashable, Codable, Sendable {
    /// What was left out of consideration, counted since the device is known.
    public struct Counters: Hashable, Codable, Sendable {
        /// The values of a wrong type or absurd.
        public var ignoredValues: UInt64 = 0
        /// The messages measured before one that was already seen.
        public var outOfOrder: UInt64 = 0
        /// The messages measured at the same time as the last one.
        public var duplicates: UInt64 = 0
        /// The messages whose time was impossible, so that the time of arrival was taken.
        public var wrongClock: UInt64 = 0
    }

    /// The time of the newest message considered, by the device's clock.
    public internal(set) var lastObservedAt: Instant?
    /// What was left out of consideration.
    public internal(set) var counters = Counters()
    var snr = DelayedCondition()
    var codewords = DelayedCondition()
    var power = DelayedCondition()
    var uncorrectable = CounterRate()
    var reboots = RebootLog()
    var silence = SilenceWatch()
    // States stored before there were these have none of them.
    var temperature: DelayedCondition?
    var metrics: [String: MetricState]?
    var dampers: [String: FlapDamper]?

    /// Creates the state of a device of which nothing is known.
    public init() {}

    /// Whether the device is silent.
    public var isSilent: Bool { silence.isSilent }

    /// When the device was last heard, by our clock.
    public var lastHeardAt: Instant? { silence.lastHeardAt }

    /// The faults that last.
    public var faults: [FaultCode] {
        var codes: [FaultCode] = []
        if snr.isActive { codes.append(.lowSNR) }
        if codewords.isActive { codes.append(.uncorrectableCodewords) }
        if power.isActive { codes.append(.powerOutOfRange) }
        if reboots.isActive { codes.append(.rebootLoop) }
        if temperature?.isActive == true { codes.append(.highTemperature) }
        return codes
    }
}
