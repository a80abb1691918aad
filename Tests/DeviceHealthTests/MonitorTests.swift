import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Thermostats, wearables and other devices")
struct MonitorTests {
    private func decode(_ json: String) throws -> DeviceProfile {
        try JSONDecoder().decode(DeviceProfile.self, from: Data(json.utf8))
    }

    @Test("The sorts of devices have defaults of their own and survive being written", arguments: DeviceProfile.names)
    func defaults(_ name: String) throws {
        let profile = try decode(#"{"profile": "\#(name)"}"#)
        #expect(try JSONDecoder().decode(DeviceProfile.self, from: JSONEncoder().encode(profile)) == profile)
        #expect(profile.noun != "" && profile.skill != "")
    }

    @Test("A generic device has the metrics of its document")
    func document() throws {
        let profile = try decode(
            #"""
            {"profile": "generic", "on_delay_readings": 2, "flap_changes": 4, "reboot_metric": "boots",
             "metrics": [{"metric": "tank.level", "label": "water level", "low": 10, "high": 90, "deadband": 5,
                          "stuck_after_s": 3600, "drift_limit": 3, "part": "float", "skill": "plumbing",
                          "severity": "major"}]}
            """#
        )
        #expect(try JSONDecoder().decode(DeviceProfile.self, from: JSONEncoder().encode(profile)) == profile)
        var timeline = try DeviceTimeline(profile)
        let low = try JSONParser.parse(#"{"tank": {"level": 4}}"#)
        timeline.now = timeline.now + .seconds(10)
        #expect(timeline.send(low) == "")
        timeline.now = timeline.now + .seconds(10)
        #expect(timeline.send(low) == "+tank_level_low")
        let report = try #require(timeline.reports.first)
        #expect(report.summary == "The water level of your device is too low.")
        #expect(report.details["part"] == "float" && report.details["skill"] == "plumbing")
        #expect(report.fingerprint == "device_fault/box/tank_level_low" && report.severity == .major)
    }

    @Test(
        "A profile that cannot be right is refused at its place",
        arguments: [
            (#""metrics": [{"metric": "x", "low": 5, "high": 1}]"#, "metrics.0.high"),
            (#""metrics": [{"metric": "x"}, {"metric": "x"}]"#, "metrics.1.metric"),
            (#""metrics": [{"low": 5}]"#, "metrics.0"), (#""metrics": [{"metric": "", "low": 5}]"#, "metrics.0.metric"),
            (#""metrics": [{"metric": "x", "colour": 5}]"#, "metrics.0.colour"),
            (#""metrics": [{"metric": "x", "low": 1, "high": 3, "deadband": 2}]"#, "metrics.0.deadband"),
            (#""metrics": [{"metric": "x", "drift_limit": 0}]"#, "metrics.0.drift_limit"),
            (#""metrics": [{"metric": "x", "anomaly_score": 0.4}]"#, "metrics.0.anomaly_score"),
            (#""metrics": [{"metric": "x", "anomalies": 1}]"#, "metrics.0.anomalies"),
            (#""metrics": [{"metric": "x", "stuck_after_s": 1e300}]"#, "metrics.0.stuck_after_s"),
            (#""metrics": [{"metric": "x", "stuck_after_s": 5}]"#, "metrics.0.stuck_after_s"),
            (#""flap_changes": 1"#, "flap_changes"), (#""silence_minimum_s": 0"#, "silence_minimum_s"),
            (#""on_delay_readings": 0"#, "on_delay_readings"), (#""reboot_window_s": -1"#, "reboot_window_s"),
            (#""snr_fault_db": 3"#, "snr_fault_db"),
        ]
    )
    func refused(_ fields: String, _ path: String) throws {
        let error = try #require(throws: DecodingError.self) { try decode(#"{"profile": "generic", \#(fields)}"#) }
        let codingPath: [any CodingKey]
        switch error {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            codingPath = context.codingPath
        @unknown default: codingPath = []
        }
        #expect(codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".") == path)
    }

    @Test(
        "A wearable's heart rate and battery have limits",
        arguments: [
            ("heart_rate_bpm", [70.0, 35, 35, 35, 43, 45], ". . . +heart_rate_bpm_low . -heart_rate_bpm_low"),
            ("heart_rate_bpm", [180, 180, 180, 126, 120], ". . +heart_rate_bpm_high . -heart_rate_bpm_high"),
            ("battery_percent", [14, 14, 14, 20, 30], ". . +battery_percent_low . -battery_percent_low"),
            ("reboots", [1, 2, 3, 4], ". . . +reboot_loop"),
        ]
    )
    func wearable(_ metric: String, _ values: [Double], _ expected: String) throws {
        var timeline = try DeviceTimeline(.monitor(MonitorProfile(.wearable)))
        #expect(timeline.send(metric, values) == expected)
    }

    @Test("A wearable that is silent is told with its own words")
    func silentWearable() throws {
        var timeline = try DeviceTimeline(.monitor(MonitorProfile(.wearable)))
        _ = timeline.send(.object([]))
        #expect(timeline.wait(900) == "+silent")
        #expect(timeline.reports.last?.summary == "Your wearable does not report any more.")
        #expect(timeline.reports.last?.details["part"] == "battery, or it is not worn")
    }

    @Test("A value that never changes is stuck, and no more when it does")
    func stuck() throws {
        var timeline = try DeviceTimeline(.monitor(MonitorProfile(.wearable)))
        #expect(
            timeline.send("heart_rate_bpm", Array(repeating: 70, count: 90))
                == Array(repeating: ".", count: 90).joined(separator: " ")
        )
        #expect(timeline.send("heart_rate_bpm", [70, 70, 71]) == "+heart_rate_bpm_stuck . -heart_rate_bpm_stuck")
    }

    @Test("Few equal readings far apart are not stuck")
    func notStuck() throws {
        var timeline = try DeviceTimeline(.monitor(MonitorProfile(.wearable)))
        for _ in 0..<9 {
            timeline.now = timeline.now + .seconds(3_600)
            #expect(!timeline.send(try JSONParser.parse(#"{"heart_rate_bpm": 70}"#)).contains("stuck"))
        }
    }

    @Test("A slow drift is told after the warm-up; the hours of the day are no drift")
    func drift() throws {
        var profile = MonitorProfile(.thermostat)
        profile.metrics[0].stuckAfter = nil
        var timeline = try DeviceTimeline(.monitor(profile))
        var told: [(Int, String)] = []
        for hour in 0..<(40 * 24) {
            timeline.now = timeline.now + .seconds(3_600)
            let daily = Double(hour % 24 < 12 ? 3 : -3)
            let drift = hour > 20 * 24 ? min(8, Double(hour - 20 * 24) / 24) : 0
            let value = JSONValue(object: ["temperature_c": .number(20 + daily + drift)])
            let drawing = timeline.send(value)
            if !drawing.isEmpty { told.append((hour / 24, drawing)) }
        }
        #expect(told.first?.1 == "+temperature_c_drift")
        #expect((22...30).contains(told.first?.0 ?? 0))
        #expect(told.allSatisfy { $0.1.contains("drift") || $0.1.contains("silent") })
    }

    @Test("A fault that flaps is told once and ends when it has stayed away for half an hour")
    func flapping() throws {
        var timeline = try DeviceTimeline {
            $0.onDelayReadings = 1
            $0.reportInterval = .seconds(600)
        }
        #expect(
            timeline.send("snr_db", [20, 40, 20, 40, 20, 40, 20, 40, 20, 40])
                == "+low_snr -low_snr +low_snr -low_snr +low_snr . . . . ."
        )
        for _ in 0..<2 {
            #expect(timeline.wait(885) == "")
            #expect(timeline.send("snr_db", [40]) == ".")
        }
        #expect(try timeline.restart(after: 1) == "")
        #expect(timeline.send("snr_db", [40]) == "-low_snr")
        #expect(timeline.send("snr_db", [20]) == "+low_snr")
    }

    @Test("A cable box that gets too hot is told")
    func temperature() throws {
        var timeline = try DeviceTimeline()
        #expect(
            timeline.send("temperature_c", [60, 80, 80, 80, 72, 69]) == ". . . +high_temperature . -high_temperature"
        )
        #expect(timeline.machine.state.faults.isEmpty)
    }

    @Test("What an earlier release has stored is read, and a fault that it told ends")
    func earlierState() throws {
        let json = #"""
            {"counters": {"ignoredValues": 0, "outOfOrder": 0, "duplicates": 0, "wrongClock": 0},
             "lastObservedAt": 1699999990000, "snr": {"isActive": true, "run": 0}, "codewords": {"isActive": false, "run": 0},
             "power": {"isActive": false, "run": 0}, "uncorrectable": {}, "reboots": {"instants": [], "isActive": false},
             "silence": {"isSilent": false, "intervals": [10000], "lastHeardAt": 1699999990000}}
            """#
        let state = try JSONDecoder().decode(DeviceHealthState.self, from: Data(json.utf8))
        #expect(state.faults == [.lowSNR])
        var timeline = try DeviceTimeline()
        timeline.machine = DeviceHealthMachine(
            device: timeline.machine.device,
            profile: timeline.machine.profile,
            state: state
        )
        #expect(timeline.send("snr_db", [40]) == "-low_snr")
    }

    @Test("A device that reports in bursts is not silent in its pauses once its cadence is known")
    func bursts() throws {
        var timeline = try DeviceTimeline()
        var drawing: [String] = []
        for burst in 0..<40 {
            for _ in 0..<4 {
                drawing.append(timeline.send(.object([])))
                drawing.append(timeline.wait(5))
            }
            let pause = timeline.wait(580)
            if burst > 25 { #expect(pause == "") }
        }
        #expect(timeline.wait(5_000) == "+silent")
    }

    @Test("A device that begins to report less often is silent a few times and then no more")
    func slower() throws {
        var timeline = try DeviceTimeline()
        for _ in 0..<100 {
            _ = timeline.send(.object([]))
            #expect(timeline.wait(60) == "")
        }
        var silences = 0
        for _ in 0..<60 {
            _ = timeline.send(.object([]))
            if timeline.wait(900).contains("+silent") { silences += 1 }
        }
        #expect((1...20).contains(silences))
    }

    @Test(
        "Values of wrong types are left out and counted; missing ones are not",
        arguments: ["thermostat", "wearable"]
    )
    func wrongTypes(_ name: String) throws {
        var timeline = try DeviceTimeline(try decode(#"{"profile": "\#(name)"}"#))
        for (index, text) in [#"{"temperature_c": "x", "heart_rate_bpm": null, "uptime_s": -1}"#, "[]", "7"]
            .enumerated()
        {
            timeline.now = timeline.now + .seconds(10)
            #expect(timeline.send(try JSONParser.parse(text)) == "")
            #expect(timeline.machine.state.counters.ignoredValues == 2, "\(index)")
        }
    }
}
