import RuleEngine
import StreamPipeline

/// The topics that telemetry is taken from.
enum TelemetryTopics {
    /// Returns the topic filters: the standard one and those that rules read from.
    ///
    /// A filter whose topics another one covers is left out, since a broker may deliver a message once
    /// for each subscription that matches it.
    ///
    /// - Throws: `RuleError` if a rule has a fault.
    static func filters(of rules: [Rule]) throws -> [String] {
        let others = try rules.filter(\.enabled).map { try CompiledRule($0).filter.description }
        let all = Set(others + ["devices/+/telemetry"])
        return
            all.filter { filter in
                !all.contains { $0 != filter && FilterCoverage.covers($0, filter) }
            }
            .sorted()
    }
}

/// Which topic filters match every topic of another one.
enum FilterCoverage {
    /// Returns whether the first filter matches all topics that the second one matches.
    static func covers(_ wider: String, _ narrower: String) -> Bool {
        let wide = wider.split(separator: "/", omittingEmptySubsequences: false)
        let narrow = narrower.split(separator: "/", omittingEmptySubsequences: false)
        // Wildcards at the first level do not match topics that begin with a dollar sign.
        if narrow.first?.hasPrefix("$") == true, wide.first == "+" || wide.first == "#" { return false }
        for (index, level) in wide.enumerated() {
            if level == "#" { return true }
            guard index < narrow.count, narrow[index] != "#", level == "+" || level == narrow[index] else {
                return false
            }
        }
        return wide.count == narrow.count
    }
}
