import Alerting
import ChatAssistant
import ConsoleAPI
import MonitoringModel

extension FakeHousehold: CommandGateway {
    func submit(_ command: Command) async throws -> Alert {
        if let failure = state.failure { throw failure }
        let (id, name, note, event) =
            switch command {
            case .acknowledgeAlert(let id, let by, let note): (id, by, note, TimelineEntry.Event.acknowledged)
            case .resolveAlert(let id, let by, let note), .rejectAlert(let id, let by, let note):
                (id, by, note, TimelineEntry.Event.resolved)
            case .switchProfile, .quietCameras, .keepDocument, .removeDocument, .setAlarm, .settleAction,
                .changeDestination:
                throw CommandFailure.conflict("\(command) is about no alert.")
            }
        guard var alert = state.alerts.first(where: { $0.id == id }) else { throw CommandFailure.notFound("\(id)") }
        guard alert.state != .resolved else { throw CommandFailure.conflict("\(id) is over already.") }
        let now = wallClock.now
        alert.updatedAt = now
        if event == .acknowledged {
            alert.state = .acknowledged
            alert.acknowledgedAt = now
            alert.acknowledgedBy = name
        } else {
            alert.state = .resolved
            alert.resolvedAt = now
            if case .rejectAlert = command { alert.isFalseAlarm = true }
        }
        let text = note.map { "\(name): \($0)" } ?? "\(name) \(event.rawValue) it"
        let entry = TimelineEntry(alert: id, at: now, event: event, text: text, actor: name)
        let changed = alert
        update { state in
            state.commands.append(command)
            state.alerts = state.alerts.map { $0.id == id ? changed : $0 }
            state.timelines[id, default: []].append(entry)
        }
        feed.publish(.alert(AlertChange(alert: changed, entry: entry)))
        return changed
    }

    func say(_ utterance: Utterance) async throws -> [ChatMessage] {
        if let failure = state.failure { throw failure }
        let said = ChatMessage(
            person: utterance.person,
            speaker: .person,
            channel: utterance.channel,
            text: utterance.text,
            at: utterance.receivedAt
        )
        let reply = ChatMessage(
            person: utterance.person,
            speaker: .assistant,
            channel: utterance.channel,
            text: "You said: \(utterance.text)",
            at: utterance.receivedAt
        )
        update { $0.utterances.append(utterance) }
        add(said)
        return [add(reply)]
    }

    /// Stores and publishes a line.
    @discardableResult
    func add(_ message: ChatMessage) -> ChatMessage {
        var stored = message
        update { state in
            stored.number = Int64(state.messages.count) + 1
            state.messages.append(stored)
        }
        feed.publish(.message(stored))
        return stored
    }

    /// Raises an alert and publishes it.
    @discardableResult
    func raise(_ report: ConditionReport) -> Alert {
        var raised: Alert?
        update { state in
            let alert = Alert(number: Int64(state.alerts.count) + 1, report: report, now: report.observedAt)
            let entry = TimelineEntry(alert: alert.id, at: report.observedAt, event: .fired, text: report.summary)
            state.alerts.append(alert)
            state.timelines[alert.id] = [entry]
            raised = alert
        }
        let alert = raised ?? Alert(number: 0, report: report, now: report.observedAt)
        let entry = TimelineEntry(alert: alert.id, at: report.observedAt, event: .fired, text: report.summary)
        feed.publish(.alert(AlertChange(alert: alert, entry: entry)))
        return alert
    }
}
