import Alerting
import MonitoringModel
import Testing

@Suite("Life cycle of alerts")
struct AlertLifecycleTests {
    @Test("An active condition fires once, however often it is reported")
    func firesOnce() {
        var lifecycle = AlertLifecycle(nextNumber: 42)
        let first = lifecycle.handle(.fall(), at: .second(1))
        #expect(first.map(\.event) == [.fired])
        #expect(first.first?.isNew == true)
        #expect(first.first?.alert.id == AlertID("alert-000042"))
        #expect(first.first?.alert.startedAt == .second(0))
        #expect(first.first?.alert.updatedAt == .second(1))
        for second in 2..<50 { #expect(lifecycle.handle(.fall(), at: .second(Int64(second))).isEmpty) }
        #expect(lifecycle.openCount == 1)
        #expect(lifecycle.nextNumber == 43)
    }

    @Test("A cleared condition resolves its alert, and coming back it fires a new one")
    func clearsAndComesBack() throws {
        var lifecycle = AlertLifecycle()
        _ = lifecycle.handle(.fall(), at: .second(1))
        let resolved = try #require(lifecycle.handle(.fall(.cleared, observedAt: 5), at: .second(6)).first)
        #expect(resolved.event == .resolved)
        #expect(resolved.alert.state == .resolved)
        #expect(resolved.alert.resolvedAt == .second(5))
        #expect(lifecycle.openCount == 0)
        let again = lifecycle.handle(.fall(observedAt: 8), at: .second(9))
        #expect(again.first?.alert.number == 2)
        #expect(again.first?.isNew == true)
    }

    @Test("A condition that ends without having begun changes nothing")
    func clearedWithoutAlert() {
        var lifecycle = AlertLifecycle()
        #expect(lifecycle.handle(.fall(.cleared), at: .second(1)).isEmpty)
        #expect(lifecycle.nextNumber == 1)
    }

    @Test("An end before the beginning belongs to an earlier occurrence and is left out, counted")
    func staleEnd() {
        var lifecycle = AlertLifecycle()
        _ = lifecycle.handle(.fall(observedAt: 10), at: .second(10))
        #expect(lifecycle.handle(.fall(.cleared, observedAt: 9), at: .second(11)).isEmpty)
        #expect(lifecycle.openCount == 1)
        #expect(lifecycle.counts.staleEnds == 1)
        #expect(lifecycle.handle(.fall(.cleared, observedAt: 10), at: .second(12)).count == 1)
    }

    @Test("A higher severity raises the alert and fires it again though it was acknowledged")
    func raisedSeverity() throws {
        var lifecycle = AlertLifecycle()
        let alert = try #require(lifecycle.handle(.fall(severity: .warning), at: .second(1)).first).alert
        _ = try lifecycle.handle(.acknowledgeAlert(alert.id, by: "Ann", note: nil), at: .second(2)).get()
        #expect(lifecycle.handle(.fall(severity: .information), at: .second(3)).isEmpty)
        let raised = try #require(lifecycle.handle(.fall(severity: .critical), at: .second(4)).first)
        #expect(raised.event == .severityRaised)
        #expect(raised.alert.severity == .critical)
        #expect(raised.alert.state == .firing)
        #expect(raised.alert.acknowledgedBy == nil)
        #expect(raised.alert.acknowledgedAt == nil)
        #expect(lifecycle.handle(.fall(severity: .major), at: .second(5)).isEmpty)
        #expect(lifecycle.openAlert(alert.id)?.severity == .critical)
    }

    @Test("New pictures and details are added; a value that merely changes is no news")
    func additions() throws {
        var lifecycle = AlertLifecycle()
        var report = ConditionReport.fall()
        report.details = ["height": "0.2"]
        _ = lifecycle.handle(report, at: .second(1))
        report.details = ["height": "0.3"]
        #expect(lifecycle.handle(report, at: .second(2)).isEmpty)
        report.details = ["height": "0.4", "zone": "bed"]
        report.evidence = [try #require(EvidenceID("one.jpg"))]
        let change = try #require(lifecycle.handle(report, at: .second(3)).first)
        #expect(change.event == .updated)
        #expect(change.alert.details == ["height": "0.4", "zone": "bed"])
        #expect(change.alert.evidence.map(\.rawValue) == ["one.jpg"])
        #expect(change.entry.text == "Added 1 picture, zone: bed")
        #expect(lifecycle.handle(report, at: .second(4)).isEmpty)
    }

    @Test("The history of one alert stays bounded whatever is reported")
    func boundedHistory() {
        var lifecycle = AlertLifecycle()
        var changes = 0
        for index in 0..<500 {
            var report = ConditionReport.fall()
            report.details = ["name\(index)": "value"]
            report.evidence = [EvidenceID("picture\(index).jpg")].compactMap(\.self)
            changes += lifecycle.handle(report, at: .second(Int64(index))).count
        }
        #expect(changes <= 1 + lifecycle.limits.details + lifecycle.limits.evidence)
        #expect(lifecycle.openAlerts.first?.details.count == 32)
        #expect(lifecycle.openAlerts.first?.evidence.count == 8)
        #expect(lifecycle.counts.droppedEvidence == 492)
    }

    @Test("Too many open alerts are refused and counted, never dropped in silence")
    func tooMany() {
        var limits = AlertLimits()
        limits.openAlerts = 3
        var lifecycle = AlertLifecycle(limits: limits)
        for index in 0..<5 { _ = lifecycle.handle(.fall(in: "room\(index)"), at: .second(1)) }
        #expect(lifecycle.openCount == 3)
        #expect(lifecycle.counts.refusedTooManyOpen == 2)
        _ = lifecycle.handle(.fall(.cleared, in: "room0"), at: .second(2))
        #expect(lifecycle.handle(.fall(in: "room4"), at: .second(3)).count == 1)
    }

    @Test("Long texts are cut, and a fingerprint that is empty or too long is refused and counted")
    func longTexts() throws {
        var lifecycle = AlertLifecycle()
        var report = ConditionReport.fall()
        report.summary = String(repeating: "e\u{301}", count: 5_000)
        report.details = [String(repeating: "n", count: 999): String(repeating: "v", count: 9_999)]
        let alert = try #require(lifecycle.handle(report, at: .second(1)).first).alert
        #expect(alert.summary.count == 501)
        #expect(alert.details.values.map(\.count) == [501])
        report.fingerprint = ""
        #expect(lifecycle.handle(report, at: .second(1)).isEmpty)
        report.fingerprint = String(repeating: "f", count: 513)
        #expect(lifecycle.handle(report, at: .second(1)).isEmpty)
        #expect(lifecycle.counts.refusedFingerprint == 2)
    }

    @Test("Restored from the store, the life cycle goes on as if nothing had happened")
    func restored() throws {
        var first = AlertLifecycle()
        _ = first.handle(.fall(in: "kitchen"), at: .second(1))
        _ = first.handle(.fall(in: "bath"), at: .second(2))
        var second = AlertLifecycle(
            openAlerts: first.openAlerts,
            nextNumber: first.nextNumber,
            suppressions: first.suppressions
        )
        for report in [ConditionReport.fall(in: "bath"), .fall(.cleared, in: "kitchen"), .fall(in: "hall")] {
            #expect(first.handle(report, at: .second(5)) == second.handle(report, at: .second(5)))
        }
        #expect(first.openAlerts == second.openAlerts)
        #expect(second.nextNumber == 4)
    }
}

extension ConditionReport {
    static func fall(
        _ state: State = .active,
        in room: String = "bedroom",
        severity: Severity = .critical,
        observedAt: Int64 = 0
    ) -> ConditionReport {
        ConditionReport(
            fingerprint: "fall/\(room)",
            kind: .fall,
            state: state,
            severity: severity,
            subject: Subject(camera: CameraID(room), person: PersonID("maria")),
            summary: "Somebody fell in the \(room)",
            observedAt: .second(observedAt)
        )
    }
}

extension Instant {
    static func second(_ second: Int64) -> Instant {
        Instant(millisecondsSinceEpoch: 1_800_000_000_000 + second * 1_000)
    }
}
