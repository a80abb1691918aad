import Alerting
import MonitoringModel
import Testing

@Suite("Commands about alerts")
struct AlertCommandTests {
    private let id = Alert.id(number: 1)

    private func lifecycleWithAlert(_ limits: AlertLimits = AlertLimits()) -> AlertLifecycle {
        var lifecycle = AlertLifecycle(limits: limits)
        _ = lifecycle.handle(.fall(severity: .major), at: .second(1))
        return lifecycle
    }

    @Test("Acknowledging tells who, when and why")
    func acknowledges() throws {
        var lifecycle = lifecycleWithAlert()
        let command = Command.acknowledgeAlert(id, by: "Ann", note: "On my way")
        let change = try #require(try lifecycle.handle(command, at: .second(2)).get().first)
        #expect(change.event == .acknowledged)
        #expect(change.alert.state == .acknowledged)
        #expect(change.alert.acknowledgedBy == "Ann")
        #expect(change.alert.acknowledgedAt == .second(2))
        #expect(change.entry.actor == "Ann")
        #expect(change.entry.text == "Acknowledged by Ann: On my way")
    }

    @Test("Acknowledging again changes nothing; by somebody else it is refused")
    func acknowledgesOnce() throws {
        var lifecycle = lifecycleWithAlert()
        _ = try lifecycle.handle(.acknowledgeAlert(id, by: "Ann", note: nil), at: .second(2)).get()
        #expect(lifecycle.handle(.acknowledgeAlert(id, by: "Ann", note: nil), at: .second(3)) == .success([]))
        let other = lifecycle.handle(.acknowledgeAlert(id, by: "Bob", note: nil), at: .second(3))
        #expect(other == .failure(.alreadyAcknowledged(id, by: "Ann")))
        #expect(lifecycle.openAlert(id)?.acknowledgedBy == "Ann")
    }

