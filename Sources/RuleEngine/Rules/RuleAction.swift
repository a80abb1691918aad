/// What a rule does.
public enum RuleAction: Hashable, Sendable {
    /// Report a condition while the rule matches.
    case alert(AlertAction)
    /// Publish the result of the `SELECT` to another topic.
    case republish(RepublishAction)
}

extension RuleAction: Codable {
    private enum Field: String, CaseIterable, CodingKey {
        case alert, republish
    }

    /// Decodes an action: an object with the action's name as its only field.
    ///
    /// - Throws: `DecodingError` if the action is unknown or its fields are wrong.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        let alert: AlertAction? = try fields.optional(.alert)
        let republish: RepublishAction? = try fields.optional(.republish)
        switch (alert, republish) {
        case (let alert?, nil): self = .alert(alert)
        case (nil, let republish?): self = .republish(republish)
        default:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "an action is one of alert and republish; write several as a list"
                )
            )
        }
    }

    /// Encodes the action under its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Field.self)
        switch self {
        case .alert(let action): try container.encode(action, forKey: .alert)
        case .republish(let action): try container.encode(action, forKey: .republish)
        }
    }
}
