import Alerting
import Foundation
import MonitoringModel
import MonitoringTestKit
import Persistence
import RuleEngine
import StreamPipeline
import Testing

@Suite("Web services that rules may call")
struct DestinationTests {
    private func change(_ change: DestinationChange) -> InputEvent {
        InputEvent(.command(.changeDestination(change, by: "anna")))
    }

    private func household() throws -> Household {
        var household = PipelineHouse.household()
        let document =
            #"{"id":"call","sql":"SELECT * FROM 'devices/+/telemetry'","#
            + #""actions":[{"http":{"url":"http://hook.example/rules/${seq}"}}]}"#
        household.rules = [try JSONDecoder().decode(Rule.self, from: Data(document.utf8))]
        return household
    }

    @Test("Rules call an address from its confirmation to its end, over a restart")
    func life() async throws {
        let house = try PipelineHouse()
        let url = "http://hook.example/rules"
        @Sendable func calls(_ store: SQLiteStore) async throws -> Int {
            try await store.due(channel: "rule-http", at: house.wallClock.now, limit: 100).count
        }
        try await house.run(household: try household()) { pipeline, store in
            _ = try await pipeline.submit([try house.telemetry(#"{"seq":1}"#)])
            #expect(try await calls(store) == 0)
            let added = try await pipeline.submit([change(.add(id: "a", url: url, token: "t1"))])[0]
            #expect(added.destination?.destination.state == .inProgress)
            let owed = try await store.due(channel: "rule-destination", at: house.wallClock.now, limit: 10)
            #expect(try owed.map { try DestinationConfirmation($0).token } == ["t1"])
            _ = try await pipeline.submit([try house.telemetry(#"{"seq":2}"#)])
            #expect(try await calls(store) == 0)
            let wrong = try await pipeline.submit([change(.confirm(token: "t2"))])[0]
            #expect(wrong.destinationRefusal != nil)
            let right = try await pipeline.submit([change(.confirm(token: "t1"))])[0]
            #expect(right.destination?.destination.state == .enabled)
            let again = try await pipeline.submit([change(.confirm(token: "t1"))])[0]
            #expect(again.destinationRefusal != nil)
        }
        try await house.run(household: try household()) { pipeline, store in
            _ = try await pipeline.submit([try house.telemetry(#"{"seq":3}"#)])
            #expect(try await calls(store) == 1)
            _ = try await pipeline.submit([change(.disable(id: "a"))])
            _ = try await pipeline.submit([try house.telemetry(#"{"seq":4}"#)])
            #expect(try await calls(store) == 1)
            _ = try await pipeline.submit([change(.restart(id: "a", token: "t3"))])
            let failed = try await pipeline.submit([change(.notReached(id: "a", reason: "HTTP 404"))])[0]
            #expect(failed.destination?.destination.state == .error)
            #expect(failed.destination?.reason == "HTTP 404")
            _ = try await pipeline.submit([change(.remove(id: "a"))])
            #expect(await pipeline.destinations().isEmpty)
        }
    }

    @Test(
        "What is no address, is there already or does not exist is refused, and nothing changes",
        arguments: [
            DestinationChange.add(id: "b", url: "ftp://x", token: "t"), .add(id: "b", url: "http://", token: "t"),
            .add(id: "b", url: "http://user:word@x/", token: "t"), .add(id: "b", url: "http://x/?a", token: "t"),
            .add(id: "b", url: "http://x/ y", token: "t"), .add(id: "b", url: "http://x/", token: "t"),
            .add(id: "a", url: "http://z/", token: "t"), .disable(id: "b"), .restart(id: "b", token: "t"),
            .remove(id: "b"), .notReached(id: "b", reason: "x"),
        ]
    )
    func refused(wrong: DestinationChange) async throws {
        let house = try PipelineHouse()
        try await house.run(household: try household()) { pipeline, _ in
            _ = try await pipeline.submit([change(.add(id: "a", url: "http://x/", token: "t"))])
            let before = await pipeline.destinations()
            let outcome = try await pipeline.submit([change(wrong)])[0]
            #expect(outcome.destinationRefusal != nil)
            #expect(await pipeline.destinations() == before)
        }
    }
}
