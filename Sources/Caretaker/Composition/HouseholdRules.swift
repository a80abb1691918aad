import ConsoleAPI
import Foundation
import MonitoringModel
import RuleEngine
import StreamPipeline

/// The household's rules, for the console.
struct HouseholdRules: RuleDesk {
    let pipeline: StreamPipeline
    let gateway: PipelineGateway
    let wallClock: any WallClock

    func rules() async throws -> [RuleOverview] {
        try await pipeline.rules()
            .map { entry in
                RuleOverview(
                    document: try JSONParser.parse(Array(try JSONEncoder().encode(entry.rule))),
                    isKept: entry.isKept,
                    counters: entry.counters.map(Self.figures) ?? [:]
                )
            }
    }

    func keep(_ rule: RuleID, _ document: JSONValue) async throws {
        try await gateway.keep(KeptDocument(kind: .rule, id: rule.rawValue, body: document), by: "console")
    }

    func remove(_ rule: RuleID) async throws {
        try await gateway.remove(.rule, rule.rawValue, by: "console")
    }

    func test(_ sql: String, topic: String, payload: JSONValue) async throws -> JSONValue {
        let explanation: RuleExplanation
        do throws(RuleError) {
            explanation = try RuleTrial.explain(
                sql: sql,
                topic: topic,
                payload: payload.serialized,
                at: wallClock.now
            )
        } catch {
            throw CommandFailure.invalid("\(error)")
        }
        let clauses = explanation.clauses.map { clause in
            JSONValue(object: [
                "text": .string(clause.text), "depth": .integer(Int64(clause.depth)),
                "value": clause.value ?? .null, "undefined": .bool(clause.isUndefined),
            ])
        }
        return JSONValue(object: [
            "verdict": .string(explanation.verdict.rawValue),
            "result": explanation.result ?? .null,
            "clauses": .array(clauses),
        ])
    }

    private static func figures(_ counters: RuleCounters) -> [String: Int] {
        [
            "evaluated": counters.evaluated, "matched": counters.matched, "undefined": counters.undefined,
            "failed": counters.failed, "loopsPrevented": counters.loopsPrevented, "late": counters.late,
        ]
        .mapValues { Int(clamping: $0) }
    }
}
