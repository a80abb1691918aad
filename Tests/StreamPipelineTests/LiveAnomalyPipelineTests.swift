import DeviceHealth
import Foundation
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Anomalies of live readings in the database")
struct LiveAnomalyPipelineTests {
    private func household() throws -> Household {
        var household = PipelineHouse.household()
        let document = #"{"profile":"generic","metrics":[{"metric":"a.flow","anomalies":true}]}"#
        let profile = try JSONDecoder().decode(DeviceProfile.self, from: Data(document.utf8))
        household.devices = [Household.WatchedDevice(id: "pump", profile: profile)]
        return household
    }

    /// Sends readings, several in a batch, with restarts between; returns what is stored at the end.
    private func play(_ count: Int, restartEvery: Int) async throws -> [MachineKey: [UInt8]] {
        let house = try PipelineHouse()
        let household = try household()
        var sent = 0
        while sent < count {
            let range = sent..<min(sent + restartEvery, count)
            try await house.run(household: household) { pipeline, _ in
                for start in stride(from: range.lowerBound, to: range.upperBound, by: 5) {
                    var batch: [InputEvent] = []
                    for index in start..<min(start + 5, range.upperBound) {
                        house.wallClock.advance(by: .seconds(300))
                        let payload = #"{"a":{"flow":\#(index * 7 % 13)},"seq":\#(index)}"#
                        batch.append(try house.telemetry(payload, device: "pump"))
                    }
                    _ = try await pipeline.submit(batch)
                }
            }
            sent = range.upperBound
        }
        return try await house.run(household: household) { _, store in
            try await store.restore().machines
                .filter { ["device_health", "anomaly_detector"].contains($0.key.machine) }
        }
    }

    private func object(_ bytes: [UInt8]?) throws -> JSONValue { try JSONParser.parse(try #require(bytes)) }

    @Test(
        "The detector is stored now and then, and over restarts exactly what it is without",
        arguments: [1, 10, 33, 77]
    )
    func restarts(every: Int) async throws {
        let detector = MachineKey(machine: "anomaly_detector", key: "pump/a.flow")
        let health = MachineKey(machine: "device_health", key: "pump")
        let plain = try await play(200, restartEvery: 200)
        let restarted = try await play(200, restartEvery: every)
        #expect(Set(plain.keys) == [detector, health])
        let tail = try object(plain[health])["metrics"]?["a.flow"]?["anomaly"]?["tail"]
        guard case .array(let readings)? = tail else {
            Issue.record("no readings are kept beside the detector")
            return
        }
        #expect(readings.count < 40)
        // Stored at other places, so both are brought to the end before they are compared.
        #expect(try detectorAtEnd(plain) == detectorAtEnd(restarted))
    }

    private func detectorAtEnd(_ machines: [MachineKey: [UInt8]]) throws -> AnomalyDetector {
        let stored = try #require(machines[MachineKey(machine: "anomaly_detector", key: "pump/a.flow")])
        var detector = try JSONDecoder().decode(AnomalyDetector.self, from: Data(stored))
        let state = try object(machines[MachineKey(machine: "device_health", key: "pump")])
        guard case .array(let readings)? = state["metrics"]?["a.flow"]?["anomaly"]?["tail"] else { return detector }
        for reading in readings {
            let value = try #require(reading["value"]?.doubleValue)
            let at = try JSONDecoder().decode(Instant.self, from: Data(try #require(reading["at"]).serialized))
            _ = detector.score(value, at: at)
        }
        return detector
    }
}
