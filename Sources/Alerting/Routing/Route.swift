public import MonitoringModel

/// Which alerts go to which receivers; an alert goes along every route that matches it.
public struct Route: Hashable, Codable, Sendable {
    /// Only these kinds; all kinds if empty.
    public var kinds: [AlertKind]
    /// Only alerts that matter at least this much.
    public var minimumSeverity: Severity
    /// Only alerts about this person.
    public var person: PersonID?
    /// Only alerts about this site.
    public var site: SiteID?
    /// Whether the end of an alert is told as well.
    public var sendsResolved: Bool
    /// The receivers.
    public var receivers: [ReceiverID]

    /// Creates a route.
    public init(
        kinds: [AlertKind] = [],
        minimumSeverity: Severity = .information,
        person: PersonID? = nil,
        site: SiteID? = nil,
        sendsResolved: Bool = true,
        receivers: [ReceiverID]
    ) {
        self.kinds = kinds
        self.minimumSeverity = minimumSeverity
        self.person = person
        self.site = site
        self.sendsResolved = sendsResolved
        self.receivers = receivers
    }
}
