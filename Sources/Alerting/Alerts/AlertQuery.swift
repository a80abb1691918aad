public import MonitoringModel

/// Which alerts are asked for; every condition that is given must hold.
public struct AlertQuery: Hashable, Sendable {
    /// The number of alerts on a page if none is asked for.
    public static let defaultLimit = 50
    /// The largest page.
    public static let maximumLimit = 500

    /// Only this kind.
    public var kind: AlertKind?
    /// Only this severity.
    public var severity: Severity?
    /// Only in this state.
    public var state: Alert.State?
    /// Only about this device.
    public var device: DeviceID?
    /// Only seen by this camera.
    public var camera: CameraID?
    /// Only about this person.
    public var person: PersonID?
    /// Only started at or after this time.
    public var from: Instant?
    /// Only started before this time.
    public var to: Instant?
    /// Only alerts with a lower number than this: where the page before ended.
    public var before: Int64?
    /// The number of alerts on the page, 1 to ``maximumLimit``.
    public var limit: Int

    /// Creates a query for the newest alerts without any condition.
    public init(limit: Int = AlertQuery.defaultLimit) {
        self.limit = min(max(limit, 1), AlertQuery.maximumLimit)
    }
}

/// One page of alerts, newest first.
public struct AlertPage: Hashable, Sendable {
    /// The alerts, by falling number.
    public var alerts: [Alert]
    /// What to put into ``AlertQuery/before`` for the next page; `nil` on the last page.
    public var next: Int64?

    /// Creates a page.
    public init(alerts: [Alert], next: Int64?) {
        self.alerts = alerts
        self.next = next
    }
}
