import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Faults that readings show")
struct FaultTests {
    @Test(
        "A weak signal is reported after three readings and ends beyond the deadband",
        arguments: [
            ([35, 35, 35], ". . ."),
            ([29, 35, 29, 29, 35], ". . . . ."),
            ([29, 29, 29, 29], ". . +low_snr ."),
            ([29, 31, 29, 29, 29], ". . . . +low_snr"),
            ([29, 29, 29, 31, 31.9, 32], ". . +low_snr . . -low_snr"),
            ([29.99, 29.99, 29.99, 30, 32], ". . +low_snr . -low_snr"),
            ([30, 30, 30], ". . ."),
            ([29, 29, 29, 33, 29, 29, 29], ". . +low_snr -low_snr . . +low_snr"),
        ]
    )
    func snr(_ values: [Double], _ expected: String) throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send("snr_db", values) == expected)
    }

    @Test(
        "The power must stay within its limits",
        arguments: [
            ([-16, -16, -16, -14, -13], ". . +power_out_of_range . -power_out_of_range"),
            ([16, 16, 16, 14, 12.9], ". . +power_out_of_range . -power_out_of_range"),
            ([-15, 15, 0], ". . ."),
            ([16, -16, 16], ". . +power_out_of_range"),
        ]
    )
    func power(_ values: [Double], _ expected: String) throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send("power_dbmv", values) == expected)
    }

    @Test(
        "Lost data is judged by its growth a minute; a counter that begins again is no loss",
        arguments: [
            // Ten a message of ten seconds are sixty a minute.
            ([0, 10, 20, 30, 31, 31], ". . . +uncorrectable_codewords -uncorrectable_codewords ."),
            ([5_000_000, 5_000_000, 5_000_001], ". . ."),
            ([1_000, 1_009, 1_018, 1_027, 1_036], ". . . . ."),
            ([900, 0, 0, 0, 0], ". . . . ."),
            ([900, 910, 3, 13, 23], ". . . . ."),
            ([900, 910, 10, 20], ". . . +uncorrectable_codewords"),
            ([0, 100, 200, 300, 305, 306], ". . . +uncorrectable_codewords . -uncorrectable_codewords"),
        ]
    )
    func codewords(_ values: [Double], _ expected: String) throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send("uncorrectable_codewords", values) == expected)
    }

    @Test("With a duration as on-delay the time counts, not the number")
    func duration() throws {
        var timeline = try DeviceTimeline { $0.onDelay = .seconds(40) }
        #expect(timeline.send("snr_db", [20, 20, 20, 20, 20]) == ". . . . +low_snr")
    }

    @Test("With an off-delay several normal readings are needed")
    func offDelay() throws {
        var timeline = try DeviceTimeline {
            $0.onDelayReadings = 1
            $0.offDelayReadings = 2
        }
        #expect(timeline.send("snr_db", [20, 33, 31, 33, 33]) == "+low_snr . . . -low_snr")
    }

    @Test(
        "Three restarts within an hour are a loop, by boot counter or by uptime",
        arguments: [("reboots", [4.0, 5, 6, 6, 7]), ("uptime_s", [500, 5, 1, 9, 2])]
    )
    func rebootLoop(_ metric: String, _ values: [Double]) throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send(metric, values) == ". . . . +reboot_loop")
    }

    @Test("Boot counter and uptime in one message tell of the same restart")
    func oneRestart() throws {
        var timeline = try DeviceTimeline()
        for (count, uptime) in [(1, 900), (2, 5), (3, 4)] {
            timeline.now = timeline.now + .seconds(60)
            let message = try JSONParser.parse(#"{"reboots": \#(count), "uptime_s": \#(uptime)}"#)
            #expect(timeline.send(message) == "")
        }
        #expect(timeline.send("reboots", [4]) == "+reboot_loop")
    }

    @Test("A boot counter may jump by several restarts, and may begin again")
    func counterJump() throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send("reboots", [7, 10]) == ". +reboot_loop")
        var other = try DeviceTimeline()
        #expect(other.send("reboots", [900, 0, 1, 2]) == ". . . .")
        #expect(other.send("reboots", [9e15]) == "+reboot_loop")
    }

    @Test("Restarts more than an hour apart are no loop; an hour without one ends it")
    func rebootWindow() throws {
        var timeline = try DeviceTimeline { $0.reportInterval = .seconds(86_400) }
        #expect(timeline.send("reboots", [1, 2, 3]) == ". . .")
        _ = timeline.wait(3_600)
        #expect(timeline.send("reboots", [4, 5, 6]) == ". . +reboot_loop")
        _ = timeline.wait(3_580)
        #expect(timeline.send("reboots", [6, 6]) == ". -reboot_loop")
    }

    @Test("A report has the words, the part and the skill that people need")
    func report() throws {
        var timeline = try DeviceTimeline()
        _ = timeline.send("snr_db", [27.5, 27.5, 27.5])
        let report = try #require(timeline.reports.first)
        #expect(report.fingerprint == "device_fault/box/low_snr")
        #expect(report.kind == .deviceFault)
        #expect(report.severity == .major)
        #expect(report.summary == "The signal to your cable box is weak.")
        #expect(report.subject == Subject(device: DeviceID("box"), person: PersonID("anna"), site: SiteID("flat")))
        #expect(report.details["explanation"] == report.summary)
        #expect(report.details["part"] == "coaxial cable or connector")
        #expect(report.details["skill"] == "cable")
        #expect(report.details["snr_db"] == "27.5")
        #expect(report.observedAt == dawn + .seconds(30))
    }

    @Test("Every fault has words of its own", arguments: FaultCode.allCases)
    func words(_ code: FaultCode) {
        for text in [code.explanation, code.returnToNormal] {
            #expect(text.hasSuffix(".") && text.contains("cable box"))
        }
        #expect(!code.likelyPart.isEmpty && code.skill == "cable")
    }

    @Test(
        "Values of wrong types and absurd values are left out and counted",
        arguments: [
            #"{"snr_db": "20"}"#, #"{"snr_db": null}"#, #"{"snr_db": 1e300}"#, #"{"snr_db": [20]}"#,
            #"{"uncorrectable_codewords": -1}"#, #"{"uptime_s": -5}"#, #"{"reboots": true}"#,
            #"{"power_dbmv": 2000}"#, #"{"correctable_codewords": -3}"#, #"{"reboots": 1e300}"#,
        ]
    )
    func absurd(_ json: String) throws {
        var timeline = try DeviceTimeline { $0.onDelayReadings = 1 }
        #expect(timeline.send(try JSONParser.parse(json)) == "")
        #expect(timeline.machine.state.counters.ignoredValues == 1)
        #expect(timeline.machine.state.faults.isEmpty)
    }

    @Test("Not-a-number and infinities are left out", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(_ value: Double) throws {
        var timeline = try DeviceTimeline { $0.onDelayReadings = 1 }
        for metric in ["snr_db", "power_dbmv", "uptime_s", "reboots", "uncorrectable_codewords"] {
            #expect(timeline.send(metric, [value]) == ".")
        }
        #expect(timeline.machine.state.counters.ignoredValues == 5)
    }

    @Test("Documents of any shape change nothing", arguments: ["[]", "1", "null", "\"snr_db\"", "{}", #"{"snr":1}"#])
    func shapes(_ json: String) throws {
        var timeline = try DeviceTimeline()
        #expect(timeline.send(try JSONParser.parse(json)) == "")
        #expect(timeline.machine.state.counters.ignoredValues == 0)
    }

    @Test("A message of another device is left alone")
    func otherDevice() throws {
        var timeline = try DeviceTimeline()
        let before = timeline.machine.state
        let telemetry = Telemetry(
            topic: "t",
            device: DeviceID("other"),
            document: .null,
            observedAt: dawn,
            receivedAt: dawn
        )
        #expect(timeline.machine.handle(telemetry, at: dawn).isEmpty)
        #expect(timeline.machine.state == before)
    }
}
