public import FieldService
public import MonitoringModel

/// A question to a person that waits for an answer.
public struct Question: Hashable, Codable, Sendable {
    /// What the question is about.
    public enum Topic: Hashable, Codable, Sendable {
        /// When a technician should come.
        case visit(VisitOffer)
        /// When a visit should take place instead.
        case move(Visit)
        /// Whether a visit should be cancelled.
        case cancel(Visit)
        /// Which of several visits is meant, and whether it is to be moved (or else cancelled).
        case choose([Visit], moving: Bool)
        /// Which of several alerts the person takes care of.
        case acknowledge([AlertFact])
    }

    /// What it is about.
    public var topic: Topic
    /// The window that a plain "yes" books.
    public var proposed: ServiceWindow?
    /// The windows that were named in the last message, at most three.
    public var offered: [ServiceWindow] = []
    /// How often the person has said no.
    public var refusals = 0
    /// How many answers in a row could not be understood.
    public var misunderstandings = 0
    /// When the question is closed without an answer.
    public var expiresAt: Instant

    /// Creates a question.
    public init(topic: Topic, expiresAt: Instant) {
        self.topic = topic
        self.expiresAt = expiresAt
    }
}
