import Alerting
import Foundation
import MonitoringModel
import MonitoringTestKit
import Persistence
import ServiceSettings
import StreamPipeline
import Testing

@Suite("The greenhouse of the examples, in virtual time")
struct GreenhouseTests {
    private static func household() throws -> Household {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try Settings(contentsOf: root.appending(path: "Examples/greenhouse/household.yaml").path).household
    }

    private func message(_ lux: Int, _ house: PipelineHouse, _ number: Int) throws -> InputEvent {
        let payload = #"{"lux":\#(lux),"number":\#(number)}"#
        let telemetry = Telemetry(
            topic: "/topic/Greenhouse/LuxSensors",
            device: nil,
            document: try JSONParser.parse(payload),
            observedAt: house.wallClock.now,
            receivedAt: house.wallClock.now
        )
        return InputEvent(.telemetry(telemetry, payload: Array(payload.utf8)))
    }

    /// Sends a value each half minute; returns at which seconds what was told or published.
    private func play(_ lux: Int, minutes: Int, _ pipeline: StreamPipeline, _ house: PipelineHouse) async throws
        -> [String]
    {
        let start = house.wallClock.now
        var told: [String] = []
        for step in 0..<(minutes * 2) {
            let event = try message(lux, house, Int((start - Instant(millisecondsSinceEpoch: 0)).inSeconds) + step)
            for change in try await pipeline.submit([event]).flatMap(\.changes) {
                told.append("\(change.event.rawValue)@\(Int((change.alert.updatedAt - start).inSeconds))")
            }
            house.wallClock.advance(by: .seconds(30))
        }
        return told
    }

    @Test("Fifteen minutes too bright turn the lamp off and are told, to the minute; fourteen are not")
    func fifteenMinutes() async throws {
        let house = try PipelineHouse()
        // To the full minute, as alarms count.
        let past = house.wallClock.now.millisecondsSinceEpoch % 60_000
        house.wallClock.advance(by: .milliseconds(past == 0 ? 0 : 60_000 - past))
        try await house.run(household: try Self.household()) { pipeline, store in
            // Dark, then fourteen minutes bright, then dark again.
            let dark = try await play(100, minutes: 17, pipeline, house)
            let fourteen = try await play(40_000, minutes: 14, pipeline, house)
            let darkAgain = try await play(100, minutes: 17, pipeline, house)
            #expect(dark.isEmpty && fourteen.isEmpty && darkAgain.isEmpty)
            let told = try await play(40_000, minutes: 17, pipeline, house)
            #expect(told == ["fired@900"])
            let due = try await store.due(channel: "mqtt", at: house.wallClock.now, limit: 1_000)
            let lamp = due.map(\.address).filter { $0.hasPrefix("Greenhouse/lamp") }
            #expect(lamp == ["Greenhouse/lamp/on", "Greenhouse/lamp/on", "Greenhouse/lamp/off"])
            let bridge = try await store.due(channel: "rule-tcp", at: house.wallClock.now, limit: 100)
            #expect(bridge.map(\.address) == Array(repeating: "127.0.0.1:4998", count: 3))
            let phone = try await store.due(channel: "sms", at: house.wallClock.now, limit: 100)
            #expect(phone.map(\.address) == ["+4930123456"])
            #expect(phone.first.map { Int(($0.createdAt - bridge[2].createdAt).inSeconds) } == 0)
            let rows = try await store.tables().map { "\($0.name) \($0.rows)" }
            #expect(rows == ["greenhouse 130"])
            let light = due.filter { $0.address == "Greenhouse/light/state" }
            let states = light.map { String(decoding: $0.publication.payload, as: UTF8.self) }
            #expect(states.first == #"{"lux":100,"state":"NotTooBright"}"#)
            #expect(states.last == #"{"lux":40000,"state":"TooBright"}"#)
            #expect(states.count == 130)
        }
    }
}
