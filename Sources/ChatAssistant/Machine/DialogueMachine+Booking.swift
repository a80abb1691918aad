import FieldService
import LanguageUnderstanding
import MonitoringModel

extension DialogueMachine {
    /// Books a window, or says that it is taken and names the next times.
    mutating func book(_ window: ServiceWindow, _ question: Question, _ turn: inout Turn) throws {
        var question = question
        guard let request = question.request else { return }
        guard window.start > turn.now else { return try proposeFirst(&question, after: Phrasebook.gone, &turn) }
        guard let visit = try turn.world.book(request, in: window) else {
            return try proposeFirst(&question, after: Phrasebook.taken, &turn)
        }
        remove(question)
        turn.outcome.booked.append(visit)
        let name = try turn.name(visit.technician)
        guard case .move(let old) = question.topic else {
            return turn.say(Phrasebook.booked(name, turn.times.full(visit.start), visit.id))
        }
        if let cancelled = try turn.world.cancel(old.id) {
            turn.outcome.cancelled.append(cancelled)
            turn.outcome.moved.append(MovedVisit(from: old.id, to: visit.id))
        }
        let (new, before) = (turn.times.full(visit.start), turn.times.short(old.start))
        turn.say(Phrasebook.moved(name, new, visit.id, before))
    }

    /// Returns windows from a time on.
    func search(_ question: Question, from start: Instant, days: Int, _ turn: Turn) throws -> [ServiceWindow] {
        let end = start + .seconds(86_400 * days)
        return try openings(question, within: start..<end, limit: Scheduler.maximumWindows, turn)
    }

    /// Returns windows for what a question is about.
    func openings(
        _ question: Question,
        within range: Range<Instant>,
        limit: Int,
        _ turn: Turn
    ) throws -> [ServiceWindow] {
        guard let request = question.request else { return [] }
        return try turn.world.openings(for: request, within: range, limit: limit).filter { $0.start > turn.now }
    }

    /// Ends a question for which nobody can come.
    mutating func giveUp(_ question: Question, after text: String, _ turn: inout Turn) {
        remove(question)
        if case .visit(let offer) = question.topic { shelve(offer) }
        turn.outcome.wantsHuman = true
        turn.say(text + Phrasebook.nobodyAtAll(settings.searchDays))
    }

    /// Returns a question in full, with what a yes would lead to.
    func repeated(_ question: Question, _ turn: Turn) throws -> String {
        switch question.topic {
        case .visit, .move: try repeatedTimes(question, turn)
        case .cancel(let visit):
            Phrasebook.shallICancel(try turn.name(visit.technician), turn.times.full(visit.start))
        case .choose(let visits, let moving):
            Phrasebook.whichVisit(try visits.map { try describe($0, turn) }, moving: moving)
        case .acknowledge(let alerts): Phrasebook.whichAlert(alerts.map(\.summary))
        }
    }

    private func repeatedTimes(_ question: Question, _ turn: Turn) throws -> String {
        guard let proposed = question.proposed else {
            guard question.offered.isEmpty else {
                return Phrasebook.whichTime(question.offered.map { turn.times.short($0.start) })
            }
            guard case .move(let visit) = question.topic else { return Phrasebook.askTime }
            return Phrasebook.whenInstead(try turn.name(visit.technician), turn.times.full(visit.start))
        }
        let names = try question.offered.map { try turn.name($0.technician) }
        var times = question.offered.enumerated()
            .map { index, window in
                index == 0 ? turn.times.full(window.start) : turn.times.short(window.start)
            }
        let text: String
        if Set(names).count == 1, let name = names.first {
            text = Phrasebook.technicianCanCome(name, times)
        } else {
            times = zip(times, names).map { "\($0) (\($1))" }
            text = Phrasebook.techniciansCanCome(times)
        }
        let name = try turn.name(proposed.technician)
        let time = turn.times.short(proposed.start)
        guard case .move(let visit) = question.topic else { return text + " " + Phrasebook.shallIBook(name, time) }
        return text + " " + Phrasebook.shallIMove(turn.times.short(visit.start), name, time)
    }
}

extension SlotChoice {
    /// Returns a few windows of one stretch: the first, one from the middle and the last.
    static func few(_ windows: [ServiceWindow]) -> [ServiceWindow] {
        guard windows.count > maximum, let first = windows.first, let last = windows.last else { return windows }
        return [first, windows[windows.count / 2], last]
    }
}