    @Test("Commands about alerts that are unknown or over are refused and say why")
    func refuses() throws {
        var lifecycle = lifecycleWithAlert()
        _ = lifecycle.handle(.fall(.cleared), at: .second(2))
        #expect(
            lifecycle.handle(.acknowledgeAlert(id, by: "Ann", note: nil), at: .second(3))
                == .failure(.alreadyResolved(id))
        )
        #expect(
            lifecycle.handle(.resolveAlert(id, by: "Ann", note: nil), at: .second(3)) == .failure(.alreadyResolved(id))
        )
        for name in ["alert-000002", "alert-1", "alert-", "alert--00001", "x", "alert-99999999999999999999"] {
            let unknown = try #require(AlertID(name))
            #expect(
                lifecycle.handle(.resolveAlert(unknown, by: "Ann", note: nil), at: .second(3))
                    == .failure(.unknownAlert(unknown))
            )
        }
    }

    @Test("A missing name and an endless note are refused", arguments: ["", String(repeating: "n", count: 129)])
    func refusesTexts(name: String) {
        var lifecycle = lifecycleWithAlert()
        let before = lifecycle.openAlerts
        #expect(
            lifecycle.handle(.acknowledgeAlert(id, by: name, note: nil), at: .second(2))
                == .failure(.invalidName(length: name.count))
        )
        let note = String(repeating: "x", count: 1_001)
        #expect(
            lifecycle.handle(.resolveAlert(id, by: "Ann", note: note), at: .second(2))
                == .failure(.noteTooLong(length: 1_001))
        )
        #expect(lifecycle.openAlerts == before)
    }

    @Test("An alert that is called false is over, marked, and its history says by whom")
    func falseAlarm() throws {
        var lifecycle = lifecycleWithAlert()
        let change = try lifecycle.handle(.rejectAlert(id, by: "Ann", note: "the cat"), at: .second(2)).get().first
        #expect(change?.alert.state == .resolved)
        #expect(change?.alert.isFalseAlarm == true)
        #expect(change?.entry.text == "Called a false alarm by Ann: the cat")
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(3)).isEmpty)
    }

    @Test("A condition that was resolved by hand stays quiet until it has ended once")
    func staysQuiet() throws {
        var lifecycle = lifecycleWithAlert()
        let change = try lifecycle.handle(.resolveAlert(id, by: "Ann", note: nil), at: .second(2)).get().first
        #expect(change?.alert.state == .resolved)
        #expect(change?.alert.resolvedAt == .second(2))
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(3)).isEmpty)
        #expect(lifecycle.counts.suppressed == 1)
        #expect(lifecycle.suppressions.map(\.fingerprint) == ["fall/bedroom"])

        var restarted = AlertLifecycle(nextNumber: lifecycle.nextNumber, suppressions: lifecycle.suppressions)
        #expect(restarted.handle(.fall(severity: .major), at: .second(4)).isEmpty)
        #expect(restarted.handle(.fall(.cleared), at: .second(5)).isEmpty)
        #expect(restarted.suppressions.isEmpty)
        #expect(restarted.handle(.fall(severity: .major), at: .second(6)).map(\.event) == [.fired])
    }

    @Test("A condition that was resolved by hand fires when it comes back more severe")
    func quietEndsWithSeverity() throws {
        var lifecycle = lifecycleWithAlert()
        _ = try lifecycle.handle(.resolveAlert(id, by: "Ann", note: nil), at: .second(2)).get()
        #expect(lifecycle.handle(.fall(severity: .critical), at: .second(3)).map(\.event) == [.fired])
        #expect(lifecycle.suppressions.isEmpty)
    }

    @Test("A condition that was resolved by hand is told again after the quiet period")
    func quietEndsWithTime() throws {
        var lifecycle = lifecycleWithAlert()
        _ = try lifecycle.handle(.resolveAlert(id, by: "Ann", note: nil), at: .second(2)).get()
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(3_601)).isEmpty)
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(3_602)).map(\.event) == [.fired])
    }

    @Test("When no more conditions can be kept quiet, they fire again")
    func boundedSuppressions() throws {
        var limits = AlertLimits()
        limits.suppressions = 0
        var lifecycle = lifecycleWithAlert(limits)
        _ = try lifecycle.handle(.resolveAlert(id, by: "Ann", note: nil), at: .second(2)).get()
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(3)).map(\.event) == [.fired])
    }

    @Test("Any order of seeded random reports and commands keeps numbers rising and one alert a condition")
    func randomOrders() throws {
        for seed in UInt64(1)...20 {
            var random = SeededRandom(state: seed)
            var lifecycle = AlertLifecycle()
            var numbers: [Int64] = []
            for second in 0..<400 {
                let now = Instant.second(Int64(second))
                var changes: [AlertChange] = []
                if Int.random(in: 0..<4, using: &random) == 0 {
                    let id = Alert.id(number: Int64.random(in: 1...20, using: &random))
                    let command = [
                        Command.acknowledgeAlert(id, by: "Ann", note: nil), .resolveAlert(id, by: "Bob", note: nil),
                    ]
                    if case .success(let made) = lifecycle.handle(command[second % 2], at: now) { changes = made }
                } else {
                    let state: [ConditionReport.State] = [.active, .active, .cleared]
                    let report = ConditionReport.fall(
                        state[Int.random(in: 0..<3, using: &random)],
                        in: "room\(Int.random(in: 0..<5, using: &random))",
                        severity: Severity.allCases[Int.random(in: 0..<4, using: &random)],
                        observedAt: Int64(second) - Int64.random(in: 0..<10, using: &random)
                    )
                    changes = lifecycle.handle(report, at: now)
                }
                numbers.append(contentsOf: changes.filter(\.isNew).map(\.alert.number))
                #expect(changes.count <= 1)
                #expect(Set(lifecycle.openAlerts.map(\.fingerprint)).count == lifecycle.openCount)
                for change in changes { #expect((change.alert.state == .resolved) == (change.alert.resolvedAt != nil)) }
            }
            #expect(numbers == Array(1...Int64(numbers.count)))
            #expect(lifecycle.nextNumber == Int64(numbers.count) + 1)
        }
    }
}

/// The generator SplitMix64 by Sebastiano Vigna.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
