/// Lengths of time in the words of a sentence.
enum DurationPhrase {
    /// Returns a limit in words, for example "45 seconds", "1 minute", "90 minutes" or "3 hours".
    static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if seconds < 120 { return seconds == 60 ? "1 minute" : count(seconds, "second") }
        if seconds % 3_600 == 0 { return count(seconds / 3_600, "hour") }
        if seconds < 7_200 { return count(seconds / 60, "minute") }
        return exact(duration)
    }

    /// Returns a measured time with its two largest units, for example "40 s", "2 min 5 s" or "3 h 10 min".
    static func exact(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }
            .joined(separator: " ")
    }

    private static func count(_ number: Int64, _ unit: String) -> String {
        number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
    }
}
