import Alerting
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Alerts in the database")
struct AlertStoreTests {
    private func alert(_ number: Int64, kind: AlertKind = .fall, camera: CameraID? = nil) -> Alert {
        let report = ConditionReport(
            fingerprint: "f\(number)",
            kind: kind,
            state: .active,
            severity: number % 2 == 0 ? .critical : .warning,
            subject: Subject(camera: camera, person: number % 3 == 0 ? "anna" : nil),
            summary: "Something happened.",
            observedAt: monday + .seconds(number)
        )
        return Alert(number: number, report: report, now: monday)
    }

    private func filled() async throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        let alerts = (1...1_000).map { alert(Int64($0), camera: $0 % 10 == 0 ? "bedroom" : "kitchen") }
        try await temporary.store.perform { transaction in
            for alert in alerts {
                try transaction.save(alert)
                try transaction.append(TimelineEntry(alert: alert.id, at: monday, event: .fired, text: "Fired."))
            }
        }
        return temporary
    }

    @Test("Pages follow each other without gap or repetition, also while new alerts arrive")
    func pagesAreComplete() async throws {
        let temporary = try await filled()
        var seen: [Int64] = []
        var query = AlertQuery(limit: 37)
        var next = 2_000
        while true {
            let page = try await temporary.store.alerts(matching: query)
            seen += page.alerts.map(\.number)
            let late = alert(Int64(next))
            next += 1
            try await temporary.store.perform { try $0.save(late) }
            guard let before = page.next else { break }
            query.before = before
        }
        #expect(seen == Array((1...1_000).reversed()))
    }

    @Test("Each filter keeps just what it names")
    func filtersAreExact() async throws {
        let temporary = try await filled()
        func count(_ change: (inout AlertQuery) -> Void) async throws -> Int {
            var query = AlertQuery(limit: 500)
            change(&query)
            var total = 0
            while true {
                let page = try await temporary.store.alerts(matching: query)
                total += page.alerts.count
                guard let before = page.next else { return total }
                query.before = before
            }
        }
        #expect(try await count { $0.severity = .critical } == 500)
        #expect(try await count { $0.camera = "bedroom" } == 100)
        #expect(try await count { $0.person = "anna" } == 333)
        #expect(try await count { $0.state = .resolved } == 0)
        #expect(try await count { $0.kind = .stillness } == 0)
        #expect(try await count { $0.from = monday + .seconds(991) } == 10)
        #expect(try await count { $0.to = monday + .seconds(11) } == 10)
        #expect(try await count { $0.device = "box" } == 0)
        let both = try await count { query in
            query.camera = "bedroom"
            query.person = "anna"
        }
        #expect(both == 33)
    }

    @Test("A second open alert of one fingerprint is refused by the schema")
    func oneOpenAlertForAFingerprint() async throws {
        let temporary = try TemporaryStore()
        var second = alert(2)
        second.fingerprint = "f1"
        let copy = second
        let first = alert(1)
        await #expect(throws: StoreFailure.self) {
            try await temporary.store.perform { transaction in
                try transaction.save(first)
                try transaction.save(copy)
            }
        }
    }

    @Test("What was stored is restored: open alerts, numbers, machine states and deadlines")
    func stateIsRestored() async throws {
        let temporary = try TemporaryStore()
        var resolved = alert(1)
        resolved.state = .resolved
        let closed = resolved
        let open = alert(2)
        let key = MachineKey(machine: "camera", key: "bedroom")
        let deadline = Deadline(id: Deadline.ID(owner: "camera", key: "bedroom/still"), dueAt: monday)
        try await temporary.store.perform { transaction in
            try transaction.save(closed)
            try transaction.save(open)
            try transaction.saveState([1], of: key)
            try transaction.saveState([2], of: key)
            try transaction.saveState([3], of: MachineKey(machine: "camera", key: "gone"))
            try transaction.saveState(nil, of: MachineKey(machine: "camera", key: "gone"))
            try transaction.setDeadline(deadline.id, to: monday + .seconds(5))
            try transaction.setDeadline(deadline.id, to: monday)
            try transaction.setDeadline(Deadline.ID(owner: "x", key: "y"), to: monday)
            try transaction.setDeadline(Deadline.ID(owner: "x", key: "y"), to: nil)
        }
        let restored = try await temporary.store.restore()
        #expect(restored.openAlerts == [open])
        #expect(restored.nextAlertNumber == 3)
        #expect(restored.machines == [key: [2]])
        #expect(restored.deadlines == [deadline])
    }
}
