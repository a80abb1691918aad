/// What became of one publication.
public enum PublishOutcome: Sendable, Hashable {
    /// Confirmed by the server (QoS 1 and 2) or written to the connection (QoS 0).
    ///
    /// The code is `success` or `noMatchingSubscribers`.
    case confirmed(ReasonCode)
    /// Not delivered; the error says why.
    case failed(MQTTClientError)

    /// The error, or nil if the publication was confirmed.
    public var error: MQTTClientError? {
        if case .failed(let error) = self { error } else { nil }
    }
}
