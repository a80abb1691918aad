import Alerting
import MonitoringModel
import NotificationChannels

/// How long an action may wait for its turn: a lamp that is switched off an hour late is worse than one that is not.
enum ActionAge {
    /// The longest wait between the message and its action: five minutes.
    static let maximum = Duration.seconds(300)

    /// Returns that an action is given up because it has waited too long; `nil` if it has not.
    static func refusal(of entry: OutboxEntry, at now: Instant) -> ChannelOutcome? {
        guard now - entry.createdAt > maximum else { return nil }
        return .abandoned(reason: "it waited longer than \(maximum.components.seconds) seconds")
    }
}
