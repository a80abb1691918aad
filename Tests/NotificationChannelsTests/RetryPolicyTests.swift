import Alerting
import MonitoringModel
import NotificationChannels
import Testing

@Suite("Trying again")
struct RetryPolicyTests {
    private let now = Instant(millisecondsSinceEpoch: 5_000)

    @Test(
        "The pause doubles up to its bound, drawn from its upper half",
        arguments: [
            (1, 0.0, 500), (1, 1.0, 1_000), (2, 0.0, 1_000), (2, 0.5, 1_500), (5, 1.0, 16_000), (9, 1.0, 256_000),
            (10, 0.0, 150_000), (10, 1.0, 300_000), (1_000_000, 1.0, 300_000), (0, 1.0, 1_000), (-5, 2.0, 1_000),
        ]
    )
    func pauses(failures: Int, random: Double, milliseconds: Int) {
        let pause = RetryPolicy().pause(afterFailures: failures, random: random)
        #expect(pause == .milliseconds(milliseconds))
    }

    @Test("A receiver may ask for a longer pause, up to an hour, but not for a shorter one")
    func requested() {
        let policy = RetryPolicy()
        #expect(policy.pause(afterFailures: 1, requested: .seconds(20), random: 0) == .seconds(20))
        #expect(policy.pause(afterFailures: 1, requested: .zero, random: 0) == .milliseconds(500))
        #expect(policy.pause(afterFailures: 1, requested: .seconds(4_000_000_000), random: 0) == .seconds(3_600))
    }

    @Test("What cannot be reached is tried for ever")
    func forEver() {
        let result = RetryPolicy()
            .result(
                of: .transient(reason: "down"),
                failures: 1_000_000,
                refusals: 0,
                at: now,
                random: 1
            )
        #expect(result == .retry(reason: "down", at: now + .seconds(300)))
    }

    @Test("What is refused is given up after as many tries as the policy says")
    func refused() {
        let policy = RetryPolicy(triesWhenRefused: 3)
        func result(_ refusals: Int) -> DeliveryResult {
            policy.result(
                of: .permanent(reason: "HTTP 404"),
                failures: refusals,
                refusals: refusals,
                at: now,
                random: 1
            )
        }
        #expect(result(1) == .retry(reason: "HTTP 404", at: now + .seconds(1)))
        #expect(result(2) == .retry(reason: "HTTP 404", at: now + .seconds(2)))
        #expect(result(3) == .abandoned(reason: "HTTP 404, tried 3 times"))
    }

    @Test("What was delivered stays so")
    func delivered() {
        let result = RetryPolicy()
            .result(
                of: .delivered(receipt: "HTTP 204"),
                failures: 0,
                refusals: 0,
                at: now,
                random: 0
            )
        #expect(result == .delivered(receipt: "HTTP 204"))
    }
}
