import ConsoleAPI
import Foundation
import MetricAlarms
import MonitoringModel
import StreamPipeline

/// The household's metric alarms, for the console.
struct HouseholdAlarms: AlarmDesk {
    let pipeline: StreamPipeline
    let gateway: PipelineGateway

    func alarms() async throws -> [AlarmOverview] {
        try await pipeline.alarms()
            .map { standing in
                AlarmOverview(
                    document: try JSONParser.parse(Array(try JSONEncoder().encode(standing.document))),
                    isKept: standing.isKept,
                    state: standing.memory.state.rawValue,
                    since: standing.memory.since,
                    reason: standing.memory.reason.text,
                    isSetByHand: standing.memory.isOverride
                )
            }
    }

    func keep(_ alarm: String, _ document: JSONValue) async throws {
        try await gateway.keep(KeptDocument(kind: .alarm, id: alarm, body: document), by: "console")
    }

    func remove(_ alarm: String) async throws {
        try await gateway.remove(.alarm, alarm, by: "console")
    }

    func set(_ alarm: String, to state: String, reason: String) async throws {
        try await gateway.setAlarm(alarm, to: state, reason: reason, by: "console")
    }
}
