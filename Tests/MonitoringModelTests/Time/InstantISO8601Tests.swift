import MonitoringModel
import Testing

@Suite("Times as text")
struct InstantISO8601Tests {
    @Test(
        "A date and a time are read",
        arguments: [
            ("1970-01-01T00:00:00Z", Int64(0)), ("1970-01-01T00:00", 0),
            ("2026-03-01T09:05:07.250Z", 1_772_355_907_250),
            ("2026-03-01T10:05:07+01:00", 1_772_355_907_000), ("2026-03-01 09:05:07", 1_772_355_907_000),
            ("2026-03-01t09:05:07z", 1_772_355_907_000), ("2026-03-01T04:35:07-0430", 1_772_355_907_000),
            ("2026-03-01T10:05:07+01", 1_772_355_907_000), ("2026-03-01T09:05:07,5Z", 1_772_355_907_500),
            ("2026-03-01T09:05:07.123456789Z", 1_772_355_907_123), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
            ("1969-12-31T23:59:59.999Z", -1), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ]
    )
    func reading(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.millisecondsSinceEpoch == milliseconds)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "2026", "2026-03-01", "2026-03-01T09", "2026-13-01T00:00Z", "2026-02-29T00:00Z", "2026-00-01T00:00Z",
            "2026-01-32T00:00Z", "2026-01-00T00:00Z", "2026-01-01T24:00Z", "2026-01-01T00:60Z", "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+19:00", "2026-01-01T00:00:00Zx",
            "26-01-01T00:00Z", "2026-1-1T00:00Z", " 2026-01-01T00:00Z", "2026-01-01T00:00:00.123456789012345678901234Z",
            "2026/01/01T00:00Z", "٢٠٢٦-01-01T00:00Z",
        ]
    )
    func refusal(_ text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test("Writing and reading again gives the same instant", arguments: 0..<10)
    func roundTrip(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        for _ in 0..<1_000 {
            let instant = Instant(
                millisecondsSinceEpoch: Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &generator)
            )
            #expect(Instant(iso8601: instant.description) == instant, "\(instant)")
        }
    }

    @Test(
        "Times at the ends of the range are written without a trap",
        arguments: [Int64.min + 86_400_000, -1, 0, .max]
    )
    func extremes(_ milliseconds: Int64) {
        #expect(Instant(millisecondsSinceEpoch: milliseconds).description.hasSuffix("Z"))
    }

    @Test("Every truncation is refused or a time")
    func truncation() {
        let text = "2026-03-01T09:05:07.250+01:00"
        let read = (0...text.count).filter { Instant(iso8601: text.prefix($0)) != nil }
        #expect(read == [16, 19, 21, 22, 23, 26, 29])
    }

    @Test("Sums beyond the range are clamped")
    func clamping() {
        let last = Instant(millisecondsSinceEpoch: .max)
        #expect(last + .seconds(1) == last)
        #expect((Instant(millisecondsSinceEpoch: .min) - .seconds(1)).millisecondsSinceEpoch == .min)
        #expect(last - Instant(millisecondsSinceEpoch: .min) == .milliseconds(Int64.max))
        #expect(Instant(millisecondsSinceEpoch: 500) - .seconds(1) == Instant(millisecondsSinceEpoch: -500))
    }
}
