import Alerting
import MonitoringModel
import MonitoringTestKit
import Persistence
import RuleEngine
import StreamPipeline
import Testing

@Suite("Rules that are kept beside the settings")
struct KeptRuleTests {
    private func keep(_ id: String, _ document: String) throws -> InputEvent {
        let body = try JSONParser.parse(document)
        return InputEvent(.command(.keepDocument(KeptDocument(kind: .rule, id: id, body: body), by: "anna")))
    }

    private func remove(_ id: String) -> InputEvent {
        InputEvent(.command(.removeDocument(.rule, id: id, by: "anna")))
    }

    private let dark =
        #"{"id":"dark","sql":"SELECT * FROM 'devices/+/telemetry' WHERE lux < 5","actions":[{"alert":{"summary":"Dark."}}]}"#

    @Test("A kept rule is in force at once and after a restart; removing it ends what it reported")
    func life() async throws {
        let house = try PipelineHouse()
        let first = try house.telemetry(#"{"lux":1,"seq":1}"#)
        let keeping = try keep("dark", dark)
        try await house.run { pipeline, _ in
            let outcomes = try await pipeline.submit([keeping, first])
            #expect(outcomes[0].changedDocuments == [.rule])
            #expect(outcomes[1].changes.map(\.alert.summary) == ["Dark."])
            let rules = try await pipeline.rules()
            #expect(rules.map(\.rule.id) == ["bright", "dark"])
            #expect(rules.map(\.isKept) == [false, true])
            #expect(rules.map { $0.counters?.matched } == [0, 1])
        }
        try await house.run { pipeline, store in
            let rules = try await pipeline.rules().map(\.rule.id)
            #expect(rules == ["bright", "dark"])
            let outcomes = try await pipeline.submit([remove("dark")])
            #expect(outcomes[0].changes.map(\.event) == [.resolved])
            let open = try await store.restore().openAlerts
            #expect(open.isEmpty)
        }
        try await house.run { pipeline, _ in
            let rules = try await pipeline.rules().map(\.rule.id)
            #expect(rules == ["bright"])
        }
    }

    @Test(
        "A rule with a fault is refused with its place, and nothing changes",
        arguments: [
            ("dark", #"{"id":"dark","sql":"SELECT * FRM 'a'"}"#, "line 1"),
            ("dark", #"{"id":"dark","sql":"SELECT * FROM 'a'","wish":1}"#, "wish"),
            ("dark", #"{"id":"dark"}"#, "sql"),
            ("dark", #"{"id":"other","sql":"SELECT * FROM 'a'"}"#, "'other'"),
            ("bright", #"{"id":"bright","sql":"SELECT * FROM 'a'"}"#, "settings file"),
        ]
    )
    func refused(id: String, document: String, words: String) async throws {
        let house = try PipelineHouse()
        let event = try keep(id, document)
        try await house.run { pipeline, store in
            let outcome = try await pipeline.submit([event])[0]
            #expect(outcome.documentRefusal?.description.contains(words) == true, "\(outcome)")
            #expect(outcome.changedDocuments.isEmpty)
            let kept = try await store.restore().documents
            #expect(kept.isEmpty)
            let rules = try await pipeline.rules().map(\.rule.id)
            #expect(rules == ["bright"])
            let removal = try await pipeline.submit([remove("none")])[0]
            #expect(removal.documentRefusal == .unknown(.rule, "none"))
        }
    }

    @Test("Settings that permit less than before keep neither the service from its start nor other rules out")
    func narrowerSettings() async throws {
        let house = try PipelineHouse()
        let line =
            #"{"id":"ir","sql":"SELECT * FROM 'devices/+/telemetry'","actions":[{"tcpLine":{"host":"b","line":"x"}}]}"#
        let keeping = try keep("ir", line)
        let other = try keep("dark", dark)
        var permitting = PipelineHouse.household()
        permitting.actions.lineDevices = [ActionPermissions.LineDevice(host: "b")]
        try await house.run { pipeline, _ in
            let refused = try await pipeline.submit([keeping])[0]
            #expect(refused.documentRefusal?.description.contains("not one of the devices") == true)
        }
        try await house.run(household: permitting) { pipeline, store in
            let kept = try await pipeline.submit([keeping, try house.telemetry(#"{"seq":1}"#)])
            #expect(kept[0].documentRefusal == nil)
            let owed = try await store.due(channel: "rule-tcp", at: house.wallClock.now, limit: 10)
            #expect(owed.count == 1)
        }
        try await house.run { pipeline, store in
            let outcomes = try await pipeline.submit([other, try house.telemetry(#"{"seq":2}"#)])
            #expect(outcomes[0].documentRefusal == nil)
            let owed = try await store.due(channel: "rule-tcp", at: house.wallClock.now, limit: 10)
            #expect(owed.count == 1)
            let failed = try await pipeline.rules().first { $0.rule.id == "ir" }?.counters?.failed
            #expect(failed == 1)
        }
    }
}
