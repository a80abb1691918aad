/// How a message is recognised when it arrives again.
///
/// The key is made of the topic and the whole payload, so a message that is redelivered after a crash has
/// the key it had before. What a second arrival of the same key *means* depends on what the payload holds:
///
/// | payload | ``isExact`` | ``isRedelivery`` | the same key again is a repetition … |
/// |---|---|---|---|
/// | a time, or a `messageId` of 16 or more characters | true | DUP | always |
/// | a sequence number, but no time | false | true | within the store's window |
/// | neither | false | DUP | within the store's window, if the broker marked it as sent again |
///
/// Why the last two are not exact: a door sensor that sends `{"open":true}` twice means two openings, and
/// a counter starts again at every restart of its device, so an identical genuine message would be lost for
/// ever. The broker sets DUP whenever it sends again what we did not acknowledge, hence after a crash of ours
/// nothing is counted twice either way. A member `id` is not looked at: it mostly names the device.
///
/// What remains: a device that repeats a publication towards its broker (QoS 1) without time and sequence is
/// counted twice, because nothing in what arrives here tells it from two messages.
public struct InputKey: Hashable, Sendable {
    /// The key: a version byte and 128-bit hashes of the topic and of the payload, 33 bytes.
    public var bytes: [UInt8]
    /// Whether the same key again is the same message whenever it comes.
    public var isExact: Bool
    /// Whether the same key again within the store's window is the same message.
    public var isRedelivery: Bool

    /// What the payload says about its own identity.
    enum Evidence {
        /// It names its time, or has an identifier of its own.
        case unique
        /// It has a sequence number.
        case sequence
        /// It has neither.
        case none
    }

    /// Creates the key of a message.
    init(topic: String, payload: UnsafeRawBufferPointer, evidence: Evidence, isDuplicate: Bool) {
        bytes = []
        bytes.reserveCapacity(33)
        bytes.append(1)
        var hash = PayloadHash()
        hash.combine(topic)
        hash.append(to: &bytes)
        hash = PayloadHash()
        hash.combine(payload)
        hash.append(to: &bytes)
        isExact = evidence == .unique
        isRedelivery = isDuplicate || evidence == .sequence
    }
}
