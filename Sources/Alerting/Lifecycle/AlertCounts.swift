/// What the life cycle has left out since it was created, so that nothing is dropped in silence.
public struct AlertCounts: Hashable, Codable, Sendable {
    /// Conditions that were refused because too many alerts were open.
    public var refusedTooManyOpen = 0
    /// Reports that were refused because their fingerprint was empty or too long.
    public var refusedFingerprint = 0
    /// Reports of an end that lies before the beginning of the alert: they tell of an earlier occurrence.
    public var staleEnds = 0
    /// Reports of conditions that stay quiet because their alert was resolved by hand.
    public var suppressed = 0
    /// Pictures that were left out because the alert had as many as it may have.
    public var droppedEvidence = 0

    /// Creates counts of nothing.
    public init() {}
}
