/// What is normal for a device on a cable network (DOCSIS 3.0, 256-QAM downstream).
///
/// Defaults: CableLabs' DOCSIS 3.0 physical layer specification asks a modem to work from -15 to
/// +15 dBmV and at an SNR of 30 dB (at input levels from -6 dBmV; 33 dB below). The others are our own
/// choice.
public struct CableBoxProfile: Hashable, Sendable {
    /// The name of the profile in documents.
    public static let name = "cable_box"

    /// The downstream signal-to-noise ratio below which the signal is weak, in dB; by default 30.
    public var snrFault = 30.0
    /// The ratio from which it is normal again, in dB; by default 32.
    public var snrNormal = 32.0
    /// The uncorrectable codewords a minute from which data is lost; by default 60.
    public var uncorrectableFault = 60.0
    /// The uncorrectable codewords a minute down to which it is normal again; by default 6.
    public var uncorrectableNormal = 6.0
    /// The least downstream power, in dBmV; by default -15.
    public var powerLow = -15.0
    /// The greatest downstream power, in dBmV; by default 15.
    public var powerHigh = 15.0
    /// How far inside these limits the power is normal again, in dB; by default 2.
    public var powerDeadband = 2.0
    /// The temperature from which the device is too hot, in degrees Celsius; by default 75.
    public var temperatureHigh = 75.0
    /// How far below that the temperature is normal again, in degrees; by default 5.
    public var temperatureDeadband = 5.0
    /// How many restarts within ``rebootWindow`` are too many, 2 to 16; by default 3.
    public var rebootCount = 3
    /// The time within which restarts are counted, and without one after which it is normal again; by default an hour.
    public var rebootWindow = Duration.seconds(3_600)
    /// How many readings in a row must show a fault, 1 to 1000; by default 3.
    public var onDelayReadings = 3
    /// How long readings must show a fault, in place of ``onDelayReadings``; by default the number counts.
    public var onDelay: Duration?
    /// How many readings in a row must be normal to end a fault, 1 to 1000; by default 1.
    public var offDelayReadings = 1
    /// How many beginnings and ends of a fault within ``flapWindow`` are flapping, 2 to 32; by default 6.
    public var flapChanges = 6
    /// The time within which they are counted; by default an hour.
    public var flapWindow = Duration.seconds(3_600)
    /// How long a flapping fault must be normal before its end is told; by default half an hour.
    public var flapQuiet = Duration.seconds(1_800)
    /// How often the device reports; by default it is learnt from the device.
    public var reportInterval: Duration?
    /// After how many intervals without a message the device is silent, 1 to 1000; by default 3.
    public var silenceIntervals = 3.0
    /// The least time after which the device is silent; by default a minute.
    public var silenceMinimum = Duration.seconds(60)
    /// The time after which it is silent while its interval is not yet known; by default 15 minutes.
    public var silenceInitial = Duration.seconds(900)

    /// Creates the default profile.
    public init() {}

    /// Checks that thresholds are numbers in range and deadbands point the right way.
    ///
    /// - Throws: ``DeviceHealthError`` at the first that is not permitted.
    public func validate() throws(DeviceHealthError) {
        try Self.check("snr_fault_db", snrFault, in: 0...100)
        try Self.check("snr_normal_db", snrNormal, in: snrFault...100)
        try Self.check("uncorrectable_fault_per_minute", uncorrectableFault, in: 0.001...1e12)
        try Self.check("uncorrectable_normal_per_minute", uncorrectableNormal, in: 0...uncorrectableFault)
        try Self.check("power_low_dbmv", powerLow, in: -100...100)
        try Self.check("power_high_dbmv", powerHigh, in: powerLow...100)
        try Self.check("power_deadband_db", powerDeadband, in: 0...(powerHigh - powerLow) / 2)
        try Self.check("temperature_high_c", temperatureHigh, in: -60...200)
        try Self.check("temperature_deadband_c", temperatureDeadband, in: 0...100)
        try Self.check("flap_changes", Double(flapChanges), in: 2...32)
        try Self.check("flap_window_s", flapWindow, from: 60)
        try Self.check("flap_quiet_s", flapQuiet, from: 0)
        try Self.check("reboot_count", Double(rebootCount), in: 2...16)
        try Self.check("reboot_window_s", rebootWindow, from: 60)
        try Self.check("on_delay_readings", Double(onDelayReadings), in: 1...1_000)
        try Self.check("off_delay_readings", Double(offDelayReadings), in: 1...1_000)
        if let onDelay { try Self.check("on_delay_s", onDelay, from: 0) }
        if let reportInterval { try Self.check("report_interval_s", reportInterval, from: 1) }
        try Self.check("silence_intervals", silenceIntervals, in: 1...1_000)
        try Self.check("silence_minimum_s", silenceMinimum, from: 1)
        try Self.check("silence_initial_s", silenceInitial, from: 1)
    }

    private static func check(
        _ field: String,
        _ value: Double,
        in range: ClosedRange<Double>
    ) throws(DeviceHealthError) {
        guard !range.contains(value) else { return }
        throw DeviceHealthError(
            field: field,
            found: "\(value)",
            expected: "\(range.lowerBound) to \(range.upperBound)"
        )
    }

    private static func check(
        _ field: String,
        _ value: Duration,
        from least: Int64
    ) throws(DeviceHealthError) {
        guard !(Duration.seconds(least)...Duration.seconds(30 * 86_400)).contains(value) else { return }
        throw DeviceHealthError(
            field: field,
            found: "\(value.components.seconds)",
            expected: "\(least) s to 30 days"
        )
    }
}
