/// The parameters of an ``AnomalyDetector``; the defaults are those of the service.
///
/// All lengths are counted in values, because a device's measurements come at its own cadence.
public struct AnomalySettings: Hashable, Codable, Sendable {
    /// How many values a signal must have seen before it counts; 20 to 10,000.
    public var warmUp = 100
    /// How many values a block of remembered extremes covers; 16 to 100,000.
    public var blockLength = 768
    /// How many blocks of extremes are remembered; 2 to 64.
    public var blocks = 8
    /// The excess over the remembered extremes, in parts of their range, that counts half; above 0, at most 10.
    public var halfExcess = 0.2
    /// The sum of the signals' surprises that scores one half, which is where an alarm begins; above 0, at most 10.
    public var alarmSurprise = 0.43
    /// For how many values an alarm silences those that are no more surprising; 0 to 1,000.
    public var repeatLength = 80
    /// How many typical patterns are remembered for each length of context; 2 to 256.
    public var patterns = 16
    /// The signals that are listened to.
    public var signals = AnomalySignal.allCases

    /// Creates the service's own settings.
    public init() {}

    /// Decodes settings; what is missing is as the service has it.
    ///
    /// - Throws: `DecodingError` for a value of a wrong type, ``DeviceHealthError`` for one out of range.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        warmUp = try values.decodeIfPresent(Int.self, forKey: .warmUp) ?? warmUp
        blockLength = try values.decodeIfPresent(Int.self, forKey: .blockLength) ?? blockLength
        blocks = try values.decodeIfPresent(Int.self, forKey: .blocks) ?? blocks
        halfExcess = try values.decodeIfPresent(Double.self, forKey: .halfExcess) ?? halfExcess
        alarmSurprise = try values.decodeIfPresent(Double.self, forKey: .alarmSurprise) ?? alarmSurprise
        repeatLength = try values.decodeIfPresent(Int.self, forKey: .repeatLength) ?? repeatLength
        patterns = try values.decodeIfPresent(Int.self, forKey: .patterns) ?? patterns
        signals = try values.decodeIfPresent([AnomalySignal].self, forKey: .signals) ?? signals
        try validate()
    }

    /// Checks all ranges.
    ///
    /// - Throws: ``DeviceHealthError`` for the first value out of range.
    public func validate() throws {
        try Self.check("warmUp", warmUp, 20...10_000)
        try Self.check("blockLength", blockLength, 16...100_000)
        try Self.check("blocks", blocks, 2...64)
        try Self.check("halfExcess", halfExcess, 0.001...10)
        try Self.check("alarmSurprise", alarmSurprise, 0.001...10)
        try Self.check("repeatLength", repeatLength, 0...1000)
        try Self.check("patterns", patterns, 2...256)
        try Self.check("signals", Set(signals).count, 1...AnomalySignal.allCases.count)
    }

    private static func check<Value: Comparable>(
        _ field: String,
        _ value: Value,
        _ range: ClosedRange<Value>
    ) throws {
        guard range.contains(value) else {
            throw DeviceHealthError(
                field: field,
                found: "\(value)",
                expected: "\(range.lowerBound) to \(range.upperBound)"
            )
        }
    }
}
