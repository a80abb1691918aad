import Testing

/// Conversations on Monday, 23 November 2026, 08:00 in Berlin.
struct ConversationTests {
    static let scripts: [(String, String)] = [
        (
            "yes books what was proposed",
            """
            fault
            assistant: The signal to your cable box is weak.
            assistant: A technician, Maria, can come tomorrow (Tuesday, 24 November) at 10:00
            person: yes
            assistant: Done: Maria comes tomorrow (Tuesday, 24 November) at 10:00. This is visit-000001
            booked 2026-11-24T10:00
            """
        ),
        (
            "an offered time that is named exactly is booked at once",
            """
            fault
            assistant: weak
            assistant: Shall I book Maria for tomorrow at 10:00?
            person: tomorrow at 10
            assistant: Done: Maria comes tomorrow
            booked 2026-11-24T10:00
            """
        ),
        (
            "another time is quoted before it is booked",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: no, Friday afternoon
            assistant: Shall I book Maria for Friday, 27 November at 12:00?
            visits 0
            person: yes please
            assistant: Done: Maria comes on Friday, 27 November at 12:00
            booked 2026-11-27T12:00
            """
        ),
        (
            "yes with a change is a new time",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes but make it Friday
            assistant: Shall I book Maria for Friday, 27 November at 10:00?
            visits 0
            person: ok
            assistant: Done
            booked 2026-11-27T10:00
            """
        ),
        (
            "the second of the offered times",
            """
            fault
            assistant: weak
            assistant: or Thursday, 26 November at 10:00
            person: the second one please
            assistant: Done: Maria comes on Wednesday, 25 November at 12:00
            booked 2026-11-25T12:00
            """
        ),
        (
            "no asks for a time, a second no ends politely",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: no
            assistant: What time would suit you?
            person: no thanks
            assistant: All right, I book nothing.
            person: yes
            assistant: There is no open question
            visits 0
            """
        ),
        (
            "after a no a time is enough",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: not really
            assistant: What time would suit you?
            person: thursday at 3 pm
            assistant: Shall I book Maria for Thursday, 26 November at 15:00?
            person: sure
            assistant: Done
            booked 2026-11-26T15:00
            """
        ),
        (
            "a declined offer can be asked for later",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: no
            assistant: What time
            person: no
            assistant: I book nothing
            person: please book a technician for Friday at 11
            assistant: Shall I book Maria for Friday, 27 November at 11:00?
            person: yes
            assistant: Done
            booked 2026-11-27T11:00
            """
        ),
        (
            "a time at which nobody is free gives the nearest ones",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: tomorrow at 9
            assistant: Nobody is free tomorrow (Tuesday, 24 November) at 09:00. A technician, Maria, can come tomorrow (Tuesday, 24 November) at 10:00, tomorrow at 10:30, or tomorrow at 11:00.
            person: 10:30
            assistant: Done
            booked 2026-11-24T10:30
            """
        ),
        (
            "a day without shifts gives the next ones",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: Sunday morning
            assistant: Nobody is free at that time (sunday morning). A technician, Maria, can come on Tuesday, 1 December at 10:00
            person: no
            assistant: What time
            visits 0
            """
        ),
        (
            "a number alone is quoted, not booked",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: 10
            assistant: Which time do you mean: tomorrow at 10:00, or Thursday, 26 November at 10:00?
            person: yes
            assistant: Which time do you mean
            visits 0
            person: the first
            assistant: Done
            booked 2026-11-24T10:00
            """
        ),
        (
            "another number means the day that is talked about",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: at 2
            assistant: Shall I book Maria for tomorrow at 14:00?
            person: yep
            assistant: Done
            booked 2026-11-24T14:00
            """
        ),
        (
            "a time in the past is not offered",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yesterday at 10
            assistant: That time has already passed.
            visits 0
            """
        ),
        (
            "a time in a far future is not offered",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: 2027-12-01 09:00
            assistant: I can only look about two months ahead.
            visits 0
            """
        ),
        (
            "two times are asked about",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: tomorrow or Friday
            assistant: Which time do you mean: tomorrow, or friday?
            person: yes
            assistant: Which time do you mean
            visits 0
            """
        ),
        (
            "a refused day is not taken for a wish",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: I can't tomorrow at 10
            assistant: What time would suit you?
            visits 0
            person: tomorrow doesn't work, Thursday would be fine
            assistant: Shall I book Maria for Thursday, 26 November at 10:00?
            visits 0
            """
        ),
        (
            "what is not understood is asked again, then a person is offered",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: purple elephants dance
            assistant: Sorry, I did not understand that. Please answer with yes or no, or with a time
            assistant: Shall I book Maria for tomorrow at 10:00?
            person: flibbertigibbet
            assistant: talk to a person
            assistant: Shall I book Maria for tomorrow at 10:00?
            person: let me talk to a human
            assistant: I have asked for a person
            visits 0
            """
        ),
        (
            "yes and no at once is not an answer",
            """
            fault
            assistant: weak
            assistant: Shall I book
            person: yes no
            assistant: did not understand
            assistant: Shall I book
            visits 0
            """
        ),
        (
            "yes with nothing open does nothing",
            """
            person: yes
            assistant: There is no open question
            visits 0
            """
        ),
        (
            "yes with two questions open does nothing",
            """
            fault
            assistant: weak
            assistant: Shall I book
            fault camera
            assistant: no picture
            assistant: Shall I book
            person: yes
            assistant: Several questions are open: 1. the visit for your cable box; 2. the visit for your hall camera.
            visits 0
            person: the hall camera
            assistant: Shall I book Maria for tomorrow at 10:00?
            person: yes
            assistant: Done
            visits 1
            person: yes
            assistant: I am sorry, that time has just been taken. A technician can come tomorrow (Tuesday, 24 November) at 11:30 (Maria), Wednesday, 25 November at 12:00 (Tom)
            person: yes
            assistant: Done
            visits 2
            """
        ),
    ]

    @Test("Conversations go as written", arguments: scripts)
    func conversation(_ name: String, _ script: String) throws {
        var conversation = try Conversation()
        try conversation.play(script)
    }
}
