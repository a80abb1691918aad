public import Alerting

/// How one attempt of a channel to deliver a message ended.
public enum ChannelOutcome: Hashable, Sendable {
    /// It was taken; the text says how, such as "HTTP 200".
    case delivered(receipt: String)
    /// It was not taken, but may be later; the receiver may have said how long to wait.
    case transient(reason: String, retryAfter: Duration? = nil)
    /// It was refused, and trying again will hardly help.
    case permanent(reason: String)
    /// It was not taken, and must not be tried again.
    case abandoned(reason: String)
}

/// A way to people or programs.
///
/// A channel sees messages in order for each address, one at a time, and perhaps one again that it
/// has delivered already: always with the same key and body.
public protocol NotificationChannel: Sendable {
    /// The name by which receivers choose the channel, such as `webhook`.
    var name: String { get }

    /// Tries once to deliver a message; bounded in time, and throws nothing: a failure is an outcome.
    ///
    /// Stops early when its task is cancelled.
    func deliver(_ entry: OutboxEntry) async -> ChannelOutcome

    /// Releases what the channel holds; called once, after the last delivery.
    func stop() async
}

extension NotificationChannel {
    /// Does nothing: most channels hold nothing.
    public func stop() async {}
}
