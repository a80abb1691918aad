public import MonitoringModel

/// Decides who is told of a change of an alert, and writes the messages.
///
/// A receiver that several routes name gets one message. Firing and rising severity are told to all;
/// the end to receivers of routes with ``Route/sendsResolved``; acknowledgements to programs only (every
/// channel but speech, web chat and text messages); added pictures and details to nobody.
public struct AlertRouter: Sendable {
    /// The receivers by name.
    public let receivers: [ReceiverID: Receiver]
    /// The routes, in order.
    public let routes: [Route]
    private let isPermitted: @Sendable (EvidenceID, Receiver) -> Bool

    /// Creates a router.
    ///
    /// - Parameters:
    ///   - receivers: The receivers; their names differ.
    ///   - routes: The routes, which name receivers out of these.
    ///   - isPermitted: Whether a receiver may be pointed to a piece of evidence; always unless given.
    /// - Throws: ``AlertingError`` that names the receiver or the route that is wrong.
    public init(
        receivers: [Receiver],
        routes: [Route],
        isPermitted: @escaping @Sendable (EvidenceID, Receiver) -> Bool = { _, _ in true }
    ) throws(AlertingError) {
        var byName: [ReceiverID: Receiver] = [:]
        for receiver in receivers {
            try receiver.validate()
            guard byName.updateValue(receiver, forKey: receiver.id) == nil else {
                throw .duplicateReceiver(receiver.id)
            }
        }
        for (index, route) in routes.enumerated() {
            guard !route.receivers.isEmpty else { throw .noReceivers(route: index + 1) }
            let unknown = route.receivers.filter { byName[$0] == nil }
            guard unknown.isEmpty else {
                throw .unknownReceivers(route: index + 1, names: unknown, known: byName.keys.sorted())
            }
        }
        self.receivers = byName
        self.routes = routes
        self.isPermitted = isPermitted
    }

    /// The channels that some receiver uses.
    public var channels: Set<String> { Set(receivers.values.map(\.channel)) }

    /// Returns the messages that a change causes, in the order of routes and their receivers.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - now: The current time: the messages are due at once.
    /// - Returns: At most one message for each receiver.
    public func entries(for change: AlertChange, at now: Instant) -> [OutboxEntry] {
        var told: Set<ReceiverID> = []
        var entries: [OutboxEntry] = []
        for route in routes where route.covers(change) {
            for id in route.receivers {
                guard let receiver = receivers[id], receiver.wants(change.event), told.insert(id).inserted else {
                    continue
                }
                entries.append(entry(about: change, for: receiver, now))
            }
        }
        return entries
    }

    private func entry(about change: AlertChange, for receiver: Receiver, _ now: Instant) -> OutboxEntry {
        let evidence = change.alert.evidence.filter { isPermitted($0, receiver) }
        let message = AlertMessage(about: change, for: receiver, evidence: evidence)
        return OutboxEntry(
            key: message.key,
            channel: receiver.channel,
            address: receiver.address,
            alert: change.alert.id,
            contentType: message.contentType,
            body: message.body,
            createdAt: now
        )
    }
}

extension Route {
    /// Returns whether an alert goes along this route, whatever happened to it.
    public func matches(_ alert: Alert) -> Bool {
        guard kinds.isEmpty || kinds.contains(alert.kind), alert.severity >= minimumSeverity else { return false }
        if let person, alert.subject.person != person { return false }
        if let site, alert.subject.site != site { return false }
        return true
    }

    fileprivate func covers(_ change: AlertChange) -> Bool {
        matches(change.alert) && (change.event != .resolved || sendsResolved)
    }
}
