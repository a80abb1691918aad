public import MonitoringModel

/// Where alerts are read from.
public protocol AlertStore: Sendable {
    /// Returns a page of alerts, newest first.
    ///
    /// - Throws: The store's error if it cannot be read.
    func alerts(matching query: AlertQuery) async throws -> AlertPage

    /// Returns an alert, or `nil` if there is none of that name.
    ///
    /// - Throws: The store's error if it cannot be read.
    func alert(_ id: AlertID) async throws -> Alert?

    /// Returns the history of an alert, oldest first; at most 1,000 entries.
    ///
    /// - Throws: The store's error if it cannot be read.
    func timeline(of id: AlertID) async throws -> [TimelineEntry]
}
