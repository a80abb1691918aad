import NIOCore

/// Decides when to send PINGREQ and when the server is considered gone (MQTT 5.0, section 3.1.2.10).
struct KeepAlive {
    /// What to do now.
    enum Action: Hashable {
        case nothing, ping, expired
    }

    /// The interval; nil if keep alive is off.
    var interval: TimeAmount?
    private var lastSent: NIODeadline
    private var lastReceived: NIODeadline
    private var pingedAt: NIODeadline?

    /// Starts counting; zero seconds switch it off.
    init(seconds: UInt16, at now: NIODeadline) {
        interval = seconds == 0 ? nil : .seconds(Int64(seconds))
        lastSent = now
        lastReceived = now
    }

    /// Notes that a packet was sent.
    mutating func noteSent(at now: NIODeadline) {
        lastSent = now
    }

    /// Notes that something was received.
    mutating func noteReceived(at now: NIODeadline) {
        lastReceived = now
        pingedAt = nil
    }

    /// Judges the silence; while the client itself does not read, the server's silence means nothing.
    mutating func tick(at now: NIODeadline, isReadingPaused: Bool) -> Action {
        guard let interval else { return .nothing }
        if isReadingPaused { noteReceived(at: now) }
        if let pingedAt {
            return now - pingedAt >= interval ? .expired : .nothing
        }
        // A quarter of the interval is kept in reserve for the granularity of the caller's timer.
        let patience = TimeAmount.nanoseconds(interval.nanoseconds / 4 * 3)
        guard now - lastSent >= patience || now - lastReceived >= patience else { return .nothing }
        if !isReadingPaused { pingedAt = now }
        return .ping
    }
}
