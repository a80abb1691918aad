import FieldService
import MonitoringModel

/// Everything the assistant says, in English.
enum Phrasebook {
    static let tooLong =
        "That is more than I can read at once. Please say it in fewer words (at most 1,024 characters)."
    static let greeting = "Hello! Ask me \"What happened?\", or tell me when a technician should come."
    static let welcome = "You're welcome."
    static let help = """
        You can ask "What happened?", say "I'm on it" to take care of an alert, answer a question with yes, no or a \
        time such as "tomorrow at 10" or "Friday afternoon", say "cancel my visit" or "move my visit to Friday", or \
        ask to "talk to a person".
        """
    static let human = "I have asked for a person to get in touch with you."
    static let notUnderstood = "Sorry, I did not understand that. " + help
    static let offerHuman =
        "Sorry, I still do not understand. I can ask a person to get in touch: say \"talk to a person\"."
    static let nothingOpen =
        "There is no open question that I could take that as an answer to. Ask \"What happened?\" if you like."
    static let noVisit = "You have no visit booked."
    static let nothingToBook = """
        I know of no fault that a technician should look at. Say "talk to a person" if something is wrong.
        """
    static let nothingToAcknowledge = "There is no alert that waits for somebody to take care of it."
    static let allWell = "Everything is all right: no alert is open."
    static let askTime = """
        What time would suit you? You can say, for example, "tomorrow at 10", "Friday afternoon" or "Tuesday after 4".
        """
    static let kept = "All right, the visit stays as it is."
    static let dropped = "All right, I leave everything as it is."
    static let past = "That time has already passed. "
    static let tooFar = "I can only look about two months ahead. "
    static let examples = """
        Please answer with yes or no, or with a time such as "tomorrow at 10", "Friday afternoon" or "Tuesday after 4".
        """
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

    static func technicianCanCome(_ name: String, _ times: [String]) -> String {
        "A technician, \(name), can come \(choice(times))."
    }
    static func techniciansCanCome(_ times: [String]) -> String { "A technician can come \(choice(times))." }
    static func offerOthers(_ times: [String]) -> String { "Also possible: \(choice(times))." }
    static func shallIBook(_ name: String, _ time: String) -> String { "Shall I book \(name) for \(time)?" }
    static func shallIMove(_ old: String, _ name: String, _ time: String) -> String {
        "Shall I move your visit from \(old) to \(time) with \(name)?"
    }
    static func whichTime(_ times: [String]) -> String { "Which time do you mean: \(choice(times))?" }
    static func booked(_ name: String, _ time: String, _ visit: VisitID) -> String {
        "Done: \(name) comes \(time). This is \(visit.rawValue); say \"cancel my visit\" or \"move my visit\" if plans change."
    }
    static func moved(_ name: String, _ time: String, _ visit: VisitID, _ old: String) -> String {
        "Done: \(name) comes \(time) instead of \(old). This is now \(visit.rawValue)."
    }
    static let taken = "I am sorry, that time has just been taken. "
    static let gone = "I am sorry, that time has already passed. "
    static func nobodyFree(_ when: String) -> String { "Nobody is free \(when). " }
    static func nobodyAtAll(_ days: Int) -> String {
        "I am sorry, no technician is free in the next \(days) days. I have asked for a person to get in touch with you."
    }
    static func declined(_ device: String) -> String {
        "All right, I book nothing. If you want a technician for your \(device) later, say \"book a technician\"."
    }
    static func withdrawn(_ device: String) -> String {
        "Good news: your \(device) works again by itself. I withdraw the offer of a visit; nothing was booked."
    }
    static func recovered(_ name: String, _ time: String) -> String {
        "Good news: the fault is gone by itself. \(name) is booked \(time). Shall I cancel the visit?"
    }
    static func shallICancel(_ name: String, _ time: String) -> String {
        "Shall I cancel the visit of \(name) \(time)?"
    }
    static func cancelled(_ name: String, _ time: String) -> String {
        "Done: the visit of \(name) \(time) is cancelled."
    }
    static let alreadyGone = "That visit is no longer booked; there is nothing to cancel."
    static func whenInstead(_ name: String, _ time: String) -> String {
        "\(name) is booked \(time). What time would suit you instead? You can say \"Friday afternoon\", for example."
    }
    static func whichVisit(_ visits: [String], moving: Bool) -> String {
        "Which visit shall I \(moving ? "move" : "cancel"): \(numbered(visits))?"
    }
    static func visit(_ name: String, _ time: String, _ reason: String) -> String {
        "\(name) comes \(time) (\(reason))"
    }
    static func whichQuestion(_ questions: [String]) -> String {
        "Several questions are open: \(numbered(questions)). Which one do you mean?"
    }
    static func topicVisit(_ device: String) -> String { "the visit for your \(device)" }
    static func topicMove(_ time: String) -> String { "moving the visit \(time)" }
    static func topicCancel(_ time: String) -> String { "cancelling the visit \(time)" }
    static func topicChoose(moving: Bool) -> String { "which visit to \(moving ? "move" : "cancel")" }
    static let topicAcknowledge = "which alert you take care of"
    static func expired(_ topic: String) -> String {
        "I have had no answer about \(topic), so I close the question; nothing was changed."
    }
    static func alerts(_ alerts: [String], more: Int) -> String {
        let rest = more > 0 ? "; and \(more) more" : ""
        return (alerts.count + more == 1 ? "One alert is open: " : "\(alerts.count + more) alerts are open: ")
            + alerts.joined(separator: "; ") + rest + "."
    }
    static func alert(_ summary: String, _ time: String, isAcknowledged: Bool) -> String {
        "\(summary) (since \(time); \(isAcknowledged ? "somebody takes care of it" : "nobody has reacted yet"))"
    }
    static func visits(_ visits: [String], more: Int) -> String {
        visits.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "") + "."
    }
    static func acknowledged(_ summaries: [String]) -> String {
        "Thank you. I have noted that you take care of it: \(summaries.joined(separator: "; "))."
    }
    static func whichAlert(_ summaries: [String]) -> String {
        "Which alert do you take care of: \(numbered(summaries))? You can also say \"all\"."
    }
}
