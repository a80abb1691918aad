import RuleEngine
import StreamPipeline

extension Household {
    /// The topic filters that telemetry is taken from: the standard one and those that rules read from.
    ///
    /// - Throws: `RuleError` if a rule has a fault.
    func telemetryFilters() throws -> [String] {
        let others = try rules.filter(\.enabled).map { try CompiledRule($0).filter.description }
        return Set(others + ["devices/+/telemetry"]).sorted()
    }
}
