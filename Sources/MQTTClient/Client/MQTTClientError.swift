/// What can go wrong with a call to the client.
public enum MQTTClientError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The configuration cannot work; the text says what and what to do.
    case invalidConfiguration(String)
    /// The text is no topic name or no topic filter.
    case invalidTopic(String, problem: String)
    /// The client has stopped, or was stopped while the call waited.
    case stopped
    /// `run()` was called a second time.
    case alreadyRunning
    /// The batch was acknowledged before.
    case alreadyAcknowledged
    /// More publications wait than the configuration allows; wait for some to be confirmed, or raise the limit.
    case outgoingBufferFull(limit: Int)
    /// The connection was lost before a QoS 0 message was written.
    case connectionLost(DisconnectReason)
    /// The server refused the message (MQTT 5.0), with its explanation if it gave one.
    case publishRefused(ReasonCode, explanation: String?)
    /// The packet would be larger than the server accepts, in bytes.
    case packetTooLarge(size: Int, limit: Int)
    /// The server said at connect time that it does not offer this; the text names it.
    case notSupportedByServer(String)
    /// The client stopped trying to connect, as configured.
    case gaveUp(DisconnectReason)

    /// What happened and what to do, in one sentence.
    public var description: String {
        switch self {
        case .invalidConfiguration(let text): "MQTT configuration: \(text)"
        case .invalidTopic(let topic, let problem): "topic \"\(topic.prefix(200))\": \(problem)"
        case .stopped: "the MQTT client has stopped"
        case .alreadyRunning: "the MQTT client is running already; run it once"
        case .alreadyAcknowledged: "the batch was acknowledged before; acknowledge each batch once"
        case .outgoingBufferFull(let limit):
            "\(limit) publications are waiting already; wait for confirmations or raise outgoingMessageLimit"
        case .connectionLost(let reason): "the connection was lost before the message was written: \(reason)"
        case .publishRefused(let code, let text):
            "the server refused the message: \(code)\(text.map { ": \($0)" } ?? "")"
        case .packetTooLarge(let size, let limit):
            "the packet has \(size) bytes, the server accepts at most \(limit); send a smaller payload"
        case .notSupportedByServer(let what): "the server does not support \(what)"
        case .gaveUp(let reason): "gave up connecting: \(reason)"
        }
    }
}
