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
        guard let id = RuleID("test") else { throw CommandFailure.invalid("Rules cannot be tried.") }
        do throws(RuleError) {
            return try RuleTrial(Rule(id: id, sql: sql), topic: topic, payload: payload, now: wallClock.now).document
        } catch {
            throw CommandFailure.invalid("\(error)")
        }
    }

    private static func figures(_ counters: RuleCounters) -> [String: Int] {
        [
            "evaluated": counters.evaluated, "matched": counters.matched, "undefined": counters.undefined,
            "failed": counters.failed, "loopsPrevented": counters.loopsPrevented, "late": counters.late,
        ]
        .mapValues { Int(clamping: $0) }
    }
}
