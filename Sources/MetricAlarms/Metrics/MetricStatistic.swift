/// What is computed from the values of one period.
public enum MetricStatistic: Hashable, Sendable {
    /// How many values there are.
    case sampleCount
    /// Their sum.
    case sum
    /// Their mean.
    case average
    /// The least.
    case minimum
    /// The greatest.
    case maximum
    /// The least value that this share of the values, in percent, does not exceed (nearest rank); 0 to 100.
    ///
    /// Exact up to ``MetricAlarmLimits/samples`` values in a slot; of more, neighbours in rank are merged
    /// in pairs, so that a rank is off by about one in 128 at most.
    case percentile(Double)

    /// Whether single values have to be kept for it.
    var needsSamples: Bool {
        guard case .percentile(let percent) = self else { return false }
        return percent > 0 && percent < 100
    }
}

extension MetricStatistic: CustomStringConvertible {
    /// The name, such as `Average` or `p99.9`.
    public var description: String {
        switch self {
        case .sampleCount: "SampleCount"
        case .sum: "Sum"
        case .average: "Average"
        case .minimum: "Minimum"
        case .maximum: "Maximum"
        case .percentile(let percent): "p\(percent.plain)"
        }
    }

    /// Reads a name in either case, such as `Average`, `average`, `sample_count` or `p99.9`; `nil` for others.
    public init?(_ name: some StringProtocol) {
        let plain = name.lowercased().filter { $0 != "_" }
        switch plain {
        case "samplecount": self = .sampleCount
        case "sum": self = .sum
        case "average": self = .average
        case "minimum": self = .minimum
        case "maximum": self = .maximum
        default:
            let digits = plain.dropFirst()
            guard plain.hasPrefix("p"), digits.utf8.count <= 12, digits.first?.isASCIIDigit == true,
                digits.allSatisfy({ $0.isASCIIDigit || $0 == "." }), let percent = Double(digits),
                (0...100).contains(percent)
            else { return nil }
            self = .percentile(percent)
        }
    }
}

extension MetricStatistic: Codable {
    /// Decodes a statistic from its name.
    ///
    /// - Throws: `DecodingError` if there is none of that name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let statistic = MetricStatistic(name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "unknown statistic '\(name.prefix(40))'; "
                    + "known are SampleCount, Sum, Average, Minimum, Maximum and p0 to p100"
            )
        }
        self = statistic
    }

    /// Encodes the statistic as its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Double {
    /// The number as people write it: `35000` for `35000.0`.
    var plain: String {
        guard let whole = Int64(exactly: self), whole.magnitude < 1 << 53 else { return "\(self)" }
        return "\(whole)"
    }
}
