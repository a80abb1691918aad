/// A point on the UTC time line, kept to the millisecond.
///
/// Every time that is stored, compared or computed with is an `Instant`; calendars and time zones
/// enter only where a person reads or says a time.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    public var millisecondsSinceEpoch: Int64

    /// Creates an instant from milliseconds since 1970-01-01T00:00:00Z.
    public init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// Returns whether the first instant lies before the second.
    public static func < (lhs: Instant, rhs: Instant) -> Bool {
        lhs.millisecondsSinceEpoch < rhs.millisecondsSinceEpoch
    }

    /// Returns the instant that lies a duration later, clamped to the representable range.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.millisecondsSinceEpoch.addingReportingOverflow(duration.wholeMilliseconds)
        guard overflow else { return Instant(millisecondsSinceEpoch: sum) }
        return Instant(millisecondsSinceEpoch: duration < .zero ? .min : .max)
    }

    /// Returns the instant that lies a duration earlier, clamped to the representable range.
    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant + (.zero - duration)
    }

    /// Returns the time from the second instant to the first, negative if the first is earlier.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        let (difference, overflow) = later.millisecondsSinceEpoch
            .subtractingReportingOverflow(earlier.millisecondsSinceEpoch)
        guard overflow else { return .milliseconds(difference) }
        return .milliseconds(later < earlier ? Int64.min : Int64.max)
    }
}

extension Instant: Codable {
    /// Decodes an instant from its milliseconds since the epoch.
    ///
    /// - Throws: `DecodingError` if the value is not an integer.
    public init(from decoder: any Decoder) throws {
        millisecondsSinceEpoch = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encodes the instant as its milliseconds since the epoch.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(millisecondsSinceEpoch)
    }
}
