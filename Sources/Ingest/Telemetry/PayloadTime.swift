import MonitoringModel

/// Reading of the time that a payload gives for itself.
enum PayloadTime {
    /// What a member that may hold a time turned out to hold.
    enum Finding: Equatable {
        /// A time.
        case time(Instant)
        /// A number or text that is no time.
        case unreadable
    }

    /// The earliest time that is believed, 2000-01-01T00:00:00Z; clocks that were never set start before it.
    static let earliest = Instant(millisecondsSinceEpoch: 946_684_800_000)
    /// How far a device's clock may run ahead of ours.
    static let permittedLead = Duration.seconds(86_400)

    /// Reads a member's value: ISO 8601 text, or the time since 1970 as a number or as text of digits.
    ///
    /// The unit of a number follows from its magnitude: below 10^11 seconds, below 10^14 milliseconds, below
    /// 10^17 microseconds, else nanoseconds. Between 1973 and 5138 no two units overlap.
    static func read(_ value: JSONValue) -> Finding {
        switch value {
        case .integer(let number): .time(instant(sinceEpoch: number))
        case .number(let number): instant(sinceEpoch: number).map(Finding.time) ?? .unreadable
        case .string(let text):
            if let instant = Instant(iso8601: text) {
                .time(instant)
            } else if text.utf8.count <= 24, let number = Int64(text) {
                .time(instant(sinceEpoch: number))
            } else if text.utf8.count <= 24, let number = Double(text) {
                instant(sinceEpoch: number).map(Finding.time) ?? .unreadable
            } else {
                .unreadable
            }
        case .null, .bool, .array, .object: .unreadable
        }
    }

    /// Returns whether a time can be believed, given the time of arrival.
    static func isPlausible(_ instant: Instant, receivedAt: Instant) -> Bool {
        instant >= earliest && instant <= receivedAt + permittedLead
    }

    private static func instant(sinceEpoch number: Int64) -> Instant {
        let milliseconds =
            switch number.magnitude {
            case ..<100_000_000_000: number * 1_000
            case ..<100_000_000_000_000: number
            case ..<100_000_000_000_000_000: number / 1_000
            default: number / 1_000_000
            }
        return Instant(millisecondsSinceEpoch: milliseconds)
    }

    private static func instant(sinceEpoch number: Double) -> Instant? {
        let milliseconds =
            switch number.magnitude {
            case ..<1e11: number * 1e3
            case ..<1e14: number
            case ..<1e17: number / 1e3
            default: number / 1e6
            }
        return Int64(exactly: milliseconds.rounded(.down)).map(Instant.init(millisecondsSinceEpoch:))
    }
}
