import MonitoringTestKit

/// A loopback port that nobody listens on at the moment.
enum FreePort {
    /// Asks the system for a port and gives it back.
    static func find() throws -> Int { try HeldPort().number }
}
