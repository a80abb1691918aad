import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// Begins to cancel a visit: asks for confirmation, or which visit is meant.
    mutating func startCancelling(_ turn: inout Turn) throws {
        let visits = try visitsMeant(&turn)
        guard let visit = visits.first else { return try cancelNothing(&turn) }
        guard visits.count == 1 else { return try askWhich(visits, moving: false, &turn) }
        try ask(.cancel(visit), &turn)
    }

    /// Begins to move a visit: asks for the time, or which visit is meant.
    mutating func startMoving(_ turn: inout Turn) throws {
        let visits = try turn.world.visits(of: dialogue.person)
        guard let visit = visits.first else { return turn.say(Phrasebook.noVisit) }
        guard visits.count == 1 else { return try askWhich(visits, moving: true, &turn) }
        try startMoving(visit, &turn)
    }

    /// Asks when a visit should take place instead, or looks for the time that was named.
    mutating func startMoving(_ visit: Visit, _ turn: inout Turn) throws {
        dialogue.questions.removeAll { $0.concerns(visit.id) }
        let question = Question(topic: .move(visit), expiresAt: expiry(turn))
        add(question)
        dialogue.focus = dialogue.questions.count > 1 ? dialogue.questions.count - 1 : nil
        guard turn.heard.times.isEmpty else { return try answerTime(question, &turn) }
        turn.say(try repeated(question, turn))
    }

    /// Reads whether a visit is really to be cancelled.
    mutating func answerCancel(_ visit: Visit, _ question: Question, _ turn: inout Turn) throws {
        if !turn.heard.times.isEmpty || turn.heard.has(.reschedule) { return try startMoving(visit, &turn) }
        if turn.isYes || turn.heard.intent == .cancelVisit {
            remove(question)
            guard let cancelled = try turn.world.cancel(visit.id) else { return turn.say(Phrasebook.alreadyGone) }
            turn.outcome.cancelled.append(cancelled)
            return turn.say(Phrasebook.cancelled(try turn.name(visit.technician), turn.times.full(visit.start)))
        }
        if turn.isNo || turn.text.lowercased().contains("keep") {
            remove(question)
            return turn.say(Phrasebook.kept)
        }
        try misunderstood(question, &turn)
    }

    /// Reads which of several visits is meant.
    mutating func answerChoice(
        _ visits: [Visit],
        moving: Bool,
        _ question: Question,
        _ turn: inout Turn
    ) throws {
        let option = OptionPicker.option(in: turn.text, of: visits.count, areNumbered: true)
        let meant = option.map { [visits[$0]] } ?? visits.filter { isMeant($0, turn) }
        if let visit = meant.first, meant.count == 1 {
            remove(question)
            turn.heard.times = []
            return moving ? try startMoving(visit, &turn) : try ask(.cancel(visit), &turn)
        }
        if turn.isNo {
            remove(question)
            return turn.say(Phrasebook.dropped)
        }
        try misunderstood(question, &turn)
    }

    private func isMeant(_ visit: Visit, _ turn: Turn) -> Bool {
        turn.heard.times.contains { $0.range.contains(visit.start) }
    }

    /// Returns the person's visits, only those at the times that were named if there are such.
    private func visitsMeant(_ turn: inout Turn) throws -> [Visit] {
        let visits = try turn.world.visits(of: dialogue.person)
        let meant = visits.filter { isMeant($0, turn) }
        return meant.isEmpty ? visits : meant
    }

    private mutating func cancelNothing(_ turn: inout Turn) throws {
        guard let question = current, case .visit(let offer) = question.topic else {
            return turn.say(Phrasebook.noVisit)
        }
        remove(question)
        shelve(offer)
        turn.say(Phrasebook.declined(offer.device))
    }

    private mutating func askWhich(_ visits: [Visit], moving: Bool, _ turn: inout Turn) throws {
        try ask(.choose(Array(visits.prefix(Self.maximumFacts)), moving: moving), &turn)
    }

    /// Opens a question and turns to it.
    private mutating func ask(_ topic: Question.Topic, _ turn: inout Turn) throws {
        dialogue.questions.removeAll { question in
            if question.topic == topic { return true }
            if case .choose = question.topic { return true }
            return false
        }
        let question = Question(topic: topic, expiresAt: expiry(turn))
        add(question)
        dialogue.focus = dialogue.questions.count > 1 ? dialogue.questions.count - 1 : nil
        turn.say(try repeated(question, turn))
    }
}
