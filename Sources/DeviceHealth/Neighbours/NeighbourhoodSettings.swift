import MonitoringModel

/// When the failures of several devices are one fault of the plant.
public struct NeighbourhoodSettings: Hashable, Sendable {
    /// How many devices of a group must fail, 2 to 10,000; by default 3.
    public var count = 3
    /// Which share of the group's devices must fail, 0 to 1; by default 0.3.
    public var share = 0.3
    /// Within what time they must have failed; by default ten minutes, since silence is noticed at different times.
    public var window = Duration.seconds(600)
    /// How long a single failure is held back to see whether neighbours fail too; by default two minutes.
    public var hold = Duration.seconds(120)

    /// Creates the default settings.
    public init() {}

    /// Checks that everything is within its range.
    ///
    /// - Throws: ``DeviceHealthError`` at the first that is not.
    public func validate() throws(DeviceHealthError) {
        let ranges: [(String, Double, ClosedRange<Double>)] = [
            ("count", Double(count), 2...10_000), ("share", share, 0...1), ("window_s", window.inSeconds, 10...86_400),
            ("hold_s", hold.inSeconds, 0...3_600),
        ]
        for (field, value, range) in ranges where !range.contains(value) {
            throw DeviceHealthError(
                field: field,
                found: "\(value)",
                expected: "\(range.lowerBound) to \(range.upperBound)"
            )
        }
    }
}

extension NeighbourhoodSettings: Codable {
    private enum Field: String, CaseIterable {
        case count, share
        case window = "window_s"
        case hold = "hold_s"
    }

    /// Decodes settings; what is absent has its default.
    ///
    /// - Throws: `DecodingError` if a field is unknown, of the wrong type, or out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        self.init()
        count = try fields.optional(.count) ?? count
        share = try fields.optional(.share) ?? share
        window = try fields.duration(.window) ?? window
        hold = try fields.duration(.hold) ?? hold
        do {
            try validate()
        } catch {
            throw fields.failure(error)
        }
    }

    /// Encodes the settings.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(count, .count)
        try fields.write(share, .share)
        try fields.write(window.inSeconds, .window)
        try fields.write(hold.inSeconds, .hold)
    }
}
