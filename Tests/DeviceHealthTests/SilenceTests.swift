import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Silence of a device")
struct SilenceTests {
    private let quiet = JSONValue.object([])

    @Test("A device with a declared interval is silent after three of them, and heard again at once")
    func declared() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(30) }
        #expect(timeline.send(quiet) == "")
        #expect(timeline.wait(89) == "")
        #expect(timeline.wait(1) == "+silent")
        #expect(timeline.wait(10_000) == "")
        #expect(timeline.send(quiet) == "-silent")
        #expect(timeline.wait(90) == "+silent")
        #expect(timeline.reports.map(\.kind) == [.deviceSilent, .deviceSilent, .deviceSilent])
        #expect(Set(timeline.reports.map(\.fingerprint)) == ["device_silent/box"])
    }

    @Test("The interval is learnt, and the least time holds for fast devices", arguments: [(100, 300), (1, 60)])
    func learnt(_ interval: Int, _ allowance: Int) throws {
        var timeline = try DeviceTimeline()
        for _ in 0..<10 {
            #expect(timeline.send(quiet) == "")
            #expect(timeline.wait(interval) == "")
        }
        #expect(timeline.send(quiet) == "")
        #expect(timeline.wait(allowance - 1) == "")
        #expect(timeline.wait(1) == "+silent")
    }

    @Test("Before the interval is known, the initial time holds")
    func initial() throws {
        var timeline = try DeviceTimeline()
        _ = timeline.send(quiet)
        #expect(timeline.wait(899) == "")
        #expect(timeline.wait(1) == "+silent")
    }

    @Test("A device never heard is not silent")
    func neverHeard() throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.wait(100_000) == "")
        let deadline = Deadline(id: timeline.machine.silenceDeadline, dueAt: dawn)
        #expect(timeline.machine.handle(deadline, at: dawn).isEmpty)
    }

    @Test("One long pause does not change what was learnt")
    func longPause() throws {
        var timeline = try DeviceTimeline()
        for _ in 0..<9 {
            _ = timeline.send(quiet)
            _ = timeline.wait(60)
        }
        _ = timeline.wait(100)
        #expect(timeline.send(quiet) == "")
        #expect(timeline.wait(179) == "")
        #expect(timeline.wait(1) == "+silent")
    }

    @Test("A device that reports as it should does not move its deadline with every message")
    func fewDeadlines() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(20) }
        for _ in 0..<300 {
            #expect(timeline.send(quiet) == "")
            #expect(timeline.wait(20) == "")
        }
        #expect(timeline.schedules <= 1 + 300 / 2)
    }

    @Test("Silence that began before a restart ends after it")
    func restartWhileSilent() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(30) }
        _ = timeline.send(quiet)
        #expect(timeline.wait(100) == "+silent")
        #expect(try timeline.restart(after: 5_000) == "")
        #expect(timeline.send(quiet) == "-silent")
    }

    @Test("After a short restart silence is still noticed in time")
    func shortRestart() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(30) }
        _ = timeline.send(quiet)
        #expect(try timeline.restart(after: 20) == "")
        #expect(timeline.wait(69) == "")
        #expect(timeline.wait(1) == "+silent")
    }

    @Test("While we did not run nobody was silent: the device gets a whole allowance")
    func longRestart() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(30) }
        _ = timeline.send(quiet)
        #expect(try timeline.restart(after: 5_000) == "")
        #expect(timeline.wait(89) == "")
        #expect(timeline.wait(1) == "+silent")
    }

    @Test("Faults and their run of readings survive a restart")
    func faultRestart() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(3_600) }
        #expect(timeline.send("snr_db", [20, 20]) == ". .")
        #expect(try timeline.restart(after: 5) == "")
        #expect(timeline.send("snr_db", [20]) == "+low_snr")
        #expect(try timeline.restart(after: 5) == "")
        #expect(timeline.machine.state.faults == [.lowSNR])
        #expect(timeline.send("snr_db", [20, 40]) == ". -low_snr")
    }

    @Test("Readings before and after a silence are no run")
    func runAcrossSilence() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(20) }
        #expect(timeline.send("snr_db", [20, 20]) == ". .")
        #expect(timeline.wait(100) == "+silent")
        #expect(timeline.send("snr_db", [20, 20, 20]) == "-silent . +low_snr")
    }

    @Test("A repetition shows nothing, a late message only that the device is alive")
    func order() throws {
        var timeline = try DeviceTimeline {
            $0.reportInterval = .seconds(30)
            $0.onDelayReadings = 1
        }
        let weak = try JSONParser.parse(#"{"snr_db": 20}"#)
        #expect(timeline.send(quiet) == "")
        #expect(timeline.wait(100) == "+silent")
        #expect(timeline.send(weak, ago: 100) == "")
        #expect(timeline.send(weak, ago: 200) == "-silent")
        #expect(timeline.machine.state.faults.isEmpty)
        #expect(timeline.machine.state.counters.duplicates == 1)
        #expect(timeline.machine.state.counters.outOfOrder == 1)
        #expect(timeline.send(weak) == "+low_snr")
    }

    @Test("An impossible time gives way to the time of arrival", arguments: [-86_400 * 365, 86_400 + 1, -301])
    func wrongClock(_ ago: Int) throws {
        var timeline = try DeviceTimeline { $0.onDelayReadings = 1 }
        let weak = try JSONParser.parse(#"{"snr_db": 20}"#)
        #expect(timeline.send(weak, ago: ago) == "+low_snr")
        #expect(timeline.machine.state.lastObservedAt == timeline.now)
        #expect(timeline.machine.state.counters.wrongClock == 1)
    }

    @Test("Times at the ends of the range do not trap", arguments: [Int64.min, Int64.max])
    func extremes(_ milliseconds: Int64) throws {
        var timeline = try DeviceTimeline()
        let extreme = Instant(millisecondsSinceEpoch: milliseconds)
        for (observed, now) in [(extreme, dawn), (dawn, extreme), (extreme, extreme), (dawn, dawn)] {
            let telemetry = Telemetry(
                topic: "t",
                device: timeline.machine.device,
                document: try JSONParser.parse(#"{"snr_db": 20, "uptime_s": 1, "uncorrectable_codewords": 5}"#),
                observedAt: observed,
                receivedAt: now
            )
            _ = timeline.machine.handle(telemetry, at: now)
            _ = timeline.machine.handle(Deadline(id: timeline.machine.silenceDeadline, dueAt: extreme), at: now)
        }
    }

    @Test("A deadline of somebody else, or one that was moved, is left alone")
    func foreignDeadline() throws {
        var timeline = try DeviceTimeline()
        _ = timeline.send(quiet)
        let later = dawn + .seconds(100_000)
        let foreign = Deadline.ID(owner: "device_health", key: "other/silence")
        #expect(timeline.machine.handle(Deadline(id: foreign, dueAt: later), at: later).isEmpty)
        #expect(
            timeline.machine.handle(Deadline(id: timeline.machine.silenceDeadline, dueAt: later), at: later).isEmpty
        )
    }
}
