public import MonitoringModel

/// Why a command about an alert, or a routing table, was refused; nothing has changed.
public enum AlertingError: Error, Hashable, Sendable {
    /// No alert has this name.
    case unknownAlert(AlertID)
    /// The alert is over already.
    case alreadyResolved(AlertID)
    /// Somebody else takes care of the alert already.
    case alreadyAcknowledged(AlertID, by: String)
    /// The person who acts has no name, or one of more than ``AlertLifecycle/maximumNameLength`` characters.
    case invalidName(length: Int)
    /// A note has more than ``AlertLifecycle/maximumNoteLength`` characters.
    case noteTooLong(length: Int)
    /// Two receivers have the same name.
    case duplicateReceiver(ReceiverID)
    /// A receiver's channel is not 1 to 32 of a-z, 0-9, `_` and `-`.
    case invalidChannel(receiver: ReceiverID, channel: String)
    /// A receiver's address does not suit its channel; the text says what is expected.
    case invalidAddress(receiver: ReceiverID, address: String, expected: String)
    /// A route, counted from 1, names no receiver, so nobody would be told.
    case noReceivers(route: Int)
    /// A route, counted from 1, names receivers that do not exist.
    case unknownReceivers(route: Int, names: [ReceiverID], known: [ReceiverID])
}

extension AlertingError: CustomStringConvertible {
    /// What was wrong, with which input, and what to do.
    public var description: String {
        switch self {
        case .unknownAlert(let alert):
            "There is no alert '\(alert)': look at the list of alerts for its name."
        case .alreadyResolved(let alert):
            "'\(alert)' is resolved already: nothing is left to do."
        case .alreadyAcknowledged(let alert, let person):
            "'\(alert)' was acknowledged by \(person) already: resolve it once it is over."
        case .invalidName(let length):
            """
            The name of the person who acts has \(length) characters: give 1 to \
            \(AlertLifecycle.maximumNameLength).
            """
        case .noteTooLong(let length):
            "The note has \(length) characters: give at most \(AlertLifecycle.maximumNoteLength)."
        default:
            routingDescription
        }
    }

    private var routingDescription: String {
        switch self {
        case .duplicateReceiver(let receiver):
            "Two receivers are called '\(receiver)': rename one of them."
        case .invalidChannel(let receiver, let channel):
            "Receiver '\(receiver)' has the channel '\(channel.prefix(40))': use 1 to 32 of a-z, 0-9, _ and -."
        case .invalidAddress(let receiver, let address, let expected):
            "Receiver '\(receiver)' has the address '\(address.prefix(80))': give \(expected)."
        case .noReceivers(let route):
            "Route \(route) names no receiver, so nobody would be told: name at least one."
        case .unknownReceivers(let route, let names, let known):
            """
            Route \(route) names receivers that do not exist: \(Self.list(names)). Known are: \(Self.list(known)).
            """
        default:
            ""
        }
    }

    private static func list(_ names: [ReceiverID]) -> String {
        guard !names.isEmpty else { return "none" }
        let shown = names.prefix(20).map(\.rawValue).joined(separator: ", ")
        return names.count > 20 ? shown + ", …" : shown
    }
}
