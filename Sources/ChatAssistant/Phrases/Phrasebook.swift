import FieldService
import MonitoringModel

/// Everything the assistant says, in English.
enum Phrasebook {
    /// What was said is too long.
    static let tooLong =
        "That is more than I can read at once. Please say it in fewer words (at most 1,024 characters)."
    /// The answer to a greeting.
    static let greeting = "Hello! Ask me \"What happened?\", or tell me when a technician should come."
    /// The answer to thanks.
    static let welcome = "You're welcome."
    /// What can be said.
    static let help = """
        You can ask "What happened?", say "I'm on it" to take care of an alert, answer a question with yes, no or a \
        time such as "tomorrow at 10" or "Friday afternoon", say "cancel my visit" or "move my visit to Friday", or \
        ask to "talk to a person".
        """
    /// A person will get in touch.
    static let human = "I have asked for a person to get in touch with you."
    /// Nothing was understood, and no question is open.
    static let notUnderstood = "Sorry, I did not understand that. " + help
    /// Nothing was understood again.
    static let offerHuman =
        "Sorry, I still do not understand. I can ask a person to get in touch: say \"talk to a person\"."
    /// An answer without a question.
    static let nothingOpen =
        "There is no open question that I could take that as an answer to. Ask \"What happened?\" if you like."
    /// No visit is booked.
    static let noVisit = "You have no visit booked."
    /// A visit is wanted but no fault is known.
    static let nothingToBook = """
        I know of no fault that a technician should look at. Say "talk to a person" if something is wrong.
        """
    /// No alert waits.
    static let nothingToAcknowledge = "There is no alert that waits for somebody to take care of it."
    /// No alert is open.
    static let allWell = "Everything is all right: no alert is open."
    /// Asks for any time.
    static let askTime = """
        What time would suit you? You can say, for example, "tomorrow at 10", "Friday afternoon" or "Tuesday after 4".
        """
    /// A visit stays as it is.
    static let kept = "All right, the visit stays as it is."
    /// A question was dropped.
    static let dropped = "All right, I leave everything as it is."
    /// A time lies in the past.
    static let past = "That time has already passed. "
    /// A time lies too far ahead.
    static let tooFar = "I can only look about two months ahead. "
    /// How a question about a time can be answered.
    static let examples = """
        Please answer with yes or no, or with a time such as "tomorrow at 10", "Friday afternoon" or "Tuesday after 4".
        """
    /// How a question without a time can be answered.
    static let yesOrNo = "Please answer with yes or no."

    /// Ends a sentence that has no full stop yet.
    static func sentence(_ text: String) -> String {
        guard let last = text.last else { return "" }
        return ".!?".contains(last) ? text : text + "."
    }

    /// Joins options with commas and "or".
    static func choice(_ options: [String]) -> String {
        guard let last = options.last, options.count > 1 else { return options.first ?? "" }
        return options.dropLast().joined(separator: ", ") + ", or " + last
    }

