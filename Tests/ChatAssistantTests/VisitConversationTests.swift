import Testing

/// Conversations about visits that are booked, devices that recover, and everything beside offers.
struct VisitConversationTests {
    static let scripts: [(String, String)] = [
        (
            "a visit is cancelled after a confirmation",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes
            assistant: Done
            person: cancel my visit
            assistant: Shall I cancel the visit of Maria tomorrow (Tuesday, 24 November) at 10:00?
            visits 1
            person: yes
            assistant: Done: the visit of Maria tomorrow (Tuesday, 24 November) at 10:00 is cancelled.
            visits 0
            """
        ),
        (
            "a visit is kept after a no",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: go ahead
            assistant: Done
            person: please cancel the appointment
            assistant: Shall I cancel
            person: no, keep it
            assistant: the visit stays
            visits 1
            """
        ),
        (
            "nothing can be cancelled without a visit",
            """
            person: cancel my visit
            assistant: You have no visit booked.
            person: move my appointment to Friday
            assistant: You have no visit booked.
            """
        ),
        (
            "a visit is moved in one go",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes
            assistant: Done
            person: move it to Friday
            assistant: Shall I move your visit from tomorrow at 10:00 to Friday, 27 November at 10:00 with Maria?
            booked 2026-11-24T10:00
            person: yes
            assistant: Done: Maria comes on Friday, 27 November at 10:00 instead of tomorrow at 10:00.
            visits 1
            booked 2026-11-27T10:00
            """
        ),
        (
            "a visit is moved after the time was asked",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes
            assistant: Done
            person: I need to reschedule
            assistant: Maria is booked tomorrow (Tuesday, 24 November) at 10:00. What time would suit you instead?
            person: no
            assistant: What time would suit you?
            person: never mind
            assistant: stays as it is
            booked 2026-11-24T10:00
            """
        ),
        (
            "which of two visits is asked",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes
            assistant: Done
            fault camera
            assistant: no picture
            assistant: Shall I book
            person: yes
            assistant: Done
            visits 2
            person: cancel my visit
            assistant: Which visit shall I cancel: 1. Maria comes
            person: yes
            assistant: did not understand
            assistant: Which visit
            visits 2
            person: 2
            assistant: Shall I cancel the visit of Maria tomorrow (Tuesday, 24 November) at 11:30?
            person: yes
            assistant: Done
            visits 1
            booked 2026-11-24T10:00
            """
        ),
        (
            "an offer is withdrawn when the device recovers",
            """
            fault
            assistant: weak
            assistant: Shall I book
            recovered
            assistant: I withdraw the offer of a visit
            person: yes
            assistant: There is no open question
            visits 0
            """
        ),
        (
            "a booked visit is asked about when the device recovers",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes
            assistant: Done
            recovered
            assistant: Good news: the fault is gone by itself. Maria is booked tomorrow (Tuesday, 24 November) at 10:00. Shall I cancel the visit?
            visits 1
            person: yes
            assistant: is cancelled
            visits 0
            """
        ),
        (
            "the recovery of another device changes nothing",
            """
            fault
            assistant: weak
            assistant: Shall I book
            recovered camera
            silence
            person: yes
            assistant: Done
            """
        ),
        (
            "the same fault is not told twice",
            """
            fault
            assistant: weak
            assistant: Shall I book
            fault
            silence
            person: yes
            assistant: Done
            fault
            silence
            """
        ),
        (
            "an offer is closed after a day",
            """
            fault
            assistant: weak
            assistant: Shall I book
            later 25h
            deadline
            assistant: I have had no answer about the visit for your cable box
            person: yes
            assistant: There is no open question
            visits 0
            """
        ),
        (
            "a late yes finds the offer closed even before the deadline was delivered",
            """
            fault
            assistant: weak
            assistant: Shall I book
            later 24h
            person: yes
            assistant: I have had no answer
            assistant: There is no open question
            visits 0
            """
        ),
        (
            "somebody else was faster",
            """
            fault
            assistant: weak
            assistant: Shall I book
            taken
            person: yes
            assistant: I am sorry, that time has just been taken. A technician can come tomorrow (Tuesday, 24 November) at 11:30 (Maria), Wednesday, 25 November at 12:00 (Tom)
            visits 1
            person: yes
            assistant: Done: Maria comes tomorrow (Tuesday, 24 November) at 11:30
            visits 2
            """
        ),
        (
            "a question in between does not lose the offer",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: what happened?
            assistant: no alert is open
            assistant: Shall I book Maria for tomorrow at 10:00?
            person: yes
            assistant: Done
            """
        ),
        (
            "thanks and greetings are answered",
            """
            person: hello
            assistant: Hello!
            person: thank you very much
            assistant: You're welcome.
            person: what can you do?
            assistant: You can ask
            """
        ),
        (
            "emoji and other bytes",
            """
            person: 🤷🏽‍♀️🤷🏽‍♀️
            assistant: did not understand
            fault
            assistant: weak
            assistant: Shall I book
            person: \u{0}\u{FFFD}\u{202E}%s%n'; DROP TABLE visit;--
            assistant: did not understand
            assistant: Shall I book
            person: 👍
            assistant: Done
            """
        ),
    ]

    @Test("Conversations about booked visits go as written", arguments: scripts)
    func conversation(_ name: String, _ script: String) throws {
        var conversation = try Conversation()
        try conversation.play(script)
    }
}
