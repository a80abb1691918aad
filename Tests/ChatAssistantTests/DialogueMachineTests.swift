import ChatAssistant
import FieldService
import Foundation
import MonitoringModel
import MonitoringTestKit
import Testing

struct DialogueMachineTests {
    @Test("Two customers cannot get the same time")
    func race() throws {
        let world = try Household(now: Instant(iso8601: "2026-11-23T08:00:00+01:00").known)
        var anna = try Conversation(person: "anna", world: world)
        var bert = try Conversation(person: "bert", world: world)
        try anna.play("fault\nassistant: weak\nassistant: Shall I book Maria for tomorrow at 10:00?")
        try bert.play("fault\nassistant: weak\nassistant: Shall I book Maria for tomorrow at 10:00?")
        try bert.play("person: yes\nassistant: Done: Maria comes tomorrow (Tuesday, 24 November) at 10:00")
        try anna.play("person: yes\nassistant: has just been taken. A technician can come tomorrow")
        try anna.play("visits 1\nperson: yes\nassistant: Done: Maria comes tomorrow (Tuesday, 24 November) at 11:30")
        #expect(world.booked.map(\.customer.rawValue) == ["bert", "anna"])
    }

    @Test("A customer who is told that a time was taken keeps the old visit when moving it")
    func raceWhileMoving() throws {
        var anna = try Conversation()
        try anna.play("fault\nassistant: weak\nassistant: Shall I book\nperson: yes\nassistant: Done")
        try anna.play(
            "person: move my visit to tomorrow at 11:30\nassistant: Shall I move your visit from tomorrow at 10:00"
        )
        let first = anna.world.booked.map(\.id)
        try anna.play("taken\nperson: yes\nassistant: has just been taken")
        #expect(anna.world.booked.map(\.id).first == first.first)
        #expect(anna.outcome.cancelled.isEmpty && anna.outcome.moved.isEmpty)
        try anna.play("person: Thursday at 13:00\nassistant: Shall I move\nperson: yes\nassistant: Done")
        #expect(anna.outcome.moved == [MovedVisit(from: first.first.known, to: Visit.id(number: 3))])
        #expect(anna.world.booked.last?.alert == AlertID("alert-000001"))
    }

    @Test("Times are said and understood by the clock of the day on which clocks change")
    func daylightSaving() throws {
        var anna = try Conversation(at: "2026-10-24T20:00:00+02:00")
        try anna.play(
            """
            fault
            assistant: weak
            assistant: Shall I book Maria for Tuesday, 27 October at 10:00?
            person: Wednesday at 4 pm
            assistant: Shall I book Maria for Wednesday, 28 October at 16:00?
            person: yes
            assistant: Done: Maria comes on Wednesday, 28 October at 16:00
            booked 2026-10-28T16:00
            """
        )
        var spring = try Conversation(at: "2027-03-25T20:00:00+01:00")
        try spring.play("fault\nassistant: weak\nassistant: Shall I book Maria for tomorrow at 10:00?")
        try spring.play(
            "person: next Tuesday 14:30\nassistant: Tuesday, 30 March at 14:30?\nperson: yes\nassistant: Done"
        )
        #expect(spring.world.booked.map(\.start) == [Instant(iso8601: "2027-03-30T12:30:00Z").known])
    }

    @Test("An offer sets a deadline, an answer moves it and the end forgets it")
    func deadline() throws {
        var anna = try Conversation()
        let id = Deadline.ID(owner: DialogueMachine.deadlineOwner, key: "anna")
        try anna.play("fault\nassistant: weak\nassistant: Shall I book")
        #expect(anna.outcome.effects == [.schedule(Deadline(id: id, dueAt: anna.world.now + .seconds(86_400)))])
        try anna.play("later 2h\nperson: no\nassistant: What time")
        #expect(anna.outcome.effects == [.schedule(Deadline(id: id, dueAt: anna.world.now + .seconds(86_400)))])
        try anna.play("person: Friday\nassistant: Shall I book\nperson: yes\nassistant: Done")
        #expect(anna.outcome.effects == [.cancel(id)])
    }

    @Test("A deadline that comes too early closes nothing and is set again")
    func earlyDeadline() throws {
        var anna = try Conversation()
        try anna.play("fault\nassistant: weak\nassistant: Shall I book\nlater 1h\ndeadline\nsilence")
        #expect(anna.outcome.effects.count == 1)
        try anna.play("person: yes\nassistant: Done")
    }

    @Test("A proposed time that has passed is not booked")
    func passed() throws {
        var anna = try Conversation(at: "2026-11-24T08:00:00+01:00")
        try anna.play("fault\nassistant: weak\nassistant: Shall I book Maria for today at 10:00?")
        try anna.play(
            "later 3h\nperson: yes\nassistant: that time has already passed. A technician, Maria, can come today"
        )
        #expect(anna.world.booked.isEmpty)
    }

    @Test("A customer without any technician is told that a person gets in touch")
    func nobody() throws {
        let now = Instant(iso8601: "2026-11-23T08:00:00+01:00").known
        var anna = try Conversation(world: Household(now: now, technicians: []))
        try anna.play("fault\nassistant: weak\nassistant: no technician is free in the next 14 days")
        #expect(anna.outcome.wantsHuman)
        #expect(anna.machine.dialogue.questions.isEmpty)
    }

