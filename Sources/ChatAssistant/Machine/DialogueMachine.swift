import FieldService
import LanguageUnderstanding
public import MonitoringModel

/// A conversation with one person about what happened and about technicians' visits.
///
/// The state is the `Dialogue`: keep it, and give it back with the next event. A turn asks and changes
/// the world only through the `DialogueWorld`, so it belongs in one transaction.
public struct DialogueMachine: Sendable {
    /// The owner of the deadlines that dialogues set; the key is the person's name.
    public static let deadlineOwner = "dialogue"

    /// How long questions wait and how far visits are looked for.
    public struct Settings: Hashable, Sendable {
        /// How long an offer or question waits for an answer, in hours; a day by default.
        public var answerHours: Int
        /// How many days ahead visits are offered; two weeks by default.
        public var searchDays: Int

        /// Creates settings; numbers out of range are brought to the nearest permitted one.
        public init(answerHours: Int = 24, searchDays: Int = 14) {
            self.answerHours = min(max(answerHours, 1), 720)
            self.searchDays = min(max(searchDays, 1), 60)
        }
    }

    /// The state of the conversation.
    public internal(set) var dialogue: Dialogue
    let settings: Settings

    /// Continues a conversation.
    public init(dialogue: Dialogue, settings: Settings = Settings()) {
        self.dialogue = dialogue
        self.settings = settings
    }

    /// Answers something the person said.
    ///
    /// - Throws: The world's errors, or `ChatAssistantError`; the machine is then to be thrown away.
    public mutating func handle(
        _ utterance: Utterance,
        at now: Instant,
        world: any DialogueWorld
    ) throws -> DialogueOutcome {
        var turn = try turn(at: now, world: world)
        closeExpired(&turn)
        if utterance.text.count > Utterance.maximumLength {
            turn.say(Phrasebook.tooLong)
        } else {
            guard let reader = UtteranceReader(timeZone: dialogue.timeZone) else {
                throw ChatAssistantError.unknownTimeZone(dialogue.timeZone)
            }
            turn.text = utterance.text
            turn.heard = reader.read(utterance.text, at: now, isExpectingTime: isExpectingTime)
            try route(&turn)
        }
        return finish(&turn)
    }

    /// Tells the person about a fault and offers a technician's visit.
    ///
    /// Nothing is said if the fault is being talked about already or a visit for it is booked.
    ///
    /// - Throws: The world's errors, or `ChatAssistantError`; the machine is then to be thrown away.
    public mutating func offerVisit(
        for offer: VisitOffer,
        at now: Instant,
        world: any DialogueWorld
    ) throws -> DialogueOutcome {
        var turn = try turn(at: now, world: world)
        closeExpired(&turn)
        let isBooked = try world.visits(of: dialogue.person).contains { $0.alert == offer.alert }
        if !isBooked, !dialogue.questions.contains(where: { $0.isAbout(offer.alert) }) {
            dialogue.shelved.removeAll { $0.alert == offer.alert }
            turn.say(Phrasebook.sentence(offer.fault))
            try open(.visit(offer), &turn)
        }
        return finish(&turn)
    }

    /// Withdraws what was offered because of an alert that is over, or asks what to do with the visit.
    ///
    /// - Throws: The world's errors, or `ChatAssistantError`; the machine is then to be thrown away.
    public mutating func alertEnded(
        _ alert: AlertID,
        at now: Instant,
        world: any DialogueWorld
    ) throws -> DialogueOutcome {
        var turn = try turn(at: now, world: world)
        closeExpired(&turn)
        dialogue.shelved.removeAll { $0.alert == alert }
        for question in dialogue.questions {
            guard case .visit(let offer) = question.topic, offer.alert == alert else { continue }
            remove(question)
            turn.say(Phrasebook.withdrawn(offer.device))
        }
        for visit in try world.visits(of: dialogue.person) where visit.alert == alert {
            dialogue.questions.removeAll { $0.concerns(visit.id) }
            dialogue.focus = nil
            turn.say(Phrasebook.recovered(try turn.name(visit.technician), turn.times.full(visit.start)))
            add(Question(topic: .cancel(visit), expiresAt: expiry(turn)))
        }
        return finish(&turn)
    }

    /// Closes the questions that have waited too long; call it when the dialogue's deadline is due.
    ///
    /// - Throws: `ChatAssistantError` if the person's time zone is unknown.
    public mutating func deadlineDue(at now: Instant) throws -> DialogueOutcome {
        var turn = try turn(at: now, world: NoWorld())
        dialogue.deadline = nil
        closeExpired(&turn)
        return finish(&turn)
    }
}
