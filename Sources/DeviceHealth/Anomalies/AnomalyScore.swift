/// How strange a value is.
public struct AnomalyScore: Hashable, Sendable {
    /// The score from which a value is an anomaly.
    public static let alarm = 0.5

    /// The strangeness, 0 (nothing new) to 1; an anomaly from ``alarm`` on.
    ///
    /// A value that is strange, but no more than one shortly before it, scores a quarter of its strangeness.
    public var value: Double
    /// Whether enough was seen to judge; the score is 0 until then.
    public var isWarm: Bool
    /// What is strange; `nil` if the value is no anomaly.
    public var explanation: AnomalyExplanation?

    /// Whether the value is an anomaly that a person should hear of.
    public var isAnomaly: Bool { value >= Self.alarm }
}
