import MonitoringModel
import MonitoringTestKit
import Testing

@testable import ConsoleAPI

@Suite("Status, health and numbers")
struct StatusTests {
    private static func household() -> FakeHousehold {
        let household = FakeHousehold()
        household.update { state in
            state.status.components = [
                .init(name: "store", state: .ok), .init(name: "pose \"model\"\n", state: .failed, message: "missing"),
            ]
            state.status.broker = .init(state: .degraded, address: "127.0.0.1:1883", since: .example)
            state.status.cameras = [.init(id: "hall", state: .ok, framesPerSecond: 4.5, lastFrameAt: .example)]
            state.status.cameras[0].watchedSeconds = 7_200
            state.status.cameras[0].falseAlarms = 3
            state.status.channels = [.init(name: "webhook", state: .ok, delivered: 7, failed: 2)]
            state.status.pipeline = .init()
            state.status.pipeline?.stored = 12
            state.status.counters = ["mqtt_messages_received_total": 42, "odd name-": 1]
        }
        return household
    }

    @Test("The status tells every part with times in UTC")
    func status() async throws {
        try await withConsole(Self.household()) { client in
            let document = try await client.request("GET", "/api/v1/status").json()
            #expect(document["version"] == .string("1.2.3"))
            #expect(document["ready"] == .bool(true))
            #expect(document["broker"]?["state"] == .string("degraded"))
            #expect(document["broker"]?["since"] == .string("2026-03-02T09:00:00.000Z"))
            #expect(document["pipeline"]?["stored"] == .integer(12))
            #expect(document["counters"]?["mqtt_messages_received_total"] == .integer(42))
            let camera = JSONValue(object: [
                "id": .string("hall"), "state": .string("ok"), "message": .string(""),
                "framesPerSecond": .number(4.5), "lastFrameAt": .string("2026-03-02T09:00:00.000Z"),
                "watchedSeconds": .number(7200), "falseAlarms": .integer(3),
            ])
            #expect(document["cameras"] == .array([camera]))
        }
    }

    @Test(
        "The numbers stand in Prometheus' text form",
        arguments: [
            "caretaker_ready 1", "# TYPE caretaker_ready gauge", "caretaker_start_time_seconds 1772442000",
            "caretaker_component_state{component=\"pose \\\"model\\\"\\n\"} 2",
            "caretaker_component_state{component=\"broker\"} 1", "caretaker_camera_state{camera=\"hall\"} 0",
            "caretaker_camera_frames_per_second{camera=\"hall\"} 4.5",
            "caretaker_camera_watched_seconds_total{camera=\"hall\"} 7200",
            "caretaker_camera_false_alarms_total{camera=\"hall\"} 3",
            "caretaker_channel_delivered_total{channel=\"webhook\"} 7",
            "caretaker_channel_failed_total{channel=\"webhook\"} 2", "caretaker_events_stored_total 12",
            "# TYPE caretaker_mqtt_messages_received_total counter", "caretaker_mqtt_messages_received_total 42",
            "caretaker_odd_name_ 1", "caretaker_feed_subscribers 0",
        ]
    )
    func metrics(line: String) async throws {
        try await withConsole(Self.household()) { client in
            let answer = try await client.request("GET", "/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.text.split(separator: "\n").contains(Substring(line)))
        }
    }

    @Test("Health follows readiness")
    func health() async throws {
        let household = FakeHousehold()
        try await withConsole(household) { client in
            let ready = try await client.request("GET", "/healthz")
            #expect(ready.status == 200)
            household.update { $0.status.ready = false }
            let unready = try await client.request("GET", "/healthz")
            #expect(unready.status == 503)
        }
    }

    @Test("What changes all the time is no change of standing; a part that fails is")
    func standing() {
        let before = Self.household().state.status
        var busier = before
        busier.counters["mqtt_messages_received_total"] = 43
        busier.pipeline?.stored += 1
        busier.cameras[0].framesPerSecond = 5
        busier.cameras[0].lastFrameAt = .example + .seconds(1)
        busier.channels[0].delivered += 1
        #expect(StatusWatch.standing(before) == StatusWatch.standing(busier))
        var worse = before
        worse.cameras[0].state = .failed
        #expect(StatusWatch.standing(before) != StatusWatch.standing(worse))
    }
}
