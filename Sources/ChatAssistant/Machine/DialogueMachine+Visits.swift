import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// Opens a question about a visit with the first times at which somebody can come.
    mutating func open(_ topic: Question.Topic, _ turn: inout Turn) throws {
        var question = Question(topic: topic, expiresAt: expiry(turn))
        add(question)
        dialogue.focus = nil
        if !turn.heard.times.isEmpty { return try answerTime(question, &turn) }
        try proposeFirst(&question, after: "", &turn)
    }

    /// Names the first times at which somebody can come, or gives up if there are none.
    mutating func proposeFirst(_ question: inout Question, after text: String, _ turn: inout Turn) throws {
        let windows = try search(question, from: turn.now, days: settings.searchDays, turn)
        let offered = SlotChoice.spread(windows, calendar: turn.calendar)
        guard !offered.isEmpty else { return giveUp(question, after: text, &turn) }
        try propose(offered, in: &question, after: text, &turn)
    }

    /// Names times, and proposes the first of them.
    mutating func propose(
        _ windows: [ServiceWindow],
        in question: inout Question,
        after text: String,
        _ turn: inout Turn
    ) throws {
        question.offered = windows
        question.proposed = windows.first
        question.misunderstandings = 0
        question.expiresAt = expiry(turn)
        update(question)
        turn.say(text + (try repeated(question, turn)))
    }

    /// Reads an answer to the question when a technician should come.
    mutating func answerTime(_ question: Question, _ turn: inout Turn) throws {
        let times = turn.heard.times
        if times.allSatisfy(\.isBareNumber), let option = optionMeant(question, turn) {
            return try book(question.offered[option], question, &turn)
        }
        if let time = times.first {
            guard times.count == 1 else { return try answerManyTimes(times, question, &turn) }
            return try answer(time, question, &turn)
        }
        if turn.isNo || !turn.heard.refusedTimes.isEmpty && !turn.heard.has(.affirm) {
            return try refuse(question, &turn)
        }
        if turn.isYes {
            guard let window = question.proposed else { return turn.say(try repeated(question, turn)) }
            return try book(window, question, &turn)
        }
        if turn.heard.intent == .book { return turn.say(try repeated(question, turn)) }
        try misunderstood(question, &turn)
    }

    private func optionMeant(_ question: Question, _ turn: Turn) -> Int? {
        guard !turn.heard.has(.deny), turn.heard.refusedTimes.isEmpty else { return nil }
        return OptionPicker.option(in: turn.text, of: question.offered.count, areNumbered: false)
    }

    private mutating func refuse(_ question: Question, _ turn: inout Turn) throws {
        var question = question
        question.refusals += 1
        question.proposed = nil
        question.offered = []
        guard question.refusals >= 2 else {
            update(question)
            return turn.say("All right. " + Phrasebook.askTime)
        }
        remove(question)
        if case .visit(let offer) = question.topic {
            shelve(offer)
            turn.say(Phrasebook.declined(offer.device))
        } else {
            turn.say(Phrasebook.kept)
        }
    }

    private mutating func answerManyTimes(
        _ times: [TimeExpression],
        _ question: Question,
        _ turn: inout Turn
    ) throws {
        var question = question
        question.proposed = nil
        update(question)
        turn.say(Phrasebook.whichTime(times.prefix(SlotChoice.maximum).map(\.text)))
    }

    /// Reads one time: books a window that was offered and is named exactly, else looks for one.
    private mutating func answer(_ time: TimeExpression, _ question: Question, _ turn: inout Turn) throws {
        let named = question.offered.filter { isExactly($0, time, turn) }
        if let window = named.first, named.count == 1, !turn.heard.has(.deny) {
            guard time.isBareNumber else { return try book(window, question, &turn) }
            var question = question
            return try propose([window], in: &question, after: "", &turn)
        }
        if named.count > 1 { return askWhich(named, question, &turn) }
        try lookFor(meaning(of: time, question, turn), question, &turn)
    }

    /// Asks which of several windows is meant; a plain yes then books none.
    private mutating func askWhich(_ windows: [ServiceWindow], _ question: Question, _ turn: inout Turn) {
        var question = question
        question.offered = windows
        question.proposed = nil
        update(question)
        turn.say(Phrasebook.whichTime(windows.map { turn.times.short($0.start) }))
    }

    /// Returns whether a time names the beginning of a window; a time without a day names it on any day.
    private func isExactly(_ window: ServiceWindow, _ time: TimeExpression, _ turn: Turn) -> Bool {
        guard time.shape == .instant, [.hour, .minute].contains(time.grain) else { return false }
        let starts = [time.start, time.alternativeStart].compactMap { $0 }
        guard !time.namesDay else { return starts.contains(window.start) }
        let second = turn.calendar.secondOfDay(of: window.start)
        return starts.contains { turn.calendar.secondOfDay(of: $0) == second }
    }

    /// Returns a time without a day on the day that is being talked about.
    private func meaning(of time: TimeExpression, _ question: Question, _ turn: Turn) -> TimeExpression {
        guard !time.namesDay, let proposed = question.proposed else { return time }
        let day = turn.calendar.instant(on: turn.calendar.day(of: proposed.start))
        let parser = TimeExpressionParser(calendar: turn.calendar)
        let reference = max(day, turn.now)
        return parser.parse(time.text, relativeTo: reference, isExpectingTime: true) ?? time
    }

    private mutating func lookFor(_ time: TimeExpression, _ question: Question, _ turn: inout Turn) throws {
        var question = question
        let latest = max(time.end, time.alternativeStart ?? time.end)
        guard latest > turn.now else { return try repeatAfter(Phrasebook.past, &question, &turn) }
        let horizon = turn.now + .seconds(86_400 * Scheduler.horizonDays)
        guard time.start < horizon else { return try repeatAfter(Phrasebook.tooFar, &question, &turn) }
        for range in readings(of: time, turn) {
            let windows = try openings(question, within: range, limit: Scheduler.maximumWindows, turn)
            guard !windows.isEmpty else { continue }
            let isLong = range.upperBound - range.lowerBound > .seconds(86_400)
            let offered = isLong ? SlotChoice.spread(windows, calendar: turn.calendar) : SlotChoice.few(windows)
            return try propose(offered, in: &question, after: "", &turn)
        }
        try proposeNear(time, question, &turn)
    }

    /// Returns the stretches in which a visit may begin, the likeliest reading first.
    private func readings(of time: TimeExpression, _ turn: Turn) -> [Range<Instant>] {
        guard time.shape == .instant, [.second, .minute, .hour].contains(time.grain) else { return [time.range] }
        var starts = [time.start]
        if let other = time.alternativeStart {
            let isNight = turn.calendar.secondOfDay(of: time.start) < 7 * 3_600
            starts = isNight ? [other, time.start] : [time.start, other]
        }
        return starts.filter { $0 > turn.now }.map { $0..<($0 + .milliseconds(1)) }
    }

    /// Names the times that are nearest to one at which nobody is free.
    private mutating func proposeNear(_ time: TimeExpression, _ question: Question, _ turn: inout Turn) throws {
        var question = question
        let wish = readings(of: time, turn).first?.lowerBound ?? time.start
        let isClock = time.shape == .instant && [.second, .minute, .hour].contains(time.grain)
        let words = isClock ? turn.times.full(wish) : "at that time (\(time.text))"
        let day = turn.calendar.day(of: wish)
        let whole = turn.calendar.instant(on: day)..<turn.calendar.instant(on: day + 1)
        let sameDay = try openings(question, within: whole, limit: Scheduler.maximumWindows, turn)
        if !sameDay.isEmpty {
            let offered = SlotChoice.nearest(sameDay, to: wish)
            return try propose(offered, in: &question, after: Phrasebook.nobodyFree(words), &turn)
        }
        let from = max(turn.now, min(time.end, wish))
        let later = try search(question, from: from, days: settings.searchDays, turn)
        let offered = SlotChoice.spread(later, calendar: turn.calendar)
        guard !offered.isEmpty else { return try proposeFirst(&question, after: Phrasebook.nobodyFree(words), &turn) }
        try propose(offered, in: &question, after: Phrasebook.nobodyFree(words), &turn)
    }

    private mutating func repeatAfter(_ text: String, _ question: inout Question, _ turn: inout Turn) throws {
        guard question.offered.isEmpty else { return turn.say(text + (try repeated(question, turn))) }
        turn.say(text + Phrasebook.askTime)
    }
}
