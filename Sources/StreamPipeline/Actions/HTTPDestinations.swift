public import RuleEngine

/// The addresses of web services that were added while the service runs, and how far their confirmation has come.
public struct HTTPDestinations: Hashable, Codable, Sendable {
    /// The greatest number of destinations.
    public static let maximumCount = 1_000

    /// The destinations by their confirmation address.
    public internal(set) var all: [String: HTTPDestination] = [:]

    /// Creates an empty collection.
    public init() {}

    /// The addresses that rules may call, and all below them.
    var confirmed: [String] {
        all.values.filter { $0.state == .enabled }.map(\.confirmationURL).sorted()
    }
}
