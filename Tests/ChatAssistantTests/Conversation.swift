import ChatAssistant
import FieldService
import MonitoringModel
import MonitoringTestKit
import Testing

/// Plays a conversation that is written as lines and checks what the assistant says.
///
/// Lines: `person: words`; `assistant: words` (the next message must contain these words, case and all);
/// `silence` (nothing is said); `fault` (the cable box has a fault); `fault camera`; `recovered`;
/// `recovered camera`; `later 25h`; `deadline`; `booked 2026-11-24T10:00` (local time; exactly one visit
/// begins then); `visits 0` (so many are booked); `taken` (somebody else takes the slot just before the
/// next booking).
struct Conversation {
    var machine: DialogueMachine
    let world: Household
    private var replies: [String] = []
    private(set) var outcome = DialogueOutcome()

    init(person: String = "anna", at time: String = "2026-11-23T08:00:00+01:00", world: Household? = nil) throws {
        let now = Instant(iso8601: time).known
        self.world = try world ?? Household(now: now)
        machine = DialogueMachine(dialogue: Dialogue(person: PersonID(person).known, timeZone: Household.zone))
    }

    /// Plays lines, and expects that every message was announced.
    mutating func play(_ script: String, _ location: SourceLocation = #_sourceLocation) throws {
        for line in script.split(separator: "\n") {
            let text = line.trimming { $0 == " " }
            let word = text.prefix { $0 != " " && $0 != ":" }
            let rest = String(text.dropFirst(word.count).trimming { $0 == " " || $0 == ":" })
            if word != "assistant", !["booked", "visits"].contains(word) {
                #expect(replies.isEmpty, "unexpected before '\(text)': \(replies)", sourceLocation: location)
            }
            try step(String(word), rest, location)
        }
        #expect(replies.isEmpty, "unexpected at the end: \(replies)", sourceLocation: location)
    }

    private mutating func step(_ word: String, _ rest: String, _ location: SourceLocation) throws {
        switch word {
        case "person": try say(rest)
        case "assistant":
            let reply = replies.isEmpty ? "(nothing)" : replies.removeFirst()
            #expect(reply.contains(rest), "assistant said: \(reply)", sourceLocation: location)
        case "silence": #expect(replies.isEmpty, sourceLocation: location)
        case "fault": take(try machine.offerVisit(for: offer(rest), at: world.now, world: world))
        case "recovered": take(try machine.alertEnded(offer(rest).alert, at: world.now, world: world))
        case "deadline": take(try machine.deadlineDue(at: world.now))
        case "later": world.now = world.now + .seconds(3_600 * (Int(rest.dropLast()).known))
        case "booked":
            let starts = world.booked.map(\.start)
            let expected = Instant(iso8601: rest + ":00+01:00").known
            #expect(starts.filter { $0 == expected }.count == 1, "\(starts)", sourceLocation: location)
        case "visits": #expect(world.booked.count == Int(rest), "\(world.booked)", sourceLocation: location)
        case "taken": world.beforeBooking = { try $0.takeEarliest() }
        default: Issue.record("unknown line '\(word)'", sourceLocation: location)
        }
    }

    /// Says something for the person.
    mutating func say(_ text: String) throws {
        let utterance = Utterance(
            person: machine.dialogue.person,
            channel: "webchat",
            text: text,
            receivedAt: world.now
        )
        take(try machine.handle(utterance, at: world.now, world: world))
    }

    /// Forgets what was said and returns it.
    mutating func takeReplies() -> [String] {
        defer { replies = [] }
        return replies
    }

    private mutating func take(_ outcome: DialogueOutcome) {
        self.outcome = outcome
        replies += outcome.replies
    }

    private func offer(_ device: String) -> VisitOffer {
        let isCamera = device == "camera"
        let alert = AlertID(isCamera ? "alert-000002" : "alert-000001").known
        let name = isCamera ? "hall camera" : "cable box"
        let request = VisitRequest(
            customer: machine.dialogue.person,
            alert: alert,
            skill: "cable",
            reason: isCamera ? "Camera trouble" : "Weak signal",
            timeZone: Household.zone
        )
        let fault = isCamera ? "The hall camera sends no picture" : "The signal to your cable box is weak"
        return VisitOffer(alert: alert, device: name, fault: fault, request: request)
    }
}

extension Household {
    /// Books the earliest window for somebody else.
    func takeEarliest() throws {
        let request = VisitRequest(
            customer: PersonID("bert"),
            skill: "cable",
            reason: "Weak signal",
            timeZone: Self.zone
        )
        let windows = try openings(for: request, within: now..<(now + .seconds(1_209_600)), limit: 1)
        _ = try ledger.book(request, in: windows.first.known, at: now)
    }
}

extension Substring {
    func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var text = drop(while: isTrimmed)
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
