/// Why a value is an anomaly: "the value is 3.4 × its usual spread above its mean, highest in 21 days".
public struct AnomalyExplanation: Hashable, Sendable, CustomStringConvertible {
    /// The signal that surprises most.
    public var signal: AnomalySignal
    /// By how much it exceeds the remembered extremes, in parts of their range; negative below.
    public var excess: Double
    /// The value's distance from its mean in units of its mean distance; 0 for a series that never changed.
    public var spreads: Double
    /// How far the memory of extremes goes back.
    public var memory: Duration
    /// How many signals are beyond their remembered extremes.
    public var signals: Int

    /// The explanation in one line, for a person.
    public var description: String {
        var words: [String] = []
        if abs(spreads) >= 1 {
            let side = spreads > 0 ? "above" : "below"
            words.append("\(Self.rounded(abs(spreads))) × its usual spread \(side) the mean")
        }
        let rank = signal.isDistance ? "strangest" : excess > 0 ? "highest" : "lowest"
        let record = "\(rank) in \(Self.span(memory))"
        words.append(signal == .value || signal == .logarithm ? record : "\(signal.subject) is the \(record)")
        if signals > 1 { words.append("\(signals) signs in all") }
        return words.joined(separator: ", ")
    }

    private static func rounded(_ number: Double) -> String {
        guard number < 1000 else { return "over 1000" }
        let tenths = Int((number * 10).rounded())
        return tenths >= 100 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func span(_ duration: Duration) -> String {
        let minutes = max(0, duration.components.seconds / 60)
        if minutes < 1 { return "less than a minute" }
        if minutes < 120 { return minutes == 1 ? "a minute" : "\(minutes) minutes" }
        if minutes < 2880 { return "\(minutes / 60) hours" }
        return "\(minutes / 1440) days"
    }
}
