public import Alerting
public import Foundation
public import MonitoringModel
public import RuleEngine

/// What a rule wants done outside of the service: the body of a message of the outbox.
public struct ActionOrder: Hashable, Codable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// What is to be done, with all its texts filled in.
    public var action: RuleAction
    /// What the `SELECT` gave.
    public var payload: Data
    /// The topic of the message that caused it.
    public var topic: String
    /// When that message was measured.
    public var observedAt: Instant

    /// Creates an order.
    public init(rule: RuleID, action: RuleAction, payload: Data, topic: String, observedAt: Instant) {
        self.rule = rule
        self.action = action
        self.payload = payload
        self.topic = topic
        self.observedAt = observedAt
    }

    /// Reads an order from a message of the outbox.
    ///
    /// - Throws: `DecodingError` if it is none.
    public init(_ entry: OutboxEntry) throws {
        self = try JSONDecoder().decode(ActionOrder.self, from: Data(entry.body))
    }

    /// The channel that carries an action out from the outbox; `nil` for those that are done otherwise.
    public static func channel(of action: RuleAction) -> String? {
        switch action {
        case .http: "rule-http"
        case .tcpLine: "rule-tcp"
        case .file: "rule-file"
        case .log: "rule-log"
        case .snapshot: "rule-snapshot"
        case .alert, .republish, .table, .columns, .metric, .alarmState, .message, .queue, .speak: nil
        }
    }

    /// The address by which messages are kept in order: what they are done with, without what differs each time.
    private var address: String {
        switch action {
        case .http(let action):
            action.url.split(separator: "/", maxSplits: 2).prefix(2).joined(separator: "//")
        case .log, .snapshot: action.name
        default: action.resource
        }
    }

    /// Returns the message of the outbox that asks for the action.
    ///
    /// - Throws: `EncodingError` if it cannot be written.
    func entry(key: String, channel: String, at now: Instant) throws -> OutboxEntry {
        OutboxEntry(
            key: key,
            channel: channel,
            address: String(address.prefix(Receiver.maximumAddressSize)),
            contentType: "application/json",
            body: Array(try JSONEncoder().encode(self)),
            createdAt: now
        )
    }
}
