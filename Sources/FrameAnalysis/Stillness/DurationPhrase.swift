/// Lengths of time in the words of a sentence.
enum DurationPhrase {
    /// Returns for example "45 seconds", "1 minute" or "3 hours".
    static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if seconds < 120 { return count(seconds, "second") }
        if seconds < 7_200 { return count(seconds / 60, "minute") }
        return count(seconds / 3_600, "hour")
    }

    private static func count(_ number: Int64, _ unit: String) -> String {
        number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
    }
}
