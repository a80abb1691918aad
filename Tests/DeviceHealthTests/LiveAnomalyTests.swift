import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Anomalies of live readings")
struct LiveAnomalyTests {
    private static func profile() throws -> DeviceProfile {
        let document = #"{"profile":"generic","metrics":[{"metric":"flow","label":"water flow","anomalies":true}]}"#
        return try JSONDecoder().decode(DeviceProfile.self, from: Data(document.utf8))
    }

    /// A daily wave with noise, 288 readings a day; spikes at some readings.
    private static func value(_ index: Int, spikes: Set<Int>) -> Double {
        var hash = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        let noise = Double(hash % 1_000) / 1_000
        return 50 + 10 * sin(2 * .pi * Double(index) / 288) + noise + (spikes.contains(index) ? 200 : 0)
    }

    /// Plays readings five minutes apart; the machine is stored and restored as often as told.
    private func play(_ count: Int, spikes: Set<Int>, restartEvery: Int?) throws -> (
        told: [String], score: AnomalyDetector?
    ) {
        let id = try #require(DeviceID("pump"))
        let profile = try Self.profile()
        var machine = DeviceHealthMachine(device: id, profile: profile)
        var stored: (state: Data, detectors: [String: Data]) = (try JSONEncoder().encode(machine.state), [:])
        var told: [String] = []
        for index in 0..<count {
            let now = dawn + .seconds(300 * index)
            let telemetry = Telemetry(
                topic: "devices/pump/telemetry",
                device: id,
                document: .object([.init(name: "flow", value: .number(Self.value(index, spikes: spikes)))]),
                observedAt: now,
                receivedAt: now
            )
            for case .report(let report) in machine.handle(telemetry, at: now) where report.kind == .deviceFault {
                told.append("\(report.state == .active ? "+" : "-")\(index)")
                #expect(report.fingerprint == "device_fault/pump/flow_unusual")
                if report.state == .active {
                    #expect(report.summary.hasPrefix("The water flow of your device is unusual: "), "\(report.summary)")
                }
            }
            for (metric, detector) in machine.takeDetectorsToStore() {
                stored.detectors[metric] = try JSONEncoder().encode(detector)
            }
            stored.state = try JSONEncoder().encode(machine.state)
            guard let restartEvery, index % restartEvery == restartEvery - 1 else { continue }
            machine = DeviceHealthMachine(
                device: id,
                profile: profile,
                state: try JSONDecoder().decode(DeviceHealthState.self, from: stored.state),
                detectors: try stored.detectors.mapValues { try JSONDecoder().decode(AnomalyDetector.self, from: $0) }
            )
        }
        return (told, machine.detectors["flow"])
    }

    @Test("Something unusual is told with its reason and ends an hour after it was last seen")
    func told() throws {
        let told = try play(3_000, spikes: [2_500], restartEvery: nil).told
        #expect(told == ["+2500", "-2512"])
    }

    @Test(
        "With restarts at any place, the same is told and the detector knows the same",
        arguments: [1, 7, 32, 33, 501]
    )
    func restarts(every: Int) throws {
        let spikes: Set<Int> = [1_200, 2_000, 2_950]
        let plain = try play(3_000, spikes: spikes, restartEvery: nil)
        let restarted = try play(3_000, spikes: spikes, restartEvery: every)
        #expect(!plain.told.isEmpty)
        #expect(restarted.told == plain.told)
        #expect(restarted.score == plain.score)
    }

    @Test("A restless series is told once a day at most")
    func restless() throws {
        let spikes = Set(stride(from: 2_000, to: 3_000, by: 20))
        let began = try play(3_000, spikes: spikes, restartEvery: nil).told.filter { $0.hasPrefix("+") }
        let times = began.compactMap { Int($0.dropFirst()) }
        #expect(times.first == 2_000)
        for (one, next) in zip(times, times.dropFirst()) { #expect(next - one >= 288) }
        #expect(times.count <= 4)
    }

    @Test("What is told of a metric ends when the metric is no longer looked at")
    func turnedOff() throws {
        let id = try #require(DeviceID("pump"))
        var state = DeviceHealthState()
        var told: [String] = []
        for (range, document) in [
            (0..<1_501, #"{"metric":"flow","anomalies":true}"#), (1_501..<1_503, #"{"metric":"flow"}"#),
        ] {
            let profile = try JSONDecoder()
                .decode(
                    DeviceProfile.self,
                    from: Data(#"{"profile":"generic","metrics":[\#(document)]}"#.utf8)
                )
            var machine = DeviceHealthMachine(device: id, profile: profile, state: state)
            for index in range {
                let now = dawn + .seconds(300 * index)
                let value = JSONValue.number(Self.value(index, spikes: [1_500]))
                let telemetry = Telemetry(
                    topic: "t",
                    device: id,
                    document: .object([.init(name: "flow", value: value)]),
                    observedAt: now,
                    receivedAt: now
                )
                for case .report(let report) in machine.handle(telemetry, at: now) where report.kind == .deviceFault {
                    told.append("\(report.state == .active ? "+" : "-")\(index)")
                }
            }
            state = machine.state
        }
        #expect(told == ["+1500", "-1501"])
        #expect(state.metrics?["flow"]?.anomaly == nil)
    }

    @Test("A metric that is not looked at, and a calm one, are told nothing")
    func quiet() throws {
        #expect(try play(5_000, spikes: [], restartEvery: nil).told.isEmpty)
        let id = try #require(DeviceID("pump"))
        var machine = DeviceHealthMachine(device: id, profile: .monitor(MonitorProfile(.wearable)))
        for index in 0..<500 {
            let now = dawn + .seconds(60 * index)
            let telemetry = Telemetry(
                topic: "t",
                device: id,
                document: JSONValue(object: ["heart_rate_bpm": .integer(Int64(60 + index % 7))]),
                observedAt: now,
                receivedAt: now
            )
            _ = machine.handle(telemetry, at: now)
        }
        #expect(machine.detectors.isEmpty)
    }
}
