import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// Sends what was said to where it belongs: a wish of its own, or the answer to an open question.
    mutating func route(_ turn: inout Turn) throws {
        let intent = turn.heard.intent
        let isAnswer = !turn.heard.times.isEmpty && isExpectingTime
        switch intent {
        case .human:
            turn.outcome.wantsHuman = true
            dialogue.misunderstandings = 0
            turn.say(Phrasebook.human)
        case .acknowledge: try acknowledge(&turn)
        case .askStatus where !isAnswer && !isSelection(turn): try tellStatus(&turn)
        case .cancelVisit where !isCancelling: try startCancelling(&turn)
        case .reschedule where !isAnswer && !isMoving: try startMoving(&turn)
        case .help where !isAnswer: try remind(&turn, after: Phrasebook.help)
        case .greet where !isAnswer: try remind(&turn, after: Phrasebook.greeting)
        case .thanks where !isAnswer: turn.say(Phrasebook.welcome)
        default: try answer(&turn)
        }
    }

    private var isCancelling: Bool {
        guard case .cancel? = current?.topic else { return false }
        return true
    }

    private var isMoving: Bool {
        switch current?.topic {
        case .move, .cancel, .visit: true
        case .choose(_, let moving): moving
        case .acknowledge, nil: false
        }
    }

    private func isSelection(_ turn: Turn) -> Bool {
        guard let question = current, !question.offered.isEmpty else { return false }
        return OptionPicker.option(in: turn.text, of: question.offered.count, areNumbered: false) != nil
    }

    /// Says something and then repeats the open question, if there is just one.
    func remind(_ turn: inout Turn, after text: String) throws {
        turn.say(text)
        if let question = current { turn.say(try repeated(question, turn)) }
    }

    private mutating func answer(_ turn: inout Turn) throws {
        guard !dialogue.questions.isEmpty else { return try answerWithoutQuestion(&turn) }
        guard var question = current ?? questionMeant(turn) else { return askWhichQuestion(&turn) }
        if dialogue.questions.count > 1, dialogue.focus == nil, !(question.takesTimes && !turn.heard.times.isEmpty) {
            dialogue.focus = dialogue.questions.firstIndex { $0.topic == question.topic }
            return turn.say(try repeated(question, turn))
        }
        question.expiresAt = expiry(turn)
        update(question)
        switch question.topic {
        case .visit, .move: try answerTime(question, &turn)
        case .cancel(let visit): try answerCancel(visit, question, &turn)
        case .choose(let visits, let moving): try answerChoice(visits, moving: moving, question, &turn)
        case .acknowledge(let alerts): try answerAcknowledge(alerts, question, &turn)
        }
    }

    /// Returns the one of several open questions that an answer names or can belong to.
    private func questionMeant(_ turn: Turn) -> Question? {
        let questions = dialogue.questions
        if !turn.heard.times.isEmpty {
            let takers = questions.filter(\.takesTimes)
            return takers.count == 1 ? takers.first : nil
        }
        if let option = OptionPicker.option(in: turn.text, of: questions.count, areNumbered: true) {
            return questions[option]
        }
        let common: Set<String> = ["visit", "your", "tomorrow", "today", "that", "this", "with"]
        let words = Self.longWords(of: turn.text).subtracting(common)
        let named = questions.filter { question in
            !Self.longWords(of: question.label(turn.times)).isDisjoint(with: words)
        }
        return named.count == 1 ? named.first : nil
    }

    private static func longWords(of text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 3 })
    }

    private func askWhichQuestion(_ turn: inout Turn) {
        turn.say(Phrasebook.whichQuestion(dialogue.questions.map { $0.label(turn.times) }))
    }

    private mutating func answerWithoutQuestion(_ turn: inout Turn) throws {
        let wantsBooking = turn.heard.intent == .book || !turn.heard.times.isEmpty && turn.heard.has(.book)
        if wantsBooking {
            guard let offer = dialogue.shelved.popLast() else { return turn.say(Phrasebook.nothingToBook) }
            dialogue.misunderstandings = 0
            return try open(.visit(offer), &turn)
        }
        switch turn.heard.intent {
        case .affirm, .deny: turn.say(Phrasebook.nothingOpen)
        default:
            dialogue.misunderstandings += 1
            turn.say(dialogue.misunderstandings < 2 ? Phrasebook.notUnderstood : Phrasebook.offerHuman)
            if dialogue.misunderstandings >= 2 { dialogue.misunderstandings = 0 }
        }
    }

    /// Asks again after an answer that was not understood; the second time with the choices and a person.
    mutating func misunderstood(_ question: Question, _ turn: inout Turn) throws {
        var question = question
        question.misunderstandings += 1
        let isFirst = question.misunderstandings < 2
        if !isFirst { question.misunderstandings = 0 }
        update(question)
        let hint = question.takesTimes ? Phrasebook.examples : Phrasebook.yesOrNo
        if isFirst {
            turn.say("Sorry, I did not understand that. " + hint)
            turn.say(try repeated(question, turn))
        } else {
            turn.say(Phrasebook.offerHuman)
            turn.say(try repeated(question, turn))
        }
    }
}
