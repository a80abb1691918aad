/// What a period without values counts as, when there are fewer periods with values than are evaluated.
public enum MissingDataTreatment: String, Sendable, CaseIterable {
    /// As beyond the threshold.
    case breaching
    /// As within the threshold.
    case notBreaching
    /// As nothing: the state is kept if the values that there are do not settle it.
    case ignore
    /// As missing: without any value the alarm has insufficient data.
    case missing
}

extension MissingDataTreatment: Codable {
    /// Decodes a treatment from its name, `notBreaching` also as `not_breaching`.
    ///
    /// - Throws: `DecodingError` if there is none of that name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let treatment = MissingDataTreatment(rawValue: name == "not_breaching" ? "notBreaching" : name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "unknown treatment '\(name.prefix(40))'; "
                    + "known are \(Self.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = treatment
    }

    /// Encodes the treatment as its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
