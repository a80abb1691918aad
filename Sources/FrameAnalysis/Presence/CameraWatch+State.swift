import MonitoringModel

extension CameraWatch {
    /// What is remembered about a camera.
    public struct State: Hashable, Codable, Sendable {
        /// When somebody came down, or was found lying.
        var fellAt: Instant?
        /// When somebody was last seen to lie.
        var downAt: Instant?
        /// When somebody was last seen to be up again.
        var recoveredAt: Instant?
        /// Whether somebody is down.
        var hasFall = false
        /// Whether nobody saw the fall itself.
        var isFound = false
        /// The alert about it.
        var fall: ConditionReport?
        /// Since when the camera sees nothing.
        var blindSince: Instant?
        /// Why it sees nothing, by the last word about it.
        var blindness: Observation.Kind?
        /// The alert about it.
        var trouble: ConditionReport?
        /// Whether the first release may have raised alerts about it.
        var endsOldTroubles = false
        /// Whether the first release had raised an alert about stillness.
        var wasStill = false
        /// Since when it counted that stillness.
        var stillSince: Instant?

        /// Creates the state of a camera from which nothing was heard.
        public init() {}
    }
}

extension CameraWatch.State {
    private enum CodingKeys: String, CodingKey {
        case fellAt, downAt, recoveredAt, hasFall, isFound, fall, blindSince, blindness, trouble, endsOldTroubles
        case wasStill, stillSince
        // Of the first release.
        case isStill, isBlind, darkSince
    }

    /// Reads a state; that of the first release is carried over.
    ///
    /// - Throws: `DecodingError` if a field has a wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fellAt = try container.decodeIfPresent(Instant.self, forKey: .fellAt)
        downAt = try container.decodeIfPresent(Instant.self, forKey: .downAt)
        recoveredAt = try container.decodeIfPresent(Instant.self, forKey: .recoveredAt)
        hasFall = try container.decodeIfPresent(Bool.self, forKey: .hasFall) ?? false
        isFound = try container.decodeIfPresent(Bool.self, forKey: .isFound) ?? false
        fall = try container.decodeIfPresent(ConditionReport.self, forKey: .fall)
        blindness = try container.decodeIfPresent(Observation.Kind.self, forKey: .blindness)
        trouble = try container.decodeIfPresent(ConditionReport.self, forKey: .trouble)
        let wasBlind = try container.decodeIfPresent(Bool.self, forKey: .isBlind) ?? false
        endsOldTroubles = try container.decodeIfPresent(Bool.self, forKey: .endsOldTroubles) ?? wasBlind
        blindSince =
            try container.decodeIfPresent(Instant.self, forKey: .blindSince)
            ?? container.decodeIfPresent(Instant.self, forKey: .darkSince)
        wasStill =
            try container.decodeIfPresent(Bool.self, forKey: .wasStill)
            ?? container.decodeIfPresent(Bool.self, forKey: .isStill) ?? false
        stillSince = try container.decodeIfPresent(Instant.self, forKey: .stillSince)
    }

    /// Writes a state; what only the first release knew is left out.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(fellAt, forKey: .fellAt)
        try container.encodeIfPresent(downAt, forKey: .downAt)
        try container.encodeIfPresent(recoveredAt, forKey: .recoveredAt)
        try container.encode(hasFall, forKey: .hasFall)
        try container.encode(isFound, forKey: .isFound)
        try container.encodeIfPresent(fall, forKey: .fall)
        try container.encodeIfPresent(blindSince, forKey: .blindSince)
        try container.encodeIfPresent(blindness, forKey: .blindness)
        try container.encodeIfPresent(trouble, forKey: .trouble)
        try container.encode(endsOldTroubles, forKey: .endsOldTroubles)
    }
}
