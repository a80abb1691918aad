/// What an HTTP response means for a message.
///
/// Source: RFC 9110, section 15, and RFC 6585 for 429.
struct WebhookResponse: Hashable, Sendable {
    /// The status code.
    let status: UInt
    /// The header `Retry-After`, if there is one.
    let retryAfter: String?

    /// What it means.
    var outcome: ChannelOutcome {
        switch status {
        case 200..<300:
            .delivered(receipt: "HTTP \(status)")
        case 408, 425, 429, 500...:
            .transient(reason: "HTTP \(status)", retryAfter: requestedPause)
        case 300..<400:
            .permanent(reason: "HTTP \(status): redirections are not followed, give the receiver's final address")
        default:
            .permanent(reason: "HTTP \(status)")
        }
    }

    /// Seconds are understood; a date is not, and leaves the usual pause.
    private var requestedPause: Duration? {
        guard let retryAfter, retryAfter.utf8.count <= 9, let seconds = UInt32(retryAfter) else { return nil }
        return .seconds(Int64(seconds))
    }
}
