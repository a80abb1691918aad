import Alerting
import DeviceHealth
import Foundation
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Neighbours in the pipeline")
struct NeighbourTests {
    /// Five devices at one node and one at another; ten degrees are too many for all.
    private func household(neighbours: Bool = true) throws -> Household {
        var household = PipelineHouse.household()
        let document = #"{"profile":"generic","on_delay_readings":1,"metrics":[{"metric":"t","high":10}]}"#
        let profile = try JSONDecoder().decode(DeviceProfile.self, from: Data(document.utf8))
        household.devices = try ["a", "b", "c", "d", "e", "z"]
            .map { name in
                var device = Household.WatchedDevice(id: try #require(DeviceID(name)), profile: profile)
                if neighbours { device.attributes = ["node": name == "z" ? "n2" : "n1"] }
                return device
            }
        return household
    }

    private func send(_ value: Int, _ devices: String, _ house: PipelineHouse, _ pipeline: StreamPipeline) async throws
        -> [String]
    {
        var told: [String] = []
        for name in devices {
            house.wallClock.advance(by: .seconds(1))
            let id = try #require(DeviceID(String(name)))
            let time = house.wallClock.now.millisecondsSinceEpoch
            let event = try house.telemetry(#"{"t":\#(value),"at":\#(time)}"#, device: id)
            told += Self.words(try await pipeline.submit([event]).flatMap(\.changes))
        }
        return told
    }

    private static func words(_ changes: [AlertChange]) -> [String] {
        changes.filter { $0.event == .fired || $0.event == .resolved }
            .map { change in
                let subject = change.alert.subject.device?.rawValue ?? change.alert.details["group"] ?? "?"
                return "\(change.event == .fired ? "+" : "-")\(subject)"
            }
    }

    private func open(_ store: SQLiteStore) async throws -> [String] {
        try await store.restore().openAlerts
            .map { $0.subject.device?.rawValue ?? $0.details["group"] ?? "?" }.sorted()
    }

    @Test("Several neighbours that fail are one alert that names them; their ends end it, over restarts")
    func plant() async throws {
        let house = try PipelineHouse()
        try await house.run(household: try household()) { pipeline, store in
            // No neighbours, so nothing to wait for.
            let told1 = try await send(20, "z", house, pipeline)
            #expect(told1 == ["+z"])
            let told2 = try await send(20, "ab", house, pipeline)
            #expect(told2 == [])
            let told3 = try await open(store)
            #expect(told3 == ["z"])
        }
        try await house.run(household: try household()) { pipeline, store in
            let told4 = try await send(20, "c", house, pipeline)
            #expect(told4 == ["+node/n1"])
            let alert = try await store.restore().openAlerts.first { $0.kind == .plantFault }
            #expect(alert?.details["covers"] == "a, b, c")
            #expect(alert?.severity == .major)
            let told5 = try await send(20, "d", house, pipeline)
            #expect(told5 == [])
            let later = try await store.restore().openAlerts.first { $0.kind == .plantFault }
            #expect(later?.details["covers"] == "a, b, c, d")
            // Nobody is told singly, however long it lasts.
            await house.advance(by: .seconds(600))
            let told6 = try await open(store)
            #expect(told6 == ["node/n1", "z"])
        }
        try await house.run(household: try household()) { pipeline, store in
            let told7 = try await send(5, "ab", house, pipeline)
            #expect(told7 == [])
            // One of four still fails: that is told singly.
            let told8 = try await send(5, "c", house, pipeline)
            #expect(told8 == ["-node/n1", "+d"])
            let told9 = try await send(5, "dz", house, pipeline)
            #expect(told9 == ["-d", "-z"])
            let told10 = try await open(store)
            #expect(told10.isEmpty)
        }
    }

    @Test("One that fails alone is told when the time to wait for neighbours is over")
    func alone() async throws {
        let house = try PipelineHouse()
        try await house.run(household: try household()) { pipeline, store in
            let told11 = try await send(20, "a", house, pipeline)
            #expect(told11 == [])
            await house.advance(by: .seconds(100))
            let told12 = try await open(store)
            #expect(told12.isEmpty)
            await house.advance(by: .seconds(30))
            // What is due is done with the next batch at the latest.
            _ = try await send(5, "z", house, pipeline)
            let told13 = try await open(store)
            #expect(told13 == ["a"])
            let told14 = try await send(5, "a", house, pipeline)
            #expect(told14 == ["-a"])
        }
    }

    @Test("What was held back or covered is told when the devices have no neighbours any more")
    func settingsChange() async throws {
        let house = try PipelineHouse()
        try await house.run(household: try household()) { pipeline, _ in
            let told15 = try await send(20, "abc", house, pipeline)
            #expect(told15 == ["+node/n1"])
        }
        try await house.run(household: try household(neighbours: false)) { pipeline, store in
            _ = try await send(5, "z", house, pipeline)
            let told16 = try await open(store)
            #expect(told16 == ["a", "b", "c"])
        }
    }
}
