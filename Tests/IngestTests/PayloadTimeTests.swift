import MonitoringModel
import Testing

@testable import Ingest

@Suite("Time of measurement")
struct PayloadTimeTests {
    private let now = Instant(millisecondsSinceEpoch: 1_767_225_600_000)  // 2026-01-01T00:00:00Z

    private func decode(_ payload: String) throws -> DecodedTelemetry {
        try TelemetryDecoder()
            .decode(
                topic: "devices/d/telemetry",
                payload: Array(payload.utf8),
                isDuplicate: false,
                receivedAt: now
            )
            .get()
    }

    @Test(
        "Times are read in every form that devices send",
        arguments: [
            (#"{"observedAt":"2025-12-31T23:00:00Z"}"#, Int64(1_767_222_000_000)),
            (#"{"timestamp":"2025-12-31T23:00:00+01:00"}"#, 1_767_218_400_000),
            (#"{"time":1767222000}"#, 1_767_222_000_000),
            (#"{"time":1767222000.25}"#, 1_767_222_000_250),
            (#"{"ts":1767222000123}"#, 1_767_222_000_123),
            (#"{"ts":1767222000123456}"#, 1_767_222_000_123),
            (#"{"ts":1767222000123456789}"#, 1_767_222_000_123),
            (#"{"ts":"1767222000"}"#, 1_767_222_000_000),
            (#"{"t":1767222000}"#, 1_767_222_000_000),
            (#"{"t":1,"observedAt":1767222000}"#, 1_767_222_000_000),
            (#"{"timestamp":"now","ts":1767222000}"#, 1_767_222_000_000),
            (#"{"ts":946684800}"#, 946_684_800_000),
            (#"{"ts":1767312000}"#, 1_767_312_000_000),
        ]
    )
    func forms(payload: String, milliseconds: Int64) throws {
        let decoded = try decode(payload)
        #expect(decoded.telemetry.observedAt == Instant(millisecondsSinceEpoch: milliseconds))
        #expect(decoded.warning == nil)
        #expect(decoded.key.isExact)
    }

    @Test(
        "A time that cannot be gives way to the time of arrival, with a warning",
        arguments: [
            (#"{"ts":1767312001}"#, "timeOutOfRange"),
            (#"{"ts":946684799}"#, "timeOutOfRange"),
            (#"{"ts":0}"#, "timeOutOfRange"),
            (#"{"ts":-9223372036854775808}"#, "timeOutOfRange"),
            (#"{"ts":9223372036854775807}"#, "timeOutOfRange"),
            (#"{"ts":1e300}"#, "timeUnreadable"),
            (#"{"ts":-1e308}"#, "timeUnreadable"),
            (#"{"timestamp":"yesterday"}"#, "timeUnreadable"),
            (#"{"timestamp":"1e400"}"#, "timeUnreadable"),
            (#"{"timestamp":"nan"}"#, "timeUnreadable"),
            (#"{"observedAt":null}"#, "timeUnreadable"),
            (#"{"observedAt":[1767222000]}"#, "timeUnreadable"),
        ]
    )
    func impossible(payload: String, code: String) throws {
        let decoded = try decode(payload)
        #expect(decoded.telemetry.observedAt == now)
        #expect(decoded.warning?.reason.code == code)
        #expect(!decoded.key.isExact)
    }

    @Test("A member t that is a temperature is no fault", arguments: ["21.5", "-4", "\"warm\"", "null"])
    func temperature(value: String) throws {
        let decoded = try decode(#"{"t":\#(value)}"#)
        #expect(decoded.telemetry.observedAt == now)
        #expect(decoded.warning == nil)
    }

    @Test("An arrival at the end of time does not overflow", arguments: [Int64.max, .min])
    func extremes(milliseconds: Int64) {
        let result = TelemetryDecoder()
            .decode(
                topic: "a",
                payload: Array(#"{"ts":1767222000}"#.utf8),
                isDuplicate: false,
                receivedAt: Instant(millisecondsSinceEpoch: milliseconds)
            )
        #expect(throws: Never.self) { try result.get() }
    }
}
