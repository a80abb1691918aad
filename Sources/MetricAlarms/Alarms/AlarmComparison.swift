/// How a period's value is compared with the threshold; the alarm's side is the one that holds.
public enum AlarmComparison: String, Sendable, CaseIterable {
    /// The value is greater.
    case greater = "GreaterThanThreshold"
    /// The value is greater or equal.
    case greaterOrEqual = "GreaterThanOrEqualToThreshold"
    /// The value is less.
    case less = "LessThanThreshold"
    /// The value is less or equal.
    case lessOrEqual = "LessThanOrEqualToThreshold"

    /// Whether a value is on the alarm's side of a threshold.
    public func isBreaching(_ value: Double, _ threshold: Double) -> Bool {
        switch self {
        case .greater: value > threshold
        case .greaterOrEqual: value >= threshold
        case .less: value < threshold
        case .lessOrEqual: value <= threshold
        }
    }

    /// The sign, such as `>`.
    public var symbol: String {
        switch self {
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .less: "<"
        case .lessOrEqual: "<="
        }
    }

    /// The comparison in words, such as `above`.
    var words: String {
        switch self {
        case .greater: "above"
        case .greaterOrEqual: "at or above"
        case .less: "below"
        case .lessOrEqual: "at or below"
        }
    }
}

extension AlarmComparison: Codable {
    /// Decodes a comparison from its name or its sign.
    ///
    /// - Throws: `DecodingError` if there is none of that name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let comparison = Self.allCases.first(where: { $0.rawValue == name || $0.symbol == name }) else {
            let known = Self.allCases.map { "\($0.symbol) (\($0.rawValue))" }
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "unknown comparison '\(name.prefix(40))'; known are \(known.joined(separator: ", "))"
            )
        }
        self = comparison
    }

    /// Encodes the comparison as its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
