import MonitoringModel

extension MonitorProfile: Codable {
    private enum Field: String, CaseIterable {
        case profile, metrics
        case onDelayReadings = "on_delay_readings"
        case offDelayReadings = "off_delay_readings"
        case rebootCount = "reboot_count"
        case rebootWindow = "reboot_window_s"
        case uptimeMetric = "uptime_metric"
        case rebootMetric = "reboot_metric"
        case flapChanges = "flap_changes"
        case flapWindow = "flap_window_s"
        case flapQuiet = "flap_quiet_s"
        case reportInterval = "report_interval_s"
        case silenceIntervals = "silence_intervals"
        case silenceMinimum = "silence_minimum_s"
        case silenceInitial = "silence_initial_s"
    }

    /// Decodes a profile; what is absent has its default, and metrics that are told replace all default ones.
    ///
    /// - Throws: `DecodingError` if a field is unknown, of the wrong type, or out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        self.init(try fields.required(.profile))
        metrics = try fields.optional(.metrics) ?? metrics
        onDelayReadings = try fields.optional(.onDelayReadings) ?? onDelayReadings
        offDelayReadings = try fields.optional(.offDelayReadings) ?? offDelayReadings
        rebootCount = try fields.optional(.rebootCount) ?? rebootCount
        rebootWindow = try fields.duration(.rebootWindow) ?? rebootWindow
        uptimeMetric = try fields.optional(.uptimeMetric) ?? uptimeMetric
        rebootMetric = try fields.optional(.rebootMetric) ?? rebootMetric
        flapChanges = try fields.optional(.flapChanges) ?? flapChanges
        flapWindow = try fields.duration(.flapWindow) ?? flapWindow
        flapQuiet = try fields.duration(.flapQuiet) ?? flapQuiet
        reportInterval = try fields.duration(.reportInterval)
        silenceIntervals = try fields.optional(.silenceIntervals) ?? silenceIntervals
        silenceMinimum = try fields.duration(.silenceMinimum) ?? silenceMinimum
        silenceInitial = try fields.duration(.silenceInitial) ?? silenceInitial
        do {
            try validate()
        } catch {
            throw fields.failure(error)
        }
    }

    /// Encodes the whole profile.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(sort, .profile)
        try fields.write(metrics, .metrics)
        try fields.write(onDelayReadings, .onDelayReadings)
        try fields.write(offDelayReadings, .offDelayReadings)
        try fields.write(rebootCount, .rebootCount)
        try fields.write(rebootWindow.inSeconds, .rebootWindow)
        try fields.write(uptimeMetric, .uptimeMetric)
        try fields.write(rebootMetric, .rebootMetric)
        try fields.write(flapChanges, .flapChanges)
        try fields.write(flapWindow.inSeconds, .flapWindow)
        try fields.write(flapQuiet.inSeconds, .flapQuiet)
        try fields.write(reportInterval?.inSeconds, .reportInterval)
        try fields.write(silenceIntervals, .silenceIntervals)
        try fields.write(silenceMinimum.inSeconds, .silenceMinimum)
        try fields.write(silenceInitial.inSeconds, .silenceInitial)
    }
}
