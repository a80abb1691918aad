import MonitoringModel
import Synchronization

/// The browsers that have signed in, kept in memory: a restart signs everybody out.
final class SessionStore: Sendable {
    /// The name of the cookie.
    static let cookieName = "caretaker_session"
    /// The number of sessions; the oldest makes way for a new one.
    static let limit = 128
    /// How long a session lasts.
    static let lifetime: Duration = .seconds(30 * 86_400)

    private let clock: any WallClock
    private let startsByID = Mutex<[String: Instant]>([:])

    /// Creates a store without sessions.
    init(clock: any WallClock) {
        self.clock = clock
    }

    /// Begins a session and returns its name, 64 hexadecimal digits of the system's secure randomness.
    func begin() -> String {
        var generator = SystemRandomNumberGenerator()
        let id = (0..<4)
            .map { _ in
                let digits = String(generator.next() as UInt64, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }
            .joined()
        let now = clock.now
        startsByID.withLock { starts in
            if starts.count >= Self.limit, let oldest = starts.min(by: { $0.value < $1.value }) {
                starts[oldest.key] = nil
            }
            starts[id] = now
        }
        return id
    }

    /// Returns whether a session exists and has not ended.
    func isValid(_ id: String) -> Bool {
        let now = clock.now
        return startsByID.withLock { starts in
            guard let start = starts[id] else { return false }
            guard now - start < Self.lifetime else {
                starts[id] = nil
                return false
            }
            return true
        }
    }

    /// Ends a session.
    func end(_ id: String) {
        startsByID.withLock { $0[id] = nil }
    }
}
