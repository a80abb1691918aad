import Alerting
import ChatAssistant
import FieldService
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("The pipeline over a real database")
struct PipelineTests {
    @Test("A message, its alert, its history and what is owed become durable together, and once")
    func oneMessageOnce() async throws {
        let house = try PipelineHouse()
        let bright = try house.telemetry(#"{"lux":40000,"seq":1}"#)
        let outcomes = try await house.run { pipeline, _ in
            let first = try await pipeline.submit([bright])
            return first + (try await pipeline.submit([bright]))
        }
        #expect(outcomes.map(\.isRepetition) == [false, true])
        #expect(outcomes[0].changes.map(\.event) == [.fired])
        #expect(outcomes[0].channels == ["mqtt", "webhook"])
        try await house.run { _, store in
            let alerts = try await store.alerts(matching: AlertQuery()).alerts.count
            #expect(alerts == 1)
            let events = try await store.timeline(of: "alert-000001").map(\.event)
            #expect(events == [.fired, .queued])
            let due = try await store.due(channel: "mqtt", at: house.wallClock.now, limit: 10)
            #expect(due.map(\.address) == ["out/bright"])
            #expect(due.first?.publication.payload == Array(#"{"lux":40000,"seq":1}"#.utf8))
        }
    }

    @Test("After a restart the machines go on where they were: no second alert, and its end is seen")
    func stateSurvivesRestart() async throws {
        let house = try PipelineHouse()
        for (payload, expected) in [
            (#"{"lux":40000,"seq":1}"#, ["fired"]), (#"{"lux":41000,"seq":2}"#, []),
            (#"{"lux":10,"seq":3}"#, ["resolved"]), (#"{"lux":40000,"seq":4}"#, ["fired"]),
        ] {
            let event = try house.telemetry(payload)
            let outcomes = try await house.run { pipeline, _ in try await pipeline.submit([event]) }
            #expect(outcomes[0].changes.map(\.event.rawValue) == expected)
        }
        try await house.run { _, store in
            let numbers = try await store.alerts(matching: AlertQuery()).alerts.map(\.number)
            #expect(numbers == [2, 1])
        }
    }

    @Test("A store that fails for a while keeps what waits, and nothing happens twice")
    func transientFailureIsWaitedFor() async throws {
        let house = try PipelineHouse()
        let failures = FailingStore.Failures([true, true, true])
        let event = try house.telemetry(#"{"lux":40000,"seq":1}"#)
        let outcomes = try await house.run(failures: failures) { pipeline, _ in
            try await withThrowingTaskGroup(of: [EventOutcome].self) { group in
                group.addTask { try await pipeline.submit([event]) }
                while await pipeline.status.stored.isEmpty { await house.advance(by: .zero) }
                #expect(failures.isEmpty)
                return try await group.next() ?? []
            }
        }
        #expect(outcomes.map(\.changes.count) == [1])
        try await house.run { _, store in
            let journal = try await store.counts().journal
            let alerts = try await store.alerts(matching: AlertQuery()).alerts.count
            #expect(journal == 1)
            #expect(alerts == 1)
        }
    }

    @Test("A person who waits is told at once that nothing was stored")
    func impatientSourcesAreTold() async throws {
        let house = try PipelineHouse()
        let failures = FailingStore.Failures([true])
        let event = try house.telemetry(#"{"lux":1,"seq":1}"#)
        try await house.run(failures: failures) { pipeline, _ in
            await #expect(throws: PipelineError.self) { try await pipeline.submit([event], patience: .failFast) }
            #expect(await pipeline.status.storeFailure == "The disk is full.")
        }
    }

    @Test("A deadline that came due while nothing ran is delivered at the start; a camera's silence is not stillness")
    func deadlinesSurviveRestart() async throws {
        let house = try PipelineHouse()
        let seen = [house.observation(.person), house.observation(.motion)]
        try await house.run { pipeline, _ in
            _ = try await pipeline.submit(seen)
            #expect(await pipeline.status.deadlines == 1)
        }
        house.wallClock.advance(by: .seconds(300))
        try await house.run { pipeline, store in
            await house.advance(by: .zero)
            try await Self.settle { await pipeline.status.stored["deadline"] == 1 }
            #expect(try await store.alerts(matching: AlertQuery()).alerts.isEmpty)
        }
    }

    @Test("Stillness that began before a restart is told at its exact time after it")
    func stillnessSpansARestart() async throws {
        let house = try PipelineHouse()
        let first = [house.observation(.person), house.observation(.motion)]
        try await house.run { pipeline, _ in _ = try await pipeline.submit(first) }
        for _ in 0..<5 {
            house.wallClock.advance(by: .seconds(10))
            let heartbeat = house.observation(.person)
            try await house.run { pipeline, _ in _ = try await pipeline.submit([heartbeat]) }
        }
        let alerts = try await house.run { pipeline, store in
            await house.advance(by: .seconds(9))
            #expect(try await store.alerts(matching: AlertQuery()).alerts.isEmpty)
            await house.advance(by: .seconds(1))
            try await Self.settle { await pipeline.status.stored["deadline"] == 1 }
            return try await store.alerts(matching: AlertQuery()).alerts
        }
        #expect(alerts.map(\.kind) == [.stillness])
        #expect(alerts.map(\.startedAt) == [house.wallClock.now])
    }

    /// Gives way until something is so.
    static func settle(_ condition: () async -> Bool) async throws {
        while await !condition() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test("A weak signal offers a visit; the answer books it in the same transaction")
    func faultLeadsToVisit() async throws {
        let house = try PipelineHouse()
        var household = PipelineHouse.household()
        household.technicians = [.everyDay(id: "maria")]
        let faults = try (1...3)
            .map { try house.telemetry(#"{"snr_db":20,"seq":\#($0)}"#, device: "box", key: "\($0)") }
        let said = Utterance(person: "anna", channel: "webchat", text: "yes", receivedAt: house.wallClock.now)
        let lines = try await house.run(household: household) { pipeline, _ in
            var lines: [String] = []
            for fault in faults {
                house.wallClock.advance(by: .seconds(30))
                var event = fault
                if case .telemetry(var telemetry, let payload) = event.body {
                    telemetry.observedAt = house.wallClock.now
                    telemetry.receivedAt = house.wallClock.now
                    event.body = .telemetry(telemetry, payload: payload)
                }
                lines += try await pipeline.submit([event]).flatMap(\.messages).map(\.text)
            }
            return lines + (try await pipeline.submit([InputEvent(.utterance(said))])).flatMap(\.messages).map(\.text)
        }
        #expect(lines.first?.contains("signal") == true)
        #expect(lines.contains("yes"))
        try await house.run(household: household) { _, store in
            let visits = try await store.visits(matching: VisitQuery())
            #expect(visits.map(\.customer) == ["anna"])
            #expect(visits.map(\.alert) == ["alert-000001"])
        }
    }

    @Test("Commands about alerts that do not exist are refused and change nothing")
    func wrongCommandsAreRefused() async throws {
        let house = try PipelineHouse()
        let event = InputEvent(.command(.acknowledgeAlert("alert-000009", by: "ben", note: nil)))
        let outcomes = try await house.run { pipeline, _ in try await pipeline.submit([event]) }
        #expect(outcomes.map(\.refusal) == [.unknownAlert("alert-000009")])
    }

    @Test("A rule that was removed while nothing ran ends its alert at the next start")
    func removedRuleEndsItsAlert() async throws {
        let house = try PipelineHouse()
        let event = try house.telemetry(#"{"lux":40000,"seq":1}"#)
        _ = try await house.run { pipeline, _ in try await pipeline.submit([event]) }
        var without = PipelineHouse.household()
        without.rules = []
        let other = try house.telemetry(#"{"lux":1,"seq":2}"#)
        _ = try await house.run(household: without) { pipeline, _ in try await pipeline.submit([other]) }
        try await house.run { _, store in
            let alert = try await store.alert("alert-000001")
            #expect(alert?.state == .resolved)
        }
    }
}
