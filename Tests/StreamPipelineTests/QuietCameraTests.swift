import Alerting
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Cameras about which messages are held back")
struct QuietCameraTests {
    private func quiet(_ until: Instant?) -> InputEvent {
        InputEvent(.command(.quietCameras([QuietCamera(camera: "bedroom", until: until)], by: "anna")))
    }

    private let loud = InputEvent(.command(.quietCameras([], by: "anna")))

    private func messages(_ store: SQLiteStore, _ house: PipelineHouse) async throws -> [String] {
        try await store.due(channel: "webhook", at: house.wallClock.now, limit: 10).map(\.key)
    }

    @Test("A fall in front of a quiet camera is kept but not told, and told when somebody wants to hear again")
    func heldUntilLoud() async throws {
        let house = try PipelineHouse()
        try await house.run { pipeline, store in
            _ = try await pipeline.submit([quiet(nil), house.observation(.fall)])
            let held = try await messages(store, house)
            #expect(held.isEmpty)
            let alerts = try await store.alerts(matching: AlertQuery()).alerts
            #expect(alerts.map(\.state) == [.firing])
            let history = try await store.timeline(of: "alert-000001").map(\.text)
            #expect(history.contains("Nobody is told: messages about this camera are switched off"))
        }
        // The wish and what it held back outlive a restart.
        try await house.run { pipeline, store in
            _ = try await pipeline.submit([loud])
            let told = try await messages(store, house)
            #expect(told == ["alert-000001/fired/hook"])
            _ = try await pipeline.submit([quiet(nil), loud])
            let again = try await messages(store, house)
            #expect(again == told, "nothing is told twice")
        }
    }

    @Test("A suspension ends by itself, and what is still open is told then")
    func suspensionEnds() async throws {
        let house = try PipelineHouse()
        try await house.run { pipeline, store in
            _ = try await pipeline.submit([quiet(house.wallClock.now + .seconds(600)), house.observation(.fall)])
            await house.advance(by: .seconds(599))
            try await PipelineTests.settle { await pipeline.status.stored["deadline"] == 1 }
            let before = try await messages(store, house)
            #expect(before.isEmpty)
            await house.advance(by: .seconds(2))
            try await PipelineTests.settle { await pipeline.status.stored["deadline"] == 2 }
            let after = try await messages(store, house)
            let open = try await store.alerts(matching: AlertQuery()).alerts.map { "\($0.kind) \($0.startedAt)" }
            #expect(after == ["alert-000001/fired/hook"], "\(open)")
            #expect(open.count == 1)
        }
    }

    @Test("An alert that came and went unheard is not told at all; the end of one that was told is")
    func unheard() async throws {
        let house = try PipelineHouse()
        try await house.run { pipeline, store in
            _ = try await pipeline.submit([quiet(nil), house.observation(.fall)])
            _ = try await pipeline.submit([InputEvent(.command(.resolveAlert("alert-000001", by: "anna", note: nil)))])
            _ = try await pipeline.submit([loud])
            let unheard = try await messages(store, house)
            #expect(unheard.isEmpty)
            let bright = try house.telemetry(#"{"lux":40000,"seq":1}"#)
            _ = try await pipeline.submit([quiet(nil), bright])
            let others = try await messages(store, house)
            #expect(others == ["alert-000002/fired/hook"], "other devices are told of")
        }
    }

    @Test("Where nobody can switch messages on again, all cameras are told of, and what was held back too")
    func withoutSwitches() async throws {
        let house = try PipelineHouse()
        try await house.run { pipeline, _ in
            _ = try await pipeline.submit([quiet(nil), house.observation(.fall)])
        }
        var household = PipelineHouse.household()
        household.canQuietCameras = false
        try await house.run(household: household) { pipeline, store in
            await house.advance(by: .zero)
            try await PipelineTests.settle { await pipeline.status.transactions > 0 }
            let told = try await messages(store, house)
            #expect(told == ["alert-000001/fired/hook"])
        }
    }
}
