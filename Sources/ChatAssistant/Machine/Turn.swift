import FieldService
import LanguageUnderstanding
import MonitoringModel

/// One turn of a dialogue: what it may use, and what has come of it so far.
struct Turn {
    /// The time of the turn.
    let now: Instant
    /// What may be asked and done; absent when only a deadline came due.
    let world: any DialogueWorld
    /// The person's calendar.
    let calendar: LocalCalendar
    /// The phrases for times.
    let times: TimePhrase
    /// The person's words; empty if the person has not said anything.
    var text = ""
    /// What was understood of them.
    var heard = Understanding(intents: [], times: [], refusedTimes: [])
    /// What has come of it.
    var outcome = DialogueOutcome()

    /// Creates a turn at a time and place.
    init(now: Instant, world: any DialogueWorld, calendar: LocalCalendar) {
        self.now = now
        self.world = world
        self.calendar = calendar
        self.times = TimePhrase(calendar: calendar, now: now)
    }

    /// Adds a message to the person.
    mutating func say(_ text: String) { outcome.replies.append(text) }

    /// Whether the person said yes and not also no.
    var isYes: Bool { heard.has(.affirm) && !heard.has(.deny) }
    /// Whether the person said no and not also yes.
    var isNo: Bool { heard.has(.deny) && !heard.has(.affirm) }

    /// Returns a technician's name as customers hear it.
    func name(_ technician: TechnicianID) throws -> String {
        try world.technicianName(technician) ?? technician.rawValue
    }
}