    @Test("Questions about what happened are answered from the open alerts, at most five")
    func status() throws {
        var anna = try Conversation()
        anna.world.alerts = (1...7).map { Self.fact($0, in: anna.world) }
        try anna.play(
            "person: is everything all right?\nassistant: 7 alerts are open: Alert 1 (since today at 07:59; nobody"
        )
        anna.world.alerts = []
        try anna.play("person: what happened?\nassistant: Everything is all right: no alert is open.")
    }

    @Test("Somebody who takes care of the only alert acknowledges it")
    func acknowledge() throws {
        var anna = try Conversation()
        anna.world.alerts = [Self.fact(1, in: anna.world)]
        try anna.play("person: ok I'll take care\nassistant: I have noted that you take care of it: Alert 1.")
        #expect(anna.outcome.acknowledgedAlerts == [AlertID("alert-1")])
        anna.world.alerts = []
        try anna.play("person: I'm on it\nassistant: There is no alert that waits")
        #expect(anna.outcome.acknowledgedAlerts.isEmpty)
    }

    @Test("Somebody who takes care of one of several alerts is asked which")
    func acknowledgeOneOfSeveral() throws {
        var anna = try Conversation()
        anna.world.alerts = (1...3).map { Self.fact($0, in: anna.world) }
        try anna.play(
            "person: I’m on it\nassistant: Which alert do you take care of: 1. Alert 1; 2. Alert 2; 3. Alert 3?"
        )
        #expect(anna.outcome.acknowledgedAlerts.isEmpty)
        try anna.play("person: yes\nassistant: did not understand\nassistant: Which alert")
        #expect(anna.outcome.acknowledgedAlerts.isEmpty)
        try anna.play("person: the second\nassistant: Alert 2.")
        #expect(anna.outcome.acknowledgedAlerts == [AlertID("alert-2")])
        try anna.play("person: I'm on it, all of them\nassistant: Alert 1; Alert 2; Alert 3.")
        #expect(anna.outcome.acknowledgedAlerts.count == 3)
    }

    @Test("What is too long is refused with a polite word, and the offer stays")
    func tooLong() throws {
        var anna = try Conversation()
        try anna.play("fault\nassistant: weak\nassistant: Shall I book")
        try anna.say(String(repeating: "yes ", count: 300))
        #expect(anna.takeReplies().first?.contains("at most 1,024 characters") == true)
        #expect(anna.world.booked.isEmpty)
        try anna.play("person: yes\nassistant: Done")
    }

    @Test("A conversation continues from its stored state")
    func stored() throws {
        var anna = try Conversation()
        try anna.play("fault\nassistant: weak\nassistant: Shall I book\nperson: no\nassistant: What time")
        let data = try JSONEncoder().encode(anna.machine.dialogue)
        anna.machine = DialogueMachine(dialogue: try JSONDecoder().decode(Dialogue.self, from: data))
        try anna.play("person: Friday at 3pm\nassistant: Shall I book Maria for Friday, 27 November at 15:00?")
    }

    @Test("A person in an unknown time zone is an error, not a guess")
    func unknownZone() throws {
        let world = try Household(now: Instant(millisecondsSinceEpoch: 0))
        let anna = PersonID("anna")
        var machine = DialogueMachine(dialogue: Dialogue(person: anna, timeZone: "Mars/Olympus"))
        let utterance = Utterance(person: anna, channel: "webchat", text: "hi", receivedAt: world.now)
        #expect(throws: ChatAssistantError.unknownTimeZone("Mars/Olympus")) {
            try machine.handle(utterance, at: world.now, world: world)
        }
    }

    @Test("Words in any order never book, cancel or acknowledge without a yes", arguments: 1...12)
    func wordSalad(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var anna = try Conversation()
        anna.world.alerts = (1...2).map { Self.fact($0, in: anna.world) }
        try anna.play("fault\nassistant: weak\nassistant: Shall I book")
        for _ in 0..<50 {
            let count = Int.random(in: 0...12, using: &random)
            let words = (0..<count).map { _ in Self.salad.randomElement(using: &random).known }
            try anna.say(words.joined(separator: Bool.random(using: &random) ? " " : ", "))
            #expect(!anna.takeReplies().isEmpty)
            #expect(anna.machine.dialogue.questions.count <= Dialogue.maximumQuestions)
        }
        #expect(anna.world.ledger.visits.isEmpty)
    }

    @Test("Random characters never trap and are always answered", arguments: 1...6)
    func garbage(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var anna = try Conversation()
        try anna.play("fault\nassistant: weak\nassistant: Shall I book")
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...200, using: &random))
                .map { _ in UInt8.random(in: 0...255, using: &random) }
            try anna.say(String(decoding: bytes, as: UTF8.self))
            #expect(!anna.takeReplies().isEmpty)
        }
    }

    /// Words without any that agrees.
    private static let salad = [
        "tomorrow", "friday", "at", "10", "no", "not", "half", "past", "between", "and", "2", "pm", "cancel", "my",
        "visit", "move", "it", "to", "999999999", "-", "/", "the", "3rd", "of", "32", "december", "in", "hours",
        "what", "happened", "help", "noon", "🙂", "2026-02-30", "12:99", "until", "after", "weeks", "ago", "human",
        "banana", "'", "\"", "\u{0}", "\u{301}", "next", "last", "month", "quarter", "a", "few",
    ]

    private static func fact(_ number: Int, in world: Household) -> AlertFact {
        AlertFact(
            id: AlertID("alert-\(number)") ?? "none",
            summary: "Alert \(number)",
            severity: .warning,
            startedAt: world.now - .seconds(60 * number),
            isAcknowledged: false
        )
    }
}

/// A small generator with a seed.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators".
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
