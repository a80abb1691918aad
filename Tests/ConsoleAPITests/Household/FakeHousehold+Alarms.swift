import ConsoleAPI
import MonitoringModel

extension FakeHousehold: AlarmDesk {
    func alarms() async throws -> [AlarmOverview] { try checked().alarmDocuments }

    func keep(_ alarm: String, _ document: JSONValue) async throws {
        let known = try checked().alarmDocuments.first { $0.document["id"] == document["id"] }
        guard known?.isKept != false else { throw CommandFailure.conflict("It is in the settings file.") }
        guard document["threshold"] != nil else { throw CommandFailure.invalid("threshold is missing.") }
        update { state in
            state.alarmDocuments.removeAll { $0.document["id"] == document["id"] }
            state.alarmDocuments.append(
                AlarmOverview(document: document, isKept: true, state: "OK", since: nil, reason: "new")
            )
        }
    }

    func remove(_ alarm: String) async throws {
        guard let known = try checked().alarmDocuments.first(where: { $0.document["id"] == .string(alarm) })
        else { throw CommandFailure.notFound("The alarm '\(alarm)'") }
        guard known.isKept else { throw CommandFailure.conflict("It is in the settings file.") }
        update { $0.alarmDocuments.removeAll { $0.document["id"] == .string(alarm) } }
    }

    func set(_ alarm: String, to state: String, reason: String) async throws {
        guard
            let place = try checked().alarmDocuments.firstIndex(where: { $0.document["id"] == .string(alarm) })
        else { throw CommandFailure.notFound("The alarm '\(alarm)'") }
        guard ["OK", "ALARM"].contains(state) else { throw CommandFailure.invalid("'\(state)' is no state.") }
        update { content in
            content.alarmDocuments[place].state = state
            content.alarmDocuments[place].reason = reason
            content.alarmDocuments[place].isSetByHand = true
        }
    }
}
