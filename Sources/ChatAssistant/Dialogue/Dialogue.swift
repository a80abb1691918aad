public import MonitoringModel

/// The state of the conversation with one person.
public struct Dialogue: Hashable, Codable, Sendable {
    /// The greatest number of questions that are open at once; a further one replaces the oldest.
    public static let maximumQuestions = 4

    /// With whom.
    public var person: PersonID
    /// The person's IANA time zone, in which times are said and understood.
    public var timeZone: String
    /// The questions that wait for an answer, oldest first.
    public internal(set) var questions: [Question] = []
    /// Which of several questions the person has chosen to answer.
    public internal(set) var focus: Int?
    /// Offers that came to nothing but may still be asked for, oldest first; at most four.
    public internal(set) var shelved: [VisitOffer] = []
    /// When the dialogue's deadline is set for, if it is.
    var deadline: Instant?
    /// How many utterances in a row could not be understood while no question was open.
    public internal(set) var misunderstandings = 0

    /// Creates a conversation in which nothing has been said.
    public init(person: PersonID, timeZone: String) {
        self.person = person
        self.timeZone = timeZone
    }
}