    /// Numbers options from 1.
    static func numbered(_ options: [String]) -> String {
        options.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "; ")
    }

    /// One technician can come at some times.
    static func technicianCanCome(_ name: String, _ times: [String]) -> String {
        "A technician, \(name), can come \(choice(times))."
    }
    /// Several technicians can come at some times.
    static func techniciansCanCome(_ times: [String]) -> String { "A technician can come \(choice(times))." }
    /// Asks whether to book, with who comes and when.
    static func shallIBook(_ name: String, _ time: String) -> String { "Shall I book \(name) for \(time)?" }
    /// Asks whether to move a visit, with both times.
    static func shallIMove(_ old: String, _ name: String, _ time: String) -> String {
        "Shall I move your visit from \(old) to \(time) with \(name)?"
    }
    /// Asks which of several times is meant.
    static func whichTime(_ times: [String]) -> String { "Which time do you mean: \(choice(times))?" }
    /// A visit is booked.
    static func booked(_ name: String, _ time: String, _ visit: VisitID) -> String {
        "Done: \(name) comes \(time). This is \(visit.rawValue); say \"cancel my visit\" or \"move my visit\" if plans change."
    }
    /// A visit was moved.
    static func moved(_ name: String, _ time: String, _ visit: VisitID, _ old: String) -> String {
        "Done: \(name) comes \(time) instead of \(old). This is now \(visit.rawValue)."
    }
    /// A time was taken meanwhile.
    static let taken = "I am sorry, that time has just been taken. "
    /// A proposed time has passed meanwhile.
    static let gone = "I am sorry, that time has already passed. "
    /// Nobody is free at a time.
    static func nobodyFree(_ when: String) -> String { "Nobody is free \(when). " }
    /// Nobody is free at any time.
    static func nobodyAtAll(_ days: Int) -> String {
        "I am sorry, no technician is free in the next \(days) days. I have asked for a person to get in touch with you."
    }
    /// An offer was declined.
    static func declined(_ device: String) -> String {
        "All right, I book nothing. If you want a technician for your \(device) later, say \"book a technician\"."
    }
    /// An offer is withdrawn because the device has recovered.
    static func withdrawn(_ device: String) -> String {
        "Good news: your \(device) works again by itself. I withdraw the offer of a visit; nothing was booked."
    }
    /// Asks whether to cancel a visit because the device has recovered.
    static func recovered(_ name: String, _ time: String) -> String {
        "Good news: the fault is gone by itself. \(name) is booked \(time). Shall I cancel the visit?"
    }
    /// Asks whether to cancel a visit.
    static func shallICancel(_ name: String, _ time: String) -> String {
        "Shall I cancel the visit of \(name) \(time)?"
    }
    /// A visit was cancelled.
    static func cancelled(_ name: String, _ time: String) -> String {
        "Done: the visit of \(name) \(time) is cancelled."
    }
    /// The visit to be cancelled is gone.
    static let alreadyGone = "That visit is no longer booked; there is nothing to cancel."
    /// Asks for the new time of a visit.
    static func whenInstead(_ name: String, _ time: String) -> String {
        "\(name) is booked \(time). What time would suit you instead? You can say \"Friday afternoon\", for example."
    }
    /// Asks which visit is meant.
    static func whichVisit(_ visits: [String], moving: Bool) -> String {
        "Which visit shall I \(moving ? "move" : "cancel"): \(numbered(visits))?"
    }
    /// Who comes when and why.
    static func visit(_ name: String, _ time: String, _ reason: String) -> String {
        "\(name) comes \(time) (\(reason))"
    }
    /// Asks which open question is meant.
    static func whichQuestion(_ questions: [String]) -> String {
        "Several questions are open: \(numbered(questions)). Which one do you mean?"
    }
    /// The topic of an offer.
    static func topicVisit(_ device: String) -> String { "the visit for your \(device)" }
    /// The topic of moving a visit.
    static func topicMove(_ time: String) -> String { "moving the visit \(time)" }
    /// The topic of cancelling a visit.
    static func topicCancel(_ time: String) -> String { "cancelling the visit \(time)" }
    /// The topic of choosing a visit.
    static func topicChoose(moving: Bool) -> String { "which visit to \(moving ? "move" : "cancel")" }
    /// The topic of an acknowledgement.
    static let topicAcknowledge = "which alert you take care of"
    /// A question was closed without an answer.
    static func expired(_ topic: String) -> String {
        "I have had no answer about \(topic), so I close the question; nothing was changed."
    }
    /// The open alerts.
    static func alerts(_ alerts: [String], more: Int) -> String {
        let rest = more > 0 ? "; and \(more) more" : ""
        return (alerts.count + more == 1 ? "One alert is open: " : "\(alerts.count + more) alerts are open: ")
            + alerts.joined(separator: "; ") + rest + "."
    }
    /// One alert.
    static func alert(_ summary: String, _ time: String, isAcknowledged: Bool) -> String {
        "\(summary) (since \(time); \(isAcknowledged ? "somebody takes care of it" : "nobody has reacted yet"))"
    }
    /// The booked visits.
    static func visits(_ visits: [String], more: Int) -> String {
        visits.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "") + "."
    }
    /// An acknowledgement was noted.
    static func acknowledged(_ summaries: [String]) -> String {
        "Thank you. I have noted that you take care of it: \(summaries.joined(separator: "; "))."
    }
    /// Asks which alert is meant.
    static func whichAlert(_ summaries: [String]) -> String {
        "Which alert do you take care of: \(numbered(summaries))? You can also say \"all\"."
    }
}
