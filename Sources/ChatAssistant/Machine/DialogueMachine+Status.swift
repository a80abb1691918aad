import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// The greatest number of alerts and of visits that are named in one message.
    static let maximumFacts = 5

    /// Tells which alerts are open and which visits are booked.
    mutating func tellStatus(_ turn: inout Turn) throws {
        dialogue.misunderstandings = 0
        let alerts = try turn.world.openAlerts(for: dialogue.person)
        let visits = try turn.world.visits(of: dialogue.person)
        if alerts.isEmpty {
            turn.say(Phrasebook.allWell)
        } else {
            let facts = alerts.prefix(Self.maximumFacts)
                .map { fact in
                    Phrasebook.alert(
                        fact.summary,
                        turn.times.short(fact.startedAt),
                        isAcknowledged: fact.isAcknowledged
                    )
                }
            turn.say(Phrasebook.alerts(facts, more: alerts.count - facts.count))
        }
        if !visits.isEmpty {
            let facts = try visits.prefix(Self.maximumFacts).map { try describe($0, turn) }
            turn.say(Phrasebook.visits(facts, more: visits.count - facts.count))
        }
        if let question = current { turn.say(try repeated(question, turn)) }
    }

    /// Returns who comes when and why.
    func describe(_ visit: Visit, _ turn: Turn) throws -> String {
        Phrasebook.visit(try turn.name(visit.technician), turn.times.full(visit.start), visit.reason)
    }

    /// Takes somebody's word that they take care of an alert; asks which if there are several.
    mutating func acknowledge(_ turn: inout Turn) throws {
        dialogue.misunderstandings = 0
        let alerts = try turn.world.openAlerts(for: dialogue.person).filter { !$0.isAcknowledged }
        guard let first = alerts.first else { return try remind(&turn, after: Phrasebook.nothingToAcknowledge) }
        if alerts.count == 1 || Self.meansAll(turn.text) {
            return try take(alerts.count == 1 ? [first] : alerts, &turn)
        }
        dialogue.questions.removeAll { question in
            if case .acknowledge = question.topic { return true }
            return false
        }
        let named = Array(alerts.prefix(Self.maximumFacts))
        add(Question(topic: .acknowledge(named), expiresAt: expiry(turn)))
        dialogue.focus = dialogue.questions.count - 1
        turn.say(Phrasebook.whichAlert(named.map(\.summary)))
    }

    /// Reads which alert is meant.
    mutating func answerAcknowledge(_ alerts: [AlertFact], _ question: Question, _ turn: inout Turn) throws {
        if Self.meansAll(turn.text) {
            remove(question)
            return try take(alerts, &turn)
        }
        if let option = OptionPicker.option(in: turn.text, of: alerts.count, areNumbered: true) {
            remove(question)
            return try take([alerts[option]], &turn)
        }
        if turn.isNo {
            remove(question)
            return turn.say(Phrasebook.dropped)
        }
        try misunderstood(question, &turn)
    }

    private func take(_ alerts: [AlertFact], _ turn: inout Turn) throws {
        turn.outcome.acknowledgedAlerts += alerts.map(\.id)
        let summaries = alerts.prefix(Self.maximumFacts).map(\.summary)
        try remind(&turn, after: Phrasebook.acknowledged(summaries))
    }

    private static func meansAll(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }
        return words.contains { ["all", "both", "everything", "every"].contains($0) }
    }
}
