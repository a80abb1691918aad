/// A moment at which a machine asked to be called.
///
/// Deadlines are stored with the state that asked for them, so they survive a restart; one that came
/// due while nothing ran is delivered at the start, with the time at which it was due.
public struct Deadline: Hashable, Codable, Sendable {
    /// What identifies a deadline: setting it again moves it, cancelling removes it.
    public struct ID: Hashable, Codable, Sendable {
        /// The machine that is to be called, such as `stillness`.
        public var owner: String
        /// Which of that machine's deadlines it is, such as a camera's name.
        public var key: String

        /// Creates the name of a deadline.
        public init(owner: String, key: String) {
            self.owner = owner
            self.key = key
        }
    }

    /// Which deadline it is.
    public var id: ID
    /// When the machine wants to be called.
    public var dueAt: Instant

    /// Creates a deadline.
    public init(id: ID, dueAt: Instant) {
        self.id = id
        self.dueAt = dueAt
    }
}
