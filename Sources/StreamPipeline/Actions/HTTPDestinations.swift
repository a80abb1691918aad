public import MonitoringModel
public import RuleEngine

/// The web services that were added while the service runs, and how far their confirmation has come.
public struct HTTPDestinations: Hashable, Codable, Sendable {
    /// The greatest number of destinations.
    public static let maximumCount = 1_000

    /// One web service.
    public struct Entry: Hashable, Codable, Sendable {
        /// The name by which it is changed.
        public var id: String
        /// Its address and state.
        public var destination: HTTPDestination
        /// When it last changed.
        public var changedAt: Instant
        /// Why the token could not be sent, if it could not.
        public var reason: String?
    }

    /// The web services by name.
    public private(set) var all: [String: Entry] = [:]

    /// Creates an empty collection.
    public init() {}

    /// The addresses that rules may call, and all below them.
    var confirmed: [String] {
        all.values.filter { $0.destination.state == .enabled }.map(\.destination.confirmationURL).sorted()
    }

    /// Changes a web service; returns it as it is then, `nil` if it was removed.
    ///
    /// - Throws: ``DestinationRefusal`` if nothing was changed.
    mutating func apply(_ change: DestinationChange, at now: Instant) throws(DestinationRefusal) -> Entry? {
        switch change {
        case .add(let id, let url, let token):
            guard HTTPDestination.isUsable(url) else {
                throw .invalid(
                    "'\(url.prefix(120))' is no address with http:// or https:// and a host, without a query."
                )
            }
            guard !all.values.contains(where: { $0.destination.confirmationURL == url }), all[id] == nil else {
                throw .conflict("'\(url)' is there already: restart its confirmation.")
            }
            guard all.count < Self.maximumCount else {
                throw .conflict("There are \(Self.maximumCount) already: remove one first.")
            }
            let destination = HTTPDestination(confirmationURL: url, token: token)
            all[id] = Entry(id: id, destination: destination, changedAt: now)
            return all[id]
        case .confirm(let token):
            for (id, entry) in all {
                var confirmed = entry.destination
                guard confirmed.confirm(token) else { continue }
                all[id] = Entry(id: id, destination: confirmed, changedAt: now)
                return all[id]
            }
            throw .invalid("No destination waits for this token: it was used, replaced, or is not whole.")
        case .notReached(let id, let reason): return try edit(id, now, reason: reason) { $0.fail() }
        case .disable(let id): return try edit(id, now) { $0.disable() }
        case .restart(let id, let token): return try edit(id, now) { $0.restart(token: token) }
        case .remove(let id):
            guard all.removeValue(forKey: id) != nil else { throw .unknown(id) }
            return nil
        }
    }

    private mutating func edit(
        _ id: String,
        _ now: Instant,
        reason: String? = nil,
        _ change: (inout HTTPDestination) -> Void
    ) throws(DestinationRefusal) -> Entry? {
        guard var entry = all[id] else { throw .unknown(id) }
        change(&entry.destination)
        entry.changedAt = now
        entry.reason = reason
        all[id] = entry
        return entry
    }
}

/// Why a web service was not changed.
public enum DestinationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is none of this name.
    case unknown(String)
    /// It makes no sense now; the text is a sentence that says why.
    case conflict(String)
    /// What was said has a fault; the text is a sentence that says which.
    case invalid(String)

    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .unknown(let id): "The destination '\(id.prefix(80))' does not exist."
        case .conflict(let reason), .invalid(let reason): reason
        }
    }
}
