import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// Begins a turn.
    func turn(at now: Instant, world: any DialogueWorld) throws -> Turn {
        guard let calendar = LocalCalendar(timeZone: dialogue.timeZone) else {
            throw ChatAssistantError.unknownTimeZone(dialogue.timeZone)
        }
        return Turn(now: now, world: world, calendar: calendar)
    }

    /// Ends a turn: sets the deadline of the question that expires first.
    mutating func finish(_ turn: inout Turn) -> DialogueOutcome {
        let next = dialogue.questions.map(\.expiresAt).min()
        let id = Deadline.ID(owner: Self.deadlineOwner, key: dialogue.person.rawValue)
        if next != dialogue.deadline {
            turn.outcome.effects.append(next.map { .schedule(Deadline(id: id, dueAt: $0)) } ?? .cancel(id))
            dialogue.deadline = next
        }
        return turn.outcome
    }

    /// Whether a bare number can be a time: one that takes times is open.
    var isExpectingTime: Bool { dialogue.questions.contains(where: \.takesTimes) }

    /// When a question of this turn expires.
    func expiry(_ turn: Turn) -> Instant { turn.now + .seconds(3_600 * settings.answerHours) }

    /// Opens a question; the oldest makes room if there are too many.
    mutating func add(_ question: Question) {
        if dialogue.questions.count >= Dialogue.maximumQuestions { dialogue.questions.removeFirst() }
        dialogue.questions.append(question)
        dialogue.focus = nil
    }

    /// Closes a question.
    mutating func remove(_ question: Question) {
        dialogue.questions.removeAll { $0.topic == question.topic }
        dialogue.focus = nil
    }

    /// Puts the new state of a question in place of the old one.
    mutating func update(_ question: Question) {
        guard let index = dialogue.questions.firstIndex(where: { $0.topic == question.topic }) else { return }
        dialogue.questions[index] = question
    }

    /// Keeps an offer that came to nothing, so that it can be asked for later.
    mutating func shelve(_ offer: VisitOffer) {
        dialogue.shelved.removeAll { $0.alert == offer.alert }
        if dialogue.shelved.count >= Dialogue.maximumQuestions { dialogue.shelved.removeFirst() }
        dialogue.shelved.append(offer)
    }

    /// Closes the questions that have waited too long, and says so.
    mutating func closeExpired(_ turn: inout Turn) {
        for question in dialogue.questions where question.expiresAt <= turn.now {
            remove(question)
            if case .visit(let offer) = question.topic { shelve(offer) }
            turn.say(Phrasebook.expired(question.label(turn.times)))
        }
    }

    /// Returns the question that an answer belongs to: the only one, or the one that was chosen.
    var current: Question? {
        if let focus = dialogue.focus, dialogue.questions.indices.contains(focus) { return dialogue.questions[focus] }
        return dialogue.questions.count == 1 ? dialogue.questions.first : nil
    }
}

extension Question {
    /// Whether a time is an answer to it.
    var takesTimes: Bool {
        switch topic {
        case .visit, .move: true
        case .cancel, .choose, .acknowledge: false
        }
    }

    /// Returns what it is about in a few words.
    func label(_ times: TimePhrase) -> String {
        switch topic {
        case .visit(let offer): Phrasebook.topicVisit(offer.device)
        case .move(let visit): Phrasebook.topicMove(times.full(visit.start))
        case .cancel(let visit): Phrasebook.topicCancel(times.full(visit.start))
        case .choose(_, let moving): Phrasebook.topicChoose(moving: moving)
        case .acknowledge: Phrasebook.topicAcknowledge
        }
    }

    /// Returns whether it offers a visit because of an alert.
    func isAbout(_ alert: AlertID) -> Bool {
        if case .visit(let offer) = topic { return offer.alert == alert }
        return false
    }

    /// Returns whether it is about what becomes of a visit.
    func concerns(_ id: VisitID) -> Bool {
        switch topic {
        case .move(let visit), .cancel(let visit): visit.id == id
        case .choose(let visits, _): visits.contains { $0.id == id }
        case .visit, .acknowledge: false
        }
    }

    /// What is to be booked.
    var request: VisitRequest? {
        switch topic {
        case .visit(let offer): offer.request
        case .move(let visit): visit.request
        case .cancel, .choose, .acknowledge: nil
        }
    }
}

extension Visit {
    /// The request for a visit that takes the place of this one.
    var request: VisitRequest {
        let minutes = (end - start).wholeMilliseconds / 60_000
        let permitted = VisitRequest.permittedMinutes
        return VisitRequest(
            customer: customer,
            site: site,
            alert: alert,
            skill: skill,
            reason: reason,
            minutes: Int(min(max(minutes, Int64(permitted.lowerBound)), Int64(permitted.upperBound))),
            timeZone: timeZone
        )
    }
}
