import MonitoringModel
import Testing

@testable import RuleEngine

/// The time at which test messages arrive, unless a test says otherwise.
let noon = Instant(millisecondsSinceEpoch: 1_700_000_000_000)

/// Makes a message.
func message(
    _ topic: String,
    _ payload: JSONValue,
    device: String? = nil,
    at instant: Instant = noon
) -> Telemetry {
    Telemetry(
        topic: topic,
        device: device.flatMap { DeviceID($0) },
        document: payload,
        observedAt: instant,
        receivedAt: instant
    )
}

/// Makes a message of device `a` by topic.
func message(_ payload: JSONValue) -> Telemetry {
    message("dev/a/telemetry", payload)
}

/// Makes a rule.
func rule(_ id: String = "r", _ sql: String, enabled: Bool = true, _ actions: RuleAction...) throws -> Rule {
    Rule(id: try #require(RuleID(id)), sql: sql, enabled: enabled, actions: actions)
}

/// A seeded source of randomness (SplitMix64), so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
