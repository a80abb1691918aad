import ConsoleAPI
import MonitoringModel

extension FakeHousehold: RuleDesk {
    func rules() async throws -> [RuleOverview] { try checked().rules }

    func keep(_ rule: RuleID, _ document: JSONValue) async throws {
        let known = try checked().rules.first { $0.document["id"] == document["id"] }
        guard known?.isKept != false else { throw CommandFailure.conflict("It is in the settings file.") }
        guard document["sql"]?.stringValue?.hasPrefix("SELECT") == true else {
            throw CommandFailure.invalid("line 1, column 1: found 'x', expected SELECT")
        }
        update { state in
            state.rules.removeAll { $0.document["id"] == document["id"] }
            state.rules.append(RuleOverview(document: document, isKept: true, counters: ["matched": 0]))
        }
    }

    func remove(_ rule: RuleID) async throws {
        guard let known = try checked().rules.first(where: { $0.document["id"] == .string(rule.rawValue) }) else {
            throw CommandFailure.notFound("The rule '\(rule)'")
        }
        guard known.isKept else { throw CommandFailure.conflict("It is in the settings file.") }
        update { $0.rules.removeAll { $0.document["id"] == .string(rule.rawValue) } }
    }

    func test(_ sql: String, topic: String, payload: JSONValue) async throws -> JSONValue {
        _ = try checked()
        guard sql.hasPrefix("SELECT") else { throw CommandFailure.invalid("line 1, column 1: found '\(sql)'") }
        return JSONValue(object: ["verdict": .string("matches"), "result": payload, "clauses": .array([])])
    }
}
