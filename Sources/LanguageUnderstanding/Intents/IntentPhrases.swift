/// The phrases by which intents are recognised, with weights.
///
/// A phrase is a row of words; `*` stands for up to two words of any kind. The weight is what the phrase
/// tells on its own: 1 is as good as certain.
enum IntentPhrases {
    /// A phrase and what it tells.
    struct Phrase: Sendable {
        /// The words.
        let words: [String]
        /// What it tells, from 0 to 1.
        let weight: Double
    }

    /// The phrases of every intent, in the order in which equal intents are preferred.
    static let all: [(intent: Intent, phrases: [Phrase])] = [
        (.cancelVisit, phrases(cancelVisit)), (.reschedule, phrases(reschedule)), (.human, phrases(human)),
        (.acknowledge, phrases(acknowledge)), (.askStatus, phrases(askStatus)), (.book, phrases(book)),
        (.help, phrases(help)), (.deny, phrases(deny)), (.affirm, phrases(affirm)), (.thanks, phrases(thanks)),
        (.greet, phrases(greet)),
    ]

    /// The phrases and the positions of their intents, by the first word.
    static let byFirstWord: [String: [(intent: Int, phrase: Phrase)]] = {
        var index: [String: [(intent: Int, phrase: Phrase)]] = [:]
        for (position, entry) in all.enumerated() {
            for phrase in entry.phrases { index[phrase.words.first ?? "", default: []].append((position, phrase)) }
        }
        return index
    }()

    private static func phrases(_ table: [(Double, [String])]) -> [Phrase] {
        table.flatMap { weight, texts in
            texts.map { Phrase(words: $0.split(separator: " ").map(String.init), weight: weight) }
        }
    }

    private static let affirm: [(Double, [String])] = [
        (
            0.9,
            [
                "yes", "yep", "yeah", "yup", "yea", "aye", "sure", "of course", "certainly", "definitely", "absolutely",
                "correct", "agreed", "deal", "go ahead", "please do", "do it", "sounds good", "sounds great",
                "that works", "works for me", "that's fine", "that is fine", "that's right", "that's good",
                "that would be great", "suits me", "book it", "confirm", "confirmed", "i'll take it", "perfect",
                "why not", "by all means", "i agree", "exactly", "that's ok", "that's okay", "fine by me", "i accept",
            ]
        ),
        (
            0.7,
            ["ok", "okay", "okey", "k", "fine", "good", "great", "right", "alright", "all right", "y", "👍", "✅", "👌"]
        ),
    ]

    private static let deny: [(Double, [String])] = [
        (
            0.95,
            [
                "no", "nope", "nah", "no way", "no thanks", "no thank you", "not now", "don't", "do not", "rather not",
                "i'd rather not", "never", "not good", "doesn't work", "does not work", "doesn't suit",
                "does not suit", "won't work", "not possible", "i can't", "i cannot", "can't make it", "can not",
                "not that", "not convenient", "wrong", "neither", "none of", "not really", "negative",
                "i'm not there", "not at home", "i'm busy", "not ok", "not okay", "not fine", "not yet", "not",
                "don't want", "isn't good", "is not good", "forget it", "never mind", "nevermind", "👎", "❌",
            ]
        ),
        (0.7, ["n", "unfortunately", "i'm away", "something else", "another time", "other time", "different time"]),
    ]

    private static let book: [(Double, [String])] = [
        (
            0.9,
            [
                "book a", "book the", "book an", "make an appointment", "arrange a visit", "arrange an appointment",
                "schedule a", "schedule the", "need a technician", "want a technician", "send a technician",
                "send somebody", "send someone", "get a technician", "need an appointment", "want an appointment",
                "need someone to fix", "come and fix", "technician come", "somebody to come", "someone to come",
                "book me", "need a repair", "need a visit", "need an engineer", "send an engineer",
            ]
        ),
        (0.55, ["book", "appointment", "technician", "repair", "engineer", "schedule", "fix it"]),
    ]

