public import MonitoringModel

/// What is normal for one metric of a device, and what is told when it is not.
///
/// As a document: `{metric: temperature_c, low: 5, high: 35, deadband: 1, stuck_after_s: 86400}`.
public struct WatchedMetric: Hashable, Sendable {
    /// The field of the device's messages, levels joined by dots.
    public var metric: String
    /// What people call it, such as `temperature`; by default the metric's name.
    public var label: String
    /// The least normal value; by default there is none.
    public var low: Double?
    /// The greatest normal value; by default there is none.
    public var high: Double?
    /// How far inside the limits the value is normal again; by default 0.
    public var deadband = 0.0
    /// After what time the same value again and again is a fault; by default never.
    public var stuckAfter: Duration?
    /// How far the mean of a day may move away from that of two weeks; by default as far as it likes.
    public var driftLimit: Double?
    /// Whether readings are looked at for what no limit foresaw; by default they are not.
    ///
    /// Three days and a hundred readings pass before the first is judged. An alert is told once a day at most.
    public var anomalies = false
    /// The score from which a reading is told as unusual, 0.5 to 1; by default 0.8.
    ///
    /// Calm series reach 0.75 now and then; 0.5 is where a table's label begins.
    public var anomalyScore = 0.8
    /// The part that is most likely the cause; by default the sensor.
    public var part: String
    /// The skill a technician needs; by default that of the profile.
    public var skill: String?
    /// How much a value beyond the limits matters; by default a warning.
    public var severity = Severity.warning

    /// Creates a metric without limits.
    public init(_ metric: String, label: String? = nil) {
        self.metric = metric
        self.label = label ?? metric
        part = "sensor of the \(label ?? metric)"
    }

    private enum Field: String, CaseIterable {
        case metric, label, low, high, deadband, anomalies, part, skill, severity
        case stuckAfter = "stuck_after_s"
        case driftLimit = "drift_limit"
        case anomalyScore = "anomaly_score"
    }
}

extension WatchedMetric: Codable {
    /// Decodes a metric.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown, of the wrong type or out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        self.init(try fields.required(.metric), label: try fields.optional(.label))
        low = try fields.optional(.low)
        high = try fields.optional(.high)
        deadband = try fields.optional(.deadband) ?? 0
        stuckAfter = try fields.duration(.stuckAfter)
        driftLimit = try fields.optional(.driftLimit)
        anomalies = try fields.optional(.anomalies) ?? false
        anomalyScore = try fields.optional(.anomalyScore) ?? anomalyScore
        part = try fields.optional(.part) ?? part
        skill = try fields.optional(.skill)
        severity = try fields.optional(.severity) ?? .warning
        do {
            try validate()
        } catch {
            throw fields.failure(error)
        }
    }

    /// Encodes the metric.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(metric, .metric)
        try fields.write(label, .label)
        try fields.write(low, .low)
        try fields.write(high, .high)
        try fields.write(deadband, .deadband)
        try fields.write(stuckAfter?.inSeconds, .stuckAfter)
        try fields.write(driftLimit, .driftLimit)
        try fields.write(anomalies, .anomalies)
        try fields.write(anomalyScore, .anomalyScore)
        try fields.write(part, .part)
        try fields.write(skill, .skill)
        try fields.write(severity, .severity)
    }

    /// Checks that limits are numbers and lie the right way round.
    ///
    /// - Throws: ``DeviceHealthError`` at the first that does not.
    func validate() throws(DeviceHealthError) {
        for (field, text) in [("metric", metric), ("label", label), ("part", part), ("skill", skill ?? "none")]
        where !(1...128).contains(text.utf8.count) {
            throw DeviceHealthError(field: field, found: "\(text.utf8.count) bytes", expected: "1 to 128")
        }
        for (field, limit) in [("low", low), ("high", high), ("deadband", deadband), ("drift_limit", driftLimit)] {
            guard let limit, !limit.isFinite else { continue }
            throw DeviceHealthError(field: field, found: "\(limit)", expected: "a finite number")
        }
        if let low, let high, low > high {
            throw DeviceHealthError(field: "high", found: "\(high)", expected: "at least low, which is \(low)")
        }
        let room = low.flatMap { low in high.map { ($0 - low) / 2 } } ?? .greatestFiniteMagnitude
        guard (0...room).contains(deadband) else {
            throw DeviceHealthError(field: "deadband", found: "\(deadband)", expected: "0 to \(room)")
        }
        guard (0.5...1).contains(anomalyScore) else {
            throw DeviceHealthError(field: "anomaly_score", found: "\(anomalyScore)", expected: "0.5 to 1")
        }
        if let driftLimit, driftLimit <= 0 {
            throw DeviceHealthError(field: "drift_limit", found: "\(driftLimit)", expected: "more than 0")
        }
        if let stuckAfter, !(Duration.seconds(60)...Duration.seconds(30 * 86_400)).contains(stuckAfter) {
            throw DeviceHealthError(
                field: "stuck_after_s",
                found: "\(stuckAfter.components.seconds)",
                expected: "60 s to 30 days"
            )
        }
    }
}
