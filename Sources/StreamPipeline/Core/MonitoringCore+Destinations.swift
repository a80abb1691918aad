public import Alerting
import Foundation
import MonitoringModel
import RuleEngine

extension MonitoringCore {
    /// Changes a web service that rules may call; a new token is owed to its address.
    mutating func change(_ change: DestinationChange, _ turn: inout Turn) throws {
        do throws(DestinationRefusal) {
            turn.outcome.destination = try destinations.apply(change, at: turn.now)
        } catch {
            turn.outcome.destinationRefusal = error
            return
        }
        changedMachines.insert(StoredMachine.httpDestinations.key(""))
        guard let entry = turn.outcome.destination, entry.destination.state == .inProgress else { return }
        let confirmation = DestinationConfirmation(
            id: entry.id,
            url: entry.destination.confirmationURL,
            token: entry.destination.token
        )
        try turn.transaction.enqueue(
            OutboxEntry(
                key: "\(turn.cause)/destination",
                channel: DestinationConfirmation.channel,
                address: confirmation.url,
                contentType: "application/json",
                body: Array(try JSONEncoder().encode(confirmation)),
                createdAt: turn.now
            )
        )
        turn.outcome.channels.insert(DestinationConfirmation.channel)
    }
}

/// What is owed to a web service that is to be confirmed.
public struct DestinationConfirmation: Hashable, Codable, Sendable {
    /// The channel that sends it.
    public static let channel = "rule-destination"

    /// The name by which the web service is changed.
    public var id: String
    /// Its address.
    public var url: String
    /// What its owner must send back.
    public var token: String

    /// Reads a confirmation from a message of the outbox.
    ///
    /// - Throws: `DecodingError` if it is none.
    public init(_ entry: OutboxEntry) throws {
        self = try JSONDecoder().decode(DestinationConfirmation.self, from: Data(entry.body))
    }

    /// Creates a confirmation.
    init(id: String, url: String, token: String) {
        self.id = id
        self.url = url
        self.token = token
    }
}
