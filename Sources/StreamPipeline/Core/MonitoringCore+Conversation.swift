import Alerting
import ChatAssistant
import FieldService
import Foundation
import MonitoringModel

extension MonitoringCore {
    /// The owner of the deadlines of conversations.
    var dialogueOwner: String { DialogueMachine.deadlineOwner }

    /// Answers what a person said; the line and the answer become part of the transcript.
    mutating func handle(_ utterance: Utterance, _ turn: inout Turn) throws {
        let line = ChatMessage(
            person: utterance.person,
            speaker: .person,
            channel: utterance.channel,
            text: utterance.text,
            at: turn.now
        )
        turn.outcome.messages.append(try turn.transaction.append(line))
        try converse(with: utterance.person, alert: nil, channel: utterance.channel, &turn) { machine, now, world in
            try machine.handle(utterance, at: now, world: world)
        }
    }

    /// Offers a visit when a customer's device has a fault, and withdraws the offer when it has not any more.
    mutating func converse(about change: AlertChange, _ turn: inout Turn) throws {
        let alert = change.alert
        guard alert.kind == .deviceFault, let device = alert.subject.device,
            let owner = watchedDevices[device]?.owner, let resident = people[owner]
        else { return }
        switch change.entry.event {
        case .fired:
            guard let offer = visitOffer(for: alert, to: resident) else { return }
            try converse(with: owner, alert: alert.id, channel: "webchat", &turn) { machine, now, world in
                try machine.offerVisit(for: offer, at: now, world: world)
            }
        case .resolved:
            try converse(with: owner, alert: alert.id, channel: "webchat", &turn) { machine, now, world in
                try machine.alertEnded(alert.id, at: now, world: world)
            }
        default:
            return
        }
    }

    /// Closes the questions that a person has not answered in time.
    mutating func closeQuestions(with person: PersonID, _ turn: inout Turn) throws {
        guard dialogues[person] != nil else { return }
        try converse(with: person, alert: nil, channel: "webchat", &turn) { machine, now, _ in
            try machine.deadlineDue(at: now)
        }
    }

    private func visitOffer(for alert: Alert, to resident: Household.Resident) -> VisitOffer? {
        guard let skill = alert.details["skill"] else { return nil }
        let fault = alert.details["explanation"] ?? alert.summary
        let request = VisitRequest(
            customer: resident.id,
            site: alert.subject.site ?? resident.site,
            alert: alert.id,
            skill: skill,
            reason: alert.summary,
            timeZone: resident.timeZone
        )
        return VisitOffer(
            alert: alert.id,
            device: "cable box",
            fault: fault,
            request: request
        )
    }

    /// Runs one turn of a conversation and stores what was said and decided.
    private mutating func converse(
        with person: PersonID,
        alert: AlertID?,
        channel: String,
        _ turn: inout Turn,
        _ body: (inout DialogueMachine, Instant, any DialogueWorld) throws -> DialogueOutcome
    ) throws {
        guard var machine = dialogue(with: person) else { return }
        let world = TransactionWorld(
            transaction: turn.transaction,
            scheduler: scheduler,
            technicianNames: technicianNames,
            now: turn.now
        )
        let outcome = try body(&machine, turn.now, world)
        dialogues[person] = machine
        changedMachines.insert(StoredMachine.dialogue.key(person.rawValue))
        for text in outcome.replies {
            let line = ChatMessage(
                person: person,
                speaker: .assistant,
                channel: channel,
                text: text,
                alert: alert,
                at: turn.now
            )
            turn.outcome.messages.append(try turn.transaction.append(line))
            if let alert { try note(.conversation, "Told \(person): \(text)", on: alert, by: nil, turn) }
        }
        try recordVisits(of: outcome, with: person, turn)
        for effect in outcome.effects { try apply(effect, &turn) }
        for acknowledged in outcome.acknowledgedAlerts {
            let name = people[person]?.name ?? person.rawValue
            let command = Command.acknowledgeAlert(acknowledged, by: name, note: "by \(channel)")
            // Somebody else may have acknowledged it in the meantime: then there is nothing left to do.
            if case .success(let changes) = lifecycle.handle(command, at: turn.now) { try record(changes, &turn) }
        }
    }

    private func recordVisits(of outcome: DialogueOutcome, with person: PersonID, _ turn: Turn) throws {
        for visit in outcome.booked {
            guard let alert = visit.alert else { continue }
            try note(
                .visit,
                "\(visit.id) booked with \(visit.technician) at \(visit.start)",
                on: alert,
                by: person,
                turn
            )
        }
        for visit in outcome.cancelled {
            guard let alert = visit.alert else { continue }
            try note(.visit, "\(visit.id) cancelled", on: alert, by: person, turn)
        }
    }

    private func note(
        _ event: TimelineEntry.Event,
        _ text: String,
        on alert: AlertID,
        by person: PersonID?,
        _ turn: Turn
    ) throws {
        try turn.transaction.append(
            TimelineEntry(alert: alert, at: turn.now, event: event, text: text, actor: person?.rawValue)
        )
    }

    private func dialogue(with person: PersonID) -> DialogueMachine? {
        if let machine = dialogues[person] { return machine }
        guard let resident = people[person], dialogues.count < Self.maximumDialogues else { return nil }
        return DialogueMachine(dialogue: Dialogue(person: person, timeZone: resident.timeZone))
    }
}
