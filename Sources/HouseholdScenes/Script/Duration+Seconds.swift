extension Duration {
    /// The longest time that scenes reckon with, about 31 years.
    static let longest = Duration.seconds(1_000_000_000)

    /// The same time, at least none and at most `longest`.
    var bounded: Duration { min(max(self, .zero), .longest) }

    /// The time as a number of seconds.
    var inSeconds: Double {
        let parts = bounded.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
