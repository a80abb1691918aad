/// A quality of service: how surely a message arrives.
public enum QoS: UInt8, Sendable, Hashable, CaseIterable, Comparable {
    /// Delivered once or not at all; never confirmed.
    case atMostOnce = 0
    /// Confirmed; may arrive more than once.
    case atLeastOnce = 1
    /// Confirmed in two steps; arrives exactly once while the session lives.
    case exactlyOnce = 2

    /// Orders by strength of the promise.
    public static func < (left: QoS, right: QoS) -> Bool {
        left.rawValue < right.rawValue
    }
}