    private static let reschedule: [(Double, [String])] = [
        (
            0.95,
            [
                "move it", "move my", "move the", "reschedule", "postpone", "put it off", "put off", "shift it",
                "change the appointment", "change my appointment", "change the visit", "change my visit",
                "change the time", "change the date", "delay the", "bring it forward", "another day instead",
                "different day", "move that", "change it to", "rebook", "re-book",
            ]
        )
    ]

    private static let cancelVisit: [(Double, [String])] = [
        (
            0.95,
            [
                "cancel * visit", "cancel * appointment", "cancel * technician", "cancel * booking", "cancel it",
                "cancel that", "cancel this", "call off", "call it off", "don't come", "do not come",
                "don't need * technician", "don't need * visit", "no longer need", "delete * appointment",
                "cancel everything", "cancel all", "drop the visit",
            ]
        ),
        (0.85, ["cancel"]),
    ]

    private static let askStatus: [(Double, [String])] = [
        (
            0.95,
            [
                "what happened", "what has happened", "what's happened", "what is happening", "what's happening",
                "what's going on", "what is going on", "is everything all right", "is everything alright",
                "is everything ok", "is everything okay", "is everything fine", "everything ok", "everything okay",
                "everything all right", "everything alright", "is all well", "how are things", "what's wrong",
                "what is wrong", "what is the matter", "what's the matter", "any alerts", "any alarms", "any news",
                "is anything wrong", "is something wrong", "is there a problem", "any problem", "any problems",
                "what's up", "what is the status", "what's the status", "how is it looking", "when is * visit",
                "when is * appointment", "when does * technician", "when is * coming", "when will * come",
                "who is coming", "do i have * appointment", "do i have * visit", "my visits", "my appointments",
                "what was that", "why did you", "show me the alerts", "which alerts", "is she ok", "is he ok",
                "is she okay", "is he okay", "is she all right", "is he all right", "what is the problem",
                "what's the problem", "is it fixed", "is it working again", "when are you coming",
            ]
        ),
        (0.8, ["status", "state of", "tell me more", "details"]),
        (0.5, ["alert", "alerts", "alarm", "alarms", "what", "when", "why"]),
    ]

    private static let acknowledge: [(Double, [String])] = [
        (
            0.95,
            [
                "i'm on it", "i am on it", "on it", "i'll take care", "i will take care", "i take care",
                "take care of it", "taking care of it", "i'll handle it", "i will handle it", "i've got it", "i got it",
                "i'll check", "i will check", "i'll look", "i will look", "i'm on my way", "i am on my way",
                "on my way",
                "i'll go", "i will go", "i'm going", "i am going", "i've seen it", "i have seen it", "seen it",
                "acknowledge", "acknowledged", "ack", "i'll see to it", "i will see to it", "leave it to me",
                "i'm with her", "i'm with him", "i am there", "i'm there", "i'll deal with it", "got it", "will do",
                "i'm looking into it", "i'll be right there", "roger", "understood", "i'm coming",
            ]
        )
    ]

    private static let help: [(Double, [String])] = [
        (
            0.95,
            [
                "what can you do", "what can i say", "what can i ask", "how does this work", "how do i",
                "what can i do",
                "what are my options", "which options", "help me understand", "i don't understand",
                "i do not understand",
                "what do you mean", "commands", "menu", "instructions",
            ]
        ),
        (0.8, ["help", "?"]),
    ]

    private static let greet: [(Double, [String])] = [
        (
            0.9,
            ["hello", "hi", "hey", "good morning", "good afternoon", "good evening", "good day", "hiya", "greetings"]
        )
    ]

    private static let thanks: [(Double, [String])] = [
        (0.85, ["thanks", "thank you", "thank you very much", "thx", "cheers", "much appreciated", "ta"])
    ]

    private static let human: [(Double, [String])] = [
        (
            0.97,
            [
                "speak to a person", "talk to a person", "speak to a human", "talk to a human", "speak to someone",
                "talk to someone", "speak to somebody", "talk to somebody", "speak with", "talk with", "real person",
                "human being", "a human", "an agent", "an operator", "call me", "phone me", "ring me",
                "customer service",
                "a real person", "customer support", "call me back", "human", "operator", "agent", "have someone call",
            ]
        )
    ]
}
