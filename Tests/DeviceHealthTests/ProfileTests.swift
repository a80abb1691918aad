import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Profiles as documents")
struct ProfileTests {
    private func decode(_ json: String) throws -> DeviceProfile {
        try JSONDecoder().decode(DeviceProfile.self, from: Data(json.utf8))
    }

    @Test("A profile without thresholds has the defaults")
    func defaults() throws {
        #expect(try decode(#"{"profile": "cable_box"}"#) == .cableBox(CableBoxProfile()))
    }

    @Test("Thresholds can be set one by one, deadbands follow")
    func thresholds() throws {
        let profile = try decode(
            #"""
            {"profile": "cable_box", "snr_fault_db": 27, "uncorrectable_fault_per_minute": 100,
             "reboot_count": 4, "report_interval_s": 2.5, "on_delay_s": 90, "power_low_dbmv": -12}
            """#
        )
        var expected = CableBoxProfile()
        expected.snrFault = 27
        expected.snrNormal = 29
        expected.uncorrectableFault = 100
        expected.uncorrectableNormal = 10
        expected.rebootCount = 4
        expected.reportInterval = .milliseconds(2_500)
        expected.onDelay = .seconds(90)
        expected.powerLow = -12
        #expect(profile == .cableBox(expected))
        #expect(try JSONDecoder().decode(DeviceProfile.self, from: JSONEncoder().encode(profile)) == profile)
    }

    @Test(
        "A profile that cannot be right is refused",
        arguments: [
            #"{}"#, #"{"profile": "toaster"}"#, #"{"profile": 1}"#, #"{"profile": "cable_box", "snr": 1}"#,
            #"{"profile": "cable_box", "snr_fault_db": "30"}"#, #"{"profile": "cable_box", "snr_fault_db": 300}"#,
            #"{"profile": "cable_box", "snr_fault_db": 30, "snr_normal_db": 29}"#,
            #"{"profile": "cable_box", "power_low_dbmv": 16}"#, #"{"profile": "cable_box", "power_deadband_db": 16}"#,
            #"{"profile": "cable_box", "reboot_count": 1}"#, #"{"profile": "cable_box", "on_delay_readings": 0}"#,
            #"{"profile": "cable_box", "report_interval_s": 0}"#,
            #"{"profile": "cable_box", "reboot_window_s": 1e300}"#,
            #"{"profile": "cable_box", "silence_minimum_s": -5}"#, #"{"profile": "cable_box", "silence_intervals": 0}"#,
            #"{"profile": "cable_box", "uncorrectable_fault_per_minute": 5, "uncorrectable_normal_per_minute": 6}"#,
        ]
    )
    func refusal(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(json) }
    }

    @Test("Not-a-number is no threshold")
    func notANumber() {
        var profile = CableBoxProfile()
        profile.snrFault = .nan
        #expect(throws: DeviceHealthError.self) { try profile.validate() }
    }
}
